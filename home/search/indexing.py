"""Keeping the index true to what is published.

An entry is made by a task after each publishing, and all of them again once a day, in case a task was lost or a release
knows words better than the last. Whether a page may be seen is asked when somebody searches, not here.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.db import transaction
from django.db.models import Model
from wagtail.models import Locale
from wagtail.search.backends import get_search_backend

from home.models.search import SearchEntry, SearchWord
from home.search.analysis import forms, index_keys, words_of
from home.search.kinds import Content, Kind, Source, source_of, sources
from home.search.tokens import exact, prefixes, stem

Item = TypeVar("Item")

# A shorter word is not told from its neighbours by a slip or two.
SHORTEST_TO_SPELL, LONGEST_TO_SPELL = 4, 60
MADE = ("kind", "locale_id", "page_id", "fragment", "title", "text", "date", "tokens")


def index(instance: Model) -> None:
    """Write, mend or delete the entry of a page or snippet; what is found nowhere is passed over."""
    source = source_of(instance)
    if source is not None and _name(instance) not in _index_all(source, source.shown().filter(pk=instance.pk)):
        SearchEntry.objects.filter(source=_name(instance)).delete()


def index_everything() -> None:
    """As if there had been nothing before; what is right already is left alone."""
    found: set[str] = set()
    for source in sources():
        found |= _index_all(source, source.shown())
    gone = [pk for pk, name in SearchEntry.objects.values_list("pk", "source") if name not in found]
    for some in _portions(gone):
        SearchEntry.objects.filter(pk__in=some).delete()
    _forget_words()


def _index_all(source: Source, instances: Iterable[Model]) -> set[str]:
    """The names of those that have an entry now."""
    by_key = {instance.pk: instance for instance in instances}
    contents = {_name(by_key[pk]): content for pk, content in source.contents(by_key.values()).items()}
    for names in _portions(sorted(contents)):
        _write({name: contents[name] for name in names}, source.kind)
    return set(contents)


def _name(instance: Model) -> str:
    return f"{instance._meta.model_name}/{instance.pk}"


@transaction.atomic
def _write(contents: dict[str, Content], kind: Kind) -> None:
    """The entries and what the database matches by: neither without the other, or nobody would notice."""
    known = {entry.source: entry for entry in SearchEntry.objects.filter(source__in=contents)}
    changed = []
    for name, content in contents.items():
        entry = known.get(name) or SearchEntry(source=name)
        if _fill(entry, content, kind):
            entry.save()
            _learn_words(entry)
            changed.append(entry)
    get_search_backend().add_bulk(SearchEntry, changed)


def _fill(entry: SearchEntry, content: Content, kind: Kind) -> bool:
    """Whether that changes anything."""
    before = [getattr(entry, field) for field in MADE]
    entry.kind = kind.name
    entry.locale_id = content.page.locale_id
    entry.page_id = content.page.pk
    entry.fragment = content.fragment
    entry.title = content.title
    entry.text = content.text
    entry.date = content.date
    entry.tokens = tokens_of(content.title, content.text, content.page.locale.language_code)
    return before != [getattr(entry, field) for field in MADE]


def tokens_of(title: str, text: str, language: str) -> str:
    """Each once, in order, so that the same content always makes the same line."""
    tokens: set[str] = set()
    for word in words_of(f"{title}\n{text}"):
        tokens |= stem(index_keys(word, language)) | exact(forms(word, language))
    for word in words_of(title):
        tokens |= prefixes(forms(word, language))
    return " ".join(sorted(tokens))


def _words(entry: SearchEntry) -> set[str]:
    parts = (part for word in words_of(f"{entry.title}\n{entry.text}") for part in (word.parts or (word,)))
    words = {part.text.lower() for part in parts if part.text.isalpha()}
    return {word for word in words if SHORTEST_TO_SPELL <= len(word) <= LONGEST_TO_SPELL}


def _learn_words(entry: SearchEntry) -> None:
    rows = [SearchWord(locale_id=entry.locale_id, word=word) for word in sorted(_words(entry))]
    SearchWord.objects.bulk_create(rows, ignore_conflicts=True)


def _forget_words() -> None:
    """Those that no entry holds any more."""
    for locale in Locale.objects.all():
        held: set[str] = set()
        for entry in SearchEntry.objects.filter(locale=locale).iterator():
            held |= _words(entry)
        gone = [row.pk for row in SearchWord.objects.filter(locale=locale) if row.word not in held]
        for some in _portions(gone):
            SearchWord.objects.filter(pk__in=some).delete()


def _portions(items: list[Item]) -> Iterator[list[Item]]:
    """As many as a statement of any database takes."""
    for begin in range(0, len(items), 200):
        yield items[begin : begin + 200]
