"""The board of translations in the admin: all pages and snippets, each in three languages, and the way to each."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, get_page_models
from wagtail.permissions import page_permission_policy

from home import roles, translation_board
from home.models import BasePage
from home.translation_board import OPEN, Cell, Row, State

ROWS_A_PAGE = 30


def may_see(user: Any) -> bool:
    """Who writes or translates anything."""
    return page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"}) or any(
        _may_change(user, model) for model in translation_board.translatable_snippets()
    )


def _may_change(user: Any, model: type) -> bool:
    return user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")


def _kinds() -> list[tuple[str, str]]:
    pages = [model for model in get_page_models() if issubclass(model, BasePage)]
    models = [*pages, *translation_board.translatable_snippets()]
    return sorted(
        ((model._meta.label_lower, capfirst(str(model._meta.verbose_name))) for model in models), key=_by_name
    )


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1]


class BoardFilters(forms.Form):
    q = forms.CharField(label=_("Title"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("All languages")), *settings.LANGUAGES]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All kinds")), *_kinds()]


class TranslationBoardView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "home/admin/translation_board.html"
    page_title = _("Translations")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = BoardFilters(self.request.GET)
        wanted = form.cleaned_data if form.is_valid() else {}
        state = self.request.GET.get("state", "")
        rows = [row for row in translation_board.rows() if _is_wanted(row, wanted)]
        tabs = self._tabs(rows, wanted.get("language", ""), state)
        if state in State.values:
            rows = [row for row in rows if state in _states(row, wanted.get("language", ""))]
        page = Paginator(rows, ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        translation_board.tell_changes(page.object_list)
        shown = [languages for code, languages in settings.LANGUAGES if wanted.get("language") in ("", None, code)]
        return super().get_context_data(
            **kwargs,
            form=form,
            tabs=tabs,
            state=state,
            languages=shown,
            lines=_Links(self.request).lines(page.object_list, wanted.get("language", "")),
            page_obj=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            is_filtered=bool(state or any(wanted.values())),
        )

    def _tabs(self, rows: list[Row], language: str, current: str) -> list[dict[str, Any]]:
        """The numbers of rows under the other filters: how many wait for what."""
        numbers = Counter(state for row in rows for state in set(_states(row, language)))
        kept = {key: value for key, value in self.request.GET.items() if key not in ("p", "state")}
        found = [("", _("All"), len(rows)), *((state.value, state.label, numbers[state]) for state in OPEN)]
        return [
            {
                "state": value,
                "label": label,
                "count": count,
                "url": f"?{urlencode({**kept, 'state': value} if value else kept)}",
                "is_current": value == current,
            }
            for value, label, count in found
        ]


def _is_wanted(row: Row, wanted: dict[str, Any]) -> bool:
    if wanted.get("kind") and row.model._meta.label_lower != wanted["kind"]:
        return False
    return wanted.get("q", "").casefold() in row.title.casefold()


def _states(row: Row, language: str) -> list[State]:
    return [cell.state for cell in row.cells if language in ("", cell.language)]


class _Links:
    """The one press from a cell to where something is done about it, for who may do it."""

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user
        self.next = request.get_full_path()
        self.reach = roles.languages_to_change(self.user, translation_board.translatable_snippets())

    def lines(self, rows: list[Row], language: str) -> list[dict[str, Any]]:
        pks = {pk for row in rows if row.is_page for pk in (row.source_pk, *(cell.pk for cell in row.cells)) if pk}
        self.pages = {page.pk: page for page in Page.objects.filter(pk__in=pks)}
        names = dict(settings.LANGUAGES)
        order = list(names)
        return [
            {
                "row": row,
                "url": self.to_editor(row, row.source_pk, row.language),
                "cells": [
                    {"cell": cell, "url": self.to(row, cell), "language": names[cell.language]}
                    for cell in sorted(row.cells, key=lambda cell: order.index(cell.language))
                    if language in ("", cell.language)
                ],
            }
            for row in rows
        ]

    def to(self, row: Row, cell: Cell) -> str | None:
        return self.to_editor(row, cell.pk, cell.language) if cell.pk else self.to_submission(row, cell.language)

    def to_editor(self, row: Row, pk: Any, language: str) -> str | None:
        if row.is_page:
            page = self.pages.get(pk)
            may = page is not None and page.permissions_for_user(self.user).can_edit()
            return reverse("wagtailadmin_pages:edit", args=[pk]) if may else None
        if language not in self.reach[row.model]:
            return None
        return reverse(row.model.snippet_viewset.get_url_name("edit"), args=[quote(pk)])

    def to_submission(self, row: Row, language: str) -> str | None:
        if not self.user.has_perm("wagtail_localize.submit_translation"):
            return None
        if row.is_page:
            url = reverse("wagtail_localize:submit_page_translation", args=[row.source_pk])
        else:
            names = (row.model._meta.app_label, row.model._meta.model_name, quote(row.source_pk))
            url = reverse("wagtail_localize:submit_snippet_translation", args=names)
        return f"{url}?{urlencode({'select_locale': language, 'next': self.next})}"
