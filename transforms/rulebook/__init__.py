"""The rule book: packs of data that say what page furniture looks like, and the engine that reads them."""

from transforms.lexicon.tables import RuleError
from transforms.rulebook.book import RuleBook
from transforms.rulebook.find import find_furniture
from transforms.rulebook.lint import check_rule
from transforms.rulebook.load import load_rules
from transforms.rulebook.rule import Rule

__all__ = ["Rule", "RuleBook", "RuleError", "check_rule", "find_furniture", "load_rules"]
