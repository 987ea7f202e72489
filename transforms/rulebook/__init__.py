"""The rule book: packs of data that say what page furniture looks like, and the engine that reads them."""

from transforms.lexicon.schema import RuleError
from transforms.rulebook.book import RuleBook
from transforms.rulebook.find import find_furniture, find_prompts
from transforms.rulebook.lint import check_book, check_rule
from transforms.rulebook.load import load_rules
from transforms.rulebook.rule import Rule

__all__ = ["Rule", "RuleBook", "RuleError", "check_book", "check_rule", "find_furniture", "find_prompts", "load_rules"]
