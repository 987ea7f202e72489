"""
One page, from raw to article: extract, strip, enrich, validate.

Every finder looks at the same blocks and returns removals; `Article.strike`
cuts once per layer. Repeats are looked for last, in what still stands, so that
the copy that stays is never one that another finder struck.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.finders.headline.deck import find_deck
from transforms.finders.headline.find import find_title
from transforms.finders.lines import find_unlabelled
from transforms.finders.notices import with_notices
from transforms.finders.pictures.find import find_captions
from transforms.finders.published.find import choose_published
from transforms.finders.read import read_article
from transforms.finders.repeats import find_repeats
from transforms.language import detect_language
from transforms.layout import lay_out
from transforms.names.outlets import same_outlet
from transforms.records import Article, Block, RawPage, Reject, Removal
from transforms.records.facts import NO_FACTS
from transforms.rulebook import find_prompts
from transforms.sheet import Sheet, Standing
from transforms.text.normal import count_words, text_blocks

if TYPE_CHECKING:
    import datetime as dt

    from transforms.knowledge import Knowledge
    from transforms.records.facts import PageFacts
    from transforms.rulebook import RuleBook

FEWEST_WORDS = 3
"""A text below this holds no sentence, only the remains of furniture."""

SHORTEST_STORY = 40
"""Words; a shorter text needs at least one line of `FEWEST_IN_A_LINE`, or it is a menu's remains."""

FEWEST_IN_A_LINE = 5
"""Words; menus, tags and buttons have fewer, the longest line of each of 296 labelled stories has 20 at least."""


def clean_page(page: RawPage, *, knowledge: Knowledge, today: dt.date) -> Article | Reject:
    """
    Turn one raw page into an article, or say why not.

    Args:
        page: The page. It is not changed.

        knowledge: The rules that name furniture, and the tables.

        today: The day that bounds dates whose year is not printed.

    Returns:
        The article, struck and enriched, or a reject that names stage and reason.
    """
    knowledge.use()
    extracted = extract(page)
    if isinstance(extracted, Reject):
        return extracted
    article, facts = extracted
    article = enrich(article, page=page, facts=facts, book=knowledge.book, today=today)
    text = article.text
    article = with_notices(article, text)
    if article.withdrawn:
        text = article.text  # the notice may have been given back
    language = detect_language(text, facts.language or page.hints.get("language"))
    refusal = None if article.withdrawn else check_story(article, text)
    return refusal or article.with_fields(language=language)


def extract(page: RawPage) -> tuple[Article, PageFacts] | Reject:
    """Read a page into blocks, the chrome of an HTML page struck already."""
    if page.kind == "text":
        return blank_article(page, page.url, text_blocks(page.content)), NO_FACTS
    from transforms.html import UnreadableHtml, read_html  # noqa: PLC0415 - heavy: lxml and trafilatura

    try:
        blocks, chrome, facts = read_html(page)
    except UnreadableHtml as refusal:
        return Reject(page.source, "extract", "unreadable_html", str(refusal))
    return blank_article(page, page.url or facts.canonical_url, blocks).strike(chrome), facts


def enrich(article: Article, *, page: RawPage, facts: PageFacts, book: RuleBook, today: dt.date) -> Article:
    """
    Find what is furniture and what is known about the story; strike what is not story.

    Rules see the page as it was extracted. Headline, captions and bylines are looked for in what
    rules leave; the dateline in what those leave; repeats after them, so that the copy that stays
    is never one that another finder struck; what no rule knows last, by its shape and neighbours.
    """
    sheet = lay_out(article.blocks, book, kind=page.kind, url=article.url, hints=page.hints, facts=facts)
    article = article.strike(find_prompts(Standing(sheet, article.removals), book))
    article, deck = describe_opening(article, page, facts)
    article = describe_publication(article, sheet, facts, deck=deck, today=today)
    article = article.strike(find_repeats(article, article.title))
    if any(removal.layer == "extractor" for removal in article.removals):
        return article  # where markup has told story from chrome, shape alone knows less
    return article.strike(find_unlabelled(article, article.title))


def describe_opening(article: Article, page: RawPage, facts: PageFacts) -> tuple[Article, tuple[Removal, ...]]:
    """Lift headline, captions and standfirst out of the text; return a standfirst that stays beside the article."""
    title = find_title(article, facts, page.hints, article.url)
    article = article.strike(title.removals)
    captions = find_captions(article)
    article = article.strike(captions.removals)
    deck = find_deck(article, title.text, facts)
    described = article.with_fields(title=title.text, captions=captions.captions, description=deck.description)
    if page.kind == "html":
        # There a standfirst stands in the story's own container, and publishers count it as story.
        return described, deck.removals
    return described.strike(deck.removals), ()


def describe_publication(
    article: Article, sheet: Sheet, facts: PageFacts, *, deck: tuple[Removal, ...], today: dt.date
) -> Article:
    """
    Find outlet, dates, dateline, people and sources, and lift out of the text what only says so.

    A standfirst that stays (`deck`) is passed over: the dateline stands behind it.
    """
    standing = article.story() if sheet.kind == "text" else enumerate(article.blocks)
    lines = [(number, block.text) for number, block in standing]
    published = choose_published(facts=facts, url=article.url, lines=lines, hints=sheet.hints, today=today)
    article = article.strike(published.removals)
    told = read_article(Standing(sheet, article.removals).strike(deck))
    return article.strike(told.removals).with_fields(
        outlet=told.outlet.name,
        outlet_domain=told.outlet.domain,
        authors=facts.authors
        or tuple(dict.fromkeys([*told.people.authors, *without_outlet(published.authors, told.outlet.name)])),
        editors=told.people.editors,
        published_date=published.date,
        published_at=published.at,
        published_precision=published.precision,
        published_from=published.origin,
        published_raw=published.raw,
        modified_at=published.modified_at,
        dateline=told.dateline.text,
        dateline_place=told.dateline.place,
        wire_sources=told.wires.wire_sources,
        republished_from=told.wires.republished_from,
        tags=facts.tags,
    )


def without_outlet(names: tuple[str, ...], outlet: str | None) -> tuple[str, ...]:
    """Return the names of a byline but the outlet's own."""
    return tuple(name for name in names if not (outlet and same_outlet(name, outlet)))


def blank_article(page: RawPage, url: str | None, blocks: tuple[Block, ...]) -> Article:
    """Return an article of these blocks with what the page carries along, and nothing struck."""
    return Article(page.source, url, blocks, fetched_at=page.fetched_at)


def check_story(article: Article, text: str) -> Reject | None:
    """Refuse an article in whose clean text no story is left; None where one is."""
    if len(text.split(None, SHORTEST_STORY)) > SHORTEST_STORY:
        return None  # long enough, whatever the rest holds: most texts are not read to their end
    lengths = [count_words(line) for line in text.split("\n")]
    words = sum(lengths)
    if words >= SHORTEST_STORY or (words >= FEWEST_WORDS and max(lengths) >= FEWEST_IN_A_LINE):
        return None
    detail = f"{words} words are left of {len(article.blocks)} lines, no sentence among them"
    return Reject(article.source, "validate", "no_story", detail)
