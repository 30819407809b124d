"""Opportunities in the admin: how full they are, and what must not be taken from those who have applied."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views import chooser
from wagtail.snippets.views.snippets import EditView, IndexView, InspectView

from volunteers.domain import names, opportunities
from volunteers.models import Opportunity, Participation, Shift
from volunteers.states import AWAITING_DECISION
from volunteers.views.columns import CellColumn


def with_counts(queryset: QuerySet[Opportunity]) -> QuerySet[Opportunity]:
    """Annotated with `places_total`, `places_held`, `last_shift_ends_at` and `waiting`, in one query.

    Subqueries, since joins would multiply each other.
    """
    places = Shift.objects.filter(opportunity=OuterRef("pk")).order_by().values("opportunity")
    held = Participation.objects.filter(shift__opportunity=OuterRef("pk")).order_by().values("shift__opportunity")
    return queryset.annotate(
        places_total=Coalesce(Subquery(places.annotate(n=Sum("places")).values("n")), 0),
        places_held=Coalesce(Subquery(held.annotate(n=Count("pk")).values("n")), 0),
        last_shift_ends_at=Subquery(places.annotate(last=Max("ends_at")).values("last")),
        waiting=Count("applications", filter=Q(applications__state__in=AWAITING_DECISION)),
    )


def state_of(opportunity: Opportunity, ends_at: datetime.datetime | None) -> tuple[str, Any]:
    """Name for the stylesheet, and words, by the rules of `opportunities.why_cannot_apply`."""
    now = timezone.now()
    if opportunity.cancelled_at:
        return "cancelled", _("Cancelled")
    if now < opportunity.opens_at:
        return "not-yet", _("Not yet open")
    if any(end and now >= end for end in (opportunity.closes_at, ends_at)):
        return "closed", _("Closed")
    return "open", _("Open")


class OpportunityStateColumn(CellColumn):
    def for_cell(self, instance: Opportunity) -> dict[str, Any]:
        name, label = state_of(instance, instance.last_shift_ends_at)
        return {"state_name": name, "label": label}


class OpportunityWaitingColumn(CellColumn):
    """With a way to those who wait, for whoever may read them."""

    def __init__(self, name, *, is_link: bool, **kwargs):
        super().__init__(name, **kwargs)
        self.is_link = is_link

    def for_cell(self, instance: Opportunity) -> dict[str, Any]:
        return {"is_link": self.is_link}


class OpportunityListView(IndexView):
    table_classname = "listing queue-table"
    default_ordering = "-opens_at"

    def get_base_queryset(self):
        return with_counts(Opportunity.objects.all())

    @cached_property
    def columns(self):
        user = self.request.user
        reads = user.has_perm("volunteers.view_application") or user.has_perm("volunteers.change_application")
        checkbox, title, *_rest = super().columns
        return [
            checkbox,
            title,
            OpportunityStateColumn("opportunity_state", label=_("State")),
            CellColumn("opportunity_kind", label=_("For")),
            CellColumn("opportunity_places", label=_("Places held")),
            OpportunityWaitingColumn("opportunity_waiting", label=_("To decide"), is_link=reads),
            CellColumn("opportunity_dates", label=_("Applications"), sort_key="opens_at"),
        ]


class OpportunityEditView(EditView):
    def post(self, request, *args, **kwargs):
        """Under the lock that every decision takes: no place is given between the check and the writing.

        The row is read again under it: saving writes every column, and a cancellation that came meanwhile would be
        undone by one read before.
        """
        with transaction.atomic():
            self.object = opportunities.lock(self.object.pk)
            return super().post(request, *args, **kwargs)


class OpportunityInspectView(InspectView):
    """For reviewers, who look an opportunity up and do not change it."""

    template_name = "volunteers/admin/opportunity.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        titles = names.role_titles()
        shifts = self.object.places()
        context["shifts"] = [{"shift": shift, "name": names.shift_name(shift, titles)} for shift in shifts]
        context["state_name"], context["state_label"] = state_of(self.object, self.object.ends_at)
        return context


class OpportunityChooseMixin:
    creation_form_template_name = "volunteers/admin/opportunity_creation_form.html"

    def get_object_list(self):
        return with_counts(super().get_object_list())

    @property
    def columns(self):
        return [*super().columns, OpportunityStateColumn("opportunity_state", label=_("State"))]


class OpportunityChooseView(OpportunityChooseMixin, chooser.ChooseView):
    pass


class OpportunityChooseResultsView(OpportunityChooseMixin, chooser.ChooseResultsView):
    pass


class OpportunityCreateView(chooser.SnippetCreateView):
    creation_form_template_name = OpportunityChooseMixin.creation_form_template_name
