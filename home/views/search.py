"""The search's own page, and what is suggested while somebody types."""

from typing import Any, NamedTuple

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from home.models import SearchEntry
from home.search import finding, spelling
from home.search.finding import Found, Hit
from home.search.kinds import Kind, kinds
from home.search.marking import excerpt, mark
from home.search.queries import Query

PER_PAGE = 10
PER_GROUP = 3  # of a kind, where all kinds are shown


class Result(NamedTuple):
    entry: SearchEntry
    kind: Kind
    title: SafeString
    excerpt: SafeString


class Choice(NamedTuple):
    """A kind to narrow the results to."""

    kind: Kind | None  # None: all of them
    count: int
    url: str
    is_current: bool


class Group(NamedTuple):
    choice: Choice
    results: list[Result]

    @property
    def has_more(self) -> bool:
        return self.choice.count > len(self.results)


@gzip_page  # Nothing on it is secret, which compressing could betray; it is not among the pages kept compressed.
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """`q` is what is looked for, `kind` narrows it, `page` is of a narrowed list. What makes no sense is ignored."""
    query = Query.from_text(request.GET.get("q", ""), get_language())
    found = finding.find(query)
    kind = kinds().get(request.GET.get("kind", "")) if len(found.counts) > 1 else None
    context: dict[str, Any] = {"query": query, "total": len(found.hits), "is_cut": len(found.hits) == finding.MOST}
    if not found.hits:
        context.update(_ways_on(query))
    else:
        context["choices"] = choices = _choices(query, found, kind)
        if choices and kind is None:
            context["groups"] = _groups(query, found, choices)
        else:
            context["page_obj"] = _listed(request, query, found, kind)
        context["rest"] = urlencode({"q": query.text, **({"kind": kind.name} if kind else {})})
    response = render(request, "home/search.html", context)
    patch_cache_control(response, private=True, max_age=0)
    return response


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    query = Query.from_text(request.GET.get("q", ""), get_language())
    known = kinds()
    found = [
        {"title": entry.title, "url": entry.url, "kind": str(known[entry.kind].label)}
        for entry in finding.suggest(query)
    ]
    response = JsonResponse({"suggestions": found})
    patch_cache_control(response, private=True, max_age=60)
    return response


def _address(query: Query, **parameters: str) -> str:
    return f"{reverse('search:results')}?{urlencode({'q': query.text, **parameters})}"


def _choices(query: Query, found: Found, current: Kind | None) -> list[Choice]:
    known = kinds()
    if len(found.counts) < 2:
        return []
    return [
        Choice(None, len(found.hits), _address(query), current is None),
        *(
            Choice(known[name], count, _address(query, kind=name), current == known[name])
            for name, count in found.counts.items()
        ),
    ]


def _groups(query: Query, found: Found, choices: list[Choice]) -> list[Group]:
    """The best of each kind, the kind with the best of all first."""
    best = {name: found.of_kind(name)[:PER_GROUP] for name in found.counts}
    shown = {result.entry.pk: result for result in _results(query, [hit for hits in best.values() for hit in hits])}
    by_name = {choice.kind.name: choice for choice in choices if choice.kind}
    return [Group(by_name[name], [shown[hit.pk] for hit in hits if hit.pk in shown]) for name, hits in best.items()]


def _listed(request: HttpRequest, query: Query, found: Found, kind: Kind | None) -> Page:
    hits = found.of_kind(kind.name) if kind else found.hits
    page = Paginator(hits, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = _results(query, page.object_list)
    return page


def _results(query: Query, hits: list[Hit]) -> list[Result]:
    known = kinds()
    return [
        Result(entry, known[entry.kind], mark(entry.title, query), excerpt(entry.text, query))
        for entry in finding.entries_of(hits)
    ]


def _ways_on(query: Query) -> dict[str, Any]:
    """For who has found nothing: what may have been meant, and in which other languages there is something."""
    if not query.words:
        return {}
    meant = spelling.did_you_mean(query)
    if meant:
        return {"meant": meant, "meant_url": _address(meant)}
    elsewhere = []
    for code, name in settings.LANGUAGES:
        if code != query.language and (count := finding.count_in(query.text, code)):
            with override(code):
                elsewhere.append({"code": code, "name": name, "count": count, "url": _address(query)})
    return {"elsewhere": elsewhere}
