from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructBlock, StructValue

from home.api import representation
from home.neutral import NeutralSnippetBlock


class ApplicationFormBlock(StructBlock):
    """The form by which a visitor applies for an opportunity. An opportunity belongs to no language."""

    opportunity = NeutralSnippetBlock("volunteers.Opportunity", label=_("Opportunity"))

    def get_api_representation(self, value: StructValue, context: dict[str, Any] | None = None) -> dict[str, Any]:
        chosen = value["opportunity"]
        return {"opportunity": representation.opportunity(chosen) if chosen else None}

    class Meta:
        icon = "form"
        label = _("Application form")
        template = "blocks/application_form.html"
