"""'New event': what to start from, then one short form for the event and its opportunity."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Locale

from events import new_events
from events.forms import NewEventForm, NewOpportunity
from events.models import EventIndexPage, EventPage
from volunteers.domain.planning import clock_difference, moved

SHOWN = 30
# Of an event that resembles none: on a morning far enough off for volunteers to be found.
AHEAD = datetime.timedelta(days=14)
MORNING = datetime.time(10)
LENGTH = datetime.timedelta(hours=2)


def index_for(user: Any) -> EventIndexPage | None:
    """The list in which `user` may add an event: that of the site's first language, if there are several."""
    indexes = sorted(
        EventIndexPage.objects.all(), key=lambda each: (each.locale_id != Locale.get_default().pk, each.pk)
    )
    return next((each for each in indexes if each.permissions_for_user(user).can_add_subpage()), None)


class InIndexMixin(WagtailAdminTemplateMixin):
    header_icon = "calendar-alt"
    page_title = gettext_lazy("New event")

    @cached_property
    def index(self) -> EventIndexPage:
        if "index_pk" in self.kwargs:
            found = get_object_or_404(EventIndexPage, pk=self.kwargs["index_pk"])
        elif "source_pk" in self.kwargs:
            found = get_object_or_404(EventPage, pk=self.kwargs["source_pk"]).get_parent().specific
        else:
            found = index_for(self.request.user)
        if found is None or not found.permissions_for_user(self.request.user).can_add_subpage():
            raise PermissionDenied
        return found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _must_be_allowed = self.index
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        explorer = reverse("wagtailadmin_explore", args=[self.index.pk])
        return [
            *self.breadcrumbs_items,
            {"url": explorer, "label": self.index.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]


class StartView(InIndexMixin, TemplateView):
    """Templates, earlier events, or nothing."""

    template_name = "events/admin/new_event_start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.get("q", "").strip()
        templates, events = new_events.sources(self.index, query)
        return {
            **super().get_context_data(**kwargs),
            "index": self.index,
            "templates": templates,
            "events": events[:SHOWN],
            "query": query,
            "has_more": events[SHOWN:].exists(),
        }


class NewEventView(InIndexMixin, TemplateView):
    template_name = "events/admin/new_event.html"

    @cached_property
    def source(self) -> EventPage | None:
        pk = self.kwargs.get("source_pk")
        return get_object_or_404(EventPage.objects.child_of(self.index), pk=pk) if pk else None

    @cached_property
    def may_plan(self) -> bool:
        return self.request.user.has_perm("volunteers.add_opportunity")

    @cached_property
    def starts_at(self) -> datetime.datetime:
        """Proposed: like last year's on the same day of the year to come; like a template's at its time of day."""
        today = timezone.localdate()
        if self.source is None or self.source.is_template:
            time = timezone.localtime(self.source.starts_at).time() if self.source else MORNING
            return timezone.make_aware(datetime.datetime.combine(today + AHEAD, time))
        before = timezone.localtime(self.source.starts_at)
        year = max(before.year + 1, today.year)
        if _in_year(before.date(), year) <= today:
            year += 1
        return timezone.make_aware(datetime.datetime.combine(_in_year(before.date(), year), before.time()))

    @cached_property
    def later_by(self) -> datetime.timedelta:
        return clock_difference(self.source.starts_at, self.starts_at) if self.source else datetime.timedelta(0)

    def get_initial(self) -> dict[str, Any]:
        if self.source is None:
            return {"starts_at": self.starts_at, "ends_at": self.starts_at + LENGTH}
        kept = {name: getattr(self.source, name) for name in ("is_all_day", "attendance", "venue", "online_url")}
        moments = {"starts_at": self.starts_at, "ends_at": moved(self.source.ends_at, self.later_by)}
        return {"title": self.source.title, **moments, **kept}

    @cached_property
    def form(self) -> NewEventForm:
        page = EventPage(locale=self.index.locale)
        return NewEventForm(self.data, instance=page, initial=self.get_initial())

    @cached_property
    def opportunities(self) -> list[NewOpportunity]:
        if not self.may_plan:
            return []
        embedded = self.source.embedded_opportunities() if self.source else []
        likes = list({opportunity.pk: opportunity for opportunity in embedded}.values()) or [None]
        return [
            NewOpportunity(prefix=f"opportunity-{number}", like=like, later_by=self.later_by, data=self.data)
            for number, like in enumerate(likes)
        ]

    @property
    def data(self) -> Any:
        return self.request.POST if self.request.method == "POST" else None

    @property
    def with_opportunity(self) -> bool:
        """Whether the tick is set; on opening, where there is one to be copied."""
        if self.data is not None:
            return bool(self.data.get("with_opportunity")) and self.may_plan
        return any(each.like for each in self.opportunities)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = self.opportunities if self.with_opportunity else []
        # All of them, so that every mistake is told at once.
        if not all([self.form.is_valid(), *[each.is_valid() for each in wanted]]):
            messages.error(request, _("The event could not be created due to errors."))
            return self.render_to_response(self.get_context_data())
        page = self._make(wanted)
        messages.success(request, _("The event has been made as a draft. Look through it, then publish it."))
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    @transaction.atomic
    def _make(self, wanted: list[NewOpportunity]) -> EventPage:
        slug = new_events.free_slug(self.index, self.form.cleaned_data["title"])
        fields = {**self.form.cleaned_data, "slug": slug}
        user = self.request.user
        made = [(each.like, each.save(code=slug, by=user)) for each in wanted]
        if self.source is None:
            return new_events.create(
                index=self.index, fields=fields, opportunities=[new for _like, new in made], by=user
            )
        return new_events.copy(
            source=self.source,
            index=self.index,
            fields=fields,
            opportunities={like.pk: new for like, new in made if like},
            also=[new for like, new in made if like is None],
            by=user,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "index": self.index,
            "source": self.source,
            "form": self.form,
            "opportunities": self.opportunities,
            "with_opportunity": self.with_opportunity,
        }


def _in_year(day: datetime.date, year: int) -> datetime.date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return datetime.date(year, 3, 1)
