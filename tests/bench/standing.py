"""What stands of an article that was read elsewhere: a page of a test or of a labelled set, laid out by itself."""

from collections.abc import Mapping

from transforms.layout import lay_out
from transforms.records import NO_FACTS, NO_HINTS, Article, PageFacts
from transforms.rulebook import RuleBook, load_rules
from transforms.sheet import Standing


def stand(
    article: Article, book: RuleBook | None = None, *, facts: PageFacts = NO_FACTS, hints: Mapping[str, str] = NO_HINTS
) -> Standing:
    """Return what stands of an article; the packaged rules are looked for where none are given."""
    sheet = lay_out(article.blocks, book or load_rules(), url=article.url, facts=facts, hints=hints)
    return Standing(sheet, article.removals)
