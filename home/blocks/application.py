from copy import copy
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructBlock, StructValue

from home.api import representation
from home.neutral import NeutralSnippetBlock
from volunteers.models import Opportunity
from volunteers.written_queries import written_once


class OpportunityBlock(NeutralSnippetBlock):
    def bulk_to_python(self, values: list[int | None]) -> list[Opportunity | None]:
        """As Wagtail does it, with the form and its consent in the same query."""
        found = {opportunity.pk: opportunity for opportunity in _with_forms([pk for pk in values if pk])}
        return [copy(found[pk]) if pk in found else None for pk in values]


@written_once
def _with_forms(pks: list) -> QuerySet[Opportunity]:
    return Opportunity.objects.filter(pk__in=pks).select_related("form__consent")


class ApplicationFormBlock(StructBlock):
    """The form by which a visitor applies for an opportunity. An opportunity belongs to no language."""

    opportunity = OpportunityBlock("volunteers.Opportunity", label=_("Opportunity"))

    def get_api_representation(self, value: StructValue, context: dict[str, Any] | None = None) -> dict[str, Any]:
        chosen = value["opportunity"]
        return {"opportunity": representation.opportunity(chosen) if chosen else None}

    class Meta:
        icon = "form"
        label = _("Application form")
        template = "blocks/application_form.html"
