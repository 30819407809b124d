from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructBlock

from home.neutral import NeutralSnippetBlock


class ApplicationFormBlock(StructBlock):
    """The form by which a visitor applies for an opportunity. An opportunity belongs to no language."""

    opportunity = NeutralSnippetBlock("volunteers.Opportunity", label=_("Opportunity"))

    class Meta:
        icon = "form"
        label = _("Application form")
        template = "blocks/application_form.html"
