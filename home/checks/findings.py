"""What is found in a page: advice, never a bar to publishing it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home import synchronisation
from home.checks import reading
from home.checks.content import Block, blocks_of
from home.models import BasePage

# Whoever goes from link to link hears these alone.
VAGUE = {
    "kk": {"осында", "осы жерде", "мұнда", "мына жерде", "осы жерден", "мына сілтеме", "сілтеме", "толығырақ", "толық"},
    "ru": {"здесь", "тут", "сюда", "по ссылке", "ссылка", "эта ссылка", "по этой ссылке", "подробнее", "далее", "ещё"},
    "en": {"here", "click here", "this link", "link", "this page", "read more", "more", "learn more", "details"},
}
# For Python and for the checker in the browser alike: an ending, an underscore, or what a camera writes.
FILE_NAME = (
    r"\.(avif|gif|heic|jpe?g|png|svg|tiff?|webp)$|_|^[\s\d()-]+$"
    r"|^(img|dsc|dscn|dscf|image|photo|picture|scan|screenshot|фото|скан|скриншот|снимок экрана)[\s\d()-]*$"
)
_FILE_NAME = re.compile(FILE_NAME, re.IGNORECASE)
_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
LONG_WITHOUT_HEADINGS = 300  # words


@dataclass(frozen=True)
class Finding:
    """`words` are those of the page that it is about, in the page's language; `block` is the id of where they stand."""

    message: str
    words: str = ""
    block: str = ""


def findings_in(page: BasePage) -> list[Finding]:
    """In the order in which an editor works: words first, languages last. In the language that is active."""
    blocks = blocks_of(page)
    return [finding for check in CHECKS for finding in check(page, blocks)]


def _headings(page: BasePage, blocks: list[Block]) -> Iterator[Finding]:
    seen = set()
    for number, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        words, level = block.value["text"], block.value["level"]
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if following is None or (following.kind == "heading" and following.value["level"] <= level):
            yield Finding(_("Nothing stands below this heading."), words, block.id)
        if words.strip().casefold() in seen:
            yield Finding(
                _("The same heading stands here twice: whoever follows a link to it finds the first."), words, block.id
            )
        seen.add(words.strip().casefold())
    if not seen and sum(len(block.text.split()) for block in blocks) > LONG_WITHOUT_HEADINGS:
        yield Finding(_("A long text without headings: nobody finds a place in it."))


def _links(page: BasePage, blocks: list[Block]) -> Iterator[Finding]:
    vague = set().union(*VAGUE.values())
    for block in blocks:
        for words in block.links:
            bare = words.casefold().strip(" .…:→»›>")
            if not bare:
                yield Finding(_("A link without words: nobody hears where it leads."), block=block.id)
            elif bare in vague:
                yield Finding(
                    _("A link should say where it leads, also to who hears nothing but links."), words, block.id
                )
            elif _ADDRESS.fullmatch(words):
                yield Finding(_("An address is read out letter by letter: say what is there instead."), words, block.id)


def _alternative_texts(page: BasePage, blocks: list[Block]) -> Iterator[Finding]:
    for block in blocks:
        for picture in block.pictures:
            alt = (picture.get("alt") or "").strip()
            if picture.get("decorative"):
                continue
            if not alt:
                yield Finding(
                    _("A picture without alternative text: say what it tells, or mark it as decorative."),
                    block=block.id,
                )
            elif _FILE_NAME.search(alt):
                yield Finding(
                    _("This alternative text looks like the name of a file: say what the picture tells."), alt, block.id
                )
            elif alt == (picture.get("caption") or "").strip():
                yield Finding(_("Alternative text and caption are the same, and are read out twice."), alt, block.id)


def _reading(page: BasePage, blocks: list[Block]) -> Iterator[Finding]:
    language = page.locale.language_code
    for block in blocks:
        for sentence in reading.long_sentences(block.text, language):
            yield Finding(_("A long sentence: can it be two?"), sentence, block.id)
    difficulty = reading.difficulty("\n".join(block.text for block in blocks), language)
    if difficulty is not None and difficulty > reading.HARD:
        yield Finding(
            _(
                "The text is harder to read than a newspaper: %(difficulty)d, where up to %(limit)d is well."
                " Shorter sentences and plainer words help."
            )
            % {"difficulty": round(difficulty), "limit": reading.HARD}
        )


def _translations(page: BasePage, blocks: list[Block]) -> Iterator[Finding]:
    if not page.pk or synchronisation.source_of(page) not in (page, None):
        return
    live = set(page.get_translations(inclusive=True).live().values_list("locale__language_code", flat=True))
    lacking = [name for code, name in settings.LANGUAGES if code not in live | {page.locale.language_code}]
    if lacking:
        message = ngettext(
            "Readers of another language will not find this page: %(languages)s",
            "Readers of other languages will not find this page: %(languages)s",
            len(lacking),
        )
        yield Finding(message % {"languages": ", ".join(lacking)})


CHECKS: tuple[Callable[[BasePage, list[Block]], Iterator[Finding]], ...] = (
    _headings,
    _links,
    _alternative_texts,
    _reading,
    _translations,
)
