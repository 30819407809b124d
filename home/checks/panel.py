"""Where findings are shown: in a panel beside the page editor, after publishing, and in Wagtail's own checker."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.userbar import AccessibilityItem, ContentCheckerItem
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page
from wagtail_localize.models import Translation

from home.checks.findings import FILE_NAME, Finding, findings_in
from home.models import BasePage
from translation_workflow.texts import texts_waiting


class AdvicePanel(BaseSidePanel):
    """Made anew with each saving, the automatic one too: Wagtail puts it in the place of the earlier."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = gettext_lazy("Toggle advice before publishing")
        icon_name = "clipboard-list"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "count": len(self.panel.findings)}

    name = "advice"
    title = gettext_lazy("Before publishing")
    template_name = "home/admin/advice_panel.html"
    order = 360

    @cached_property
    def findings(self) -> list[Finding]:
        return findings_in(self.object)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(parent_context),
            "findings": self.findings,
            "language": self.object.locale.language_code,
            "is_new": self.object.pk is None,
            "is_partial": parent_context.get("is_partial", False),
        }


class AdvisingMixin:
    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()
        if isinstance(self.page, BasePage):
            panels = MediaContainer([*panels, AdvicePanel(self.page, self.request)])
        return panels


class AdvisingEditView(AdvisingMixin, EditView):
    pass


class AdvisingCreateView(AdvisingMixin, CreateView):
    """There is nothing to look at yet; the first saving puts its findings in the panel's place, and needs it there."""


class TranslationAdvicePanel(AdvicePanel):
    @cached_property
    def findings(self) -> list[Finding]:
        """Without the way to a block: the editor of a translation shows none."""
        return [replace(finding, block="") for finding in super().findings]


def advise_on_translation(request: HttpRequest, translation: Translation, instance: Any, panels: list) -> None:
    """On its texts as they are now, once none is missing: one in the source's language would be read as of another."""
    if isinstance(instance, BasePage) and not texts_waiting(translation).exists():
        page = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
        panels.append(TranslationAdvicePanel(page, request))


def tell_after_publishing(request: HttpRequest, page: Page) -> None:
    """It is published all the same, and the list of pages, where the editor now is, shows no panel."""
    count = len(findings_in(page)) if isinstance(page, BasePage) else 0
    if count:
        text = ngettext(
            "One thing in this page could be better.", "%(count)s things in this page could be better.", count
        )
        button = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Look at it"))
        messages.warning(request, text % {"count": count}, buttons=[button])


class ContentChecker(ContentCheckerItem):
    """Of what a page's editor can mend: the frame around it is ours, and tested."""

    axe_include = ["main"]
    axe_run_only = [*ContentCheckerItem.axe_run_only, "image-alt", "image-redundant-alt"]
    axe_custom_checks = [
        {"id": "check-image-alt-text", "options": {"pattern": FILE_NAME}},
        *(check for check in ContentCheckerItem.axe_custom_checks if check["id"] != "check-image-alt-text"),
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": gettext_lazy("Alternative text is missing"),
            "help_text": gettext_lazy("What the picture tells, for those who do not see it."),
        },
        "image-redundant-alt": {
            "error_name": gettext_lazy("The same is read out twice"),
            "help_text": gettext_lazy("Alternative text should tell what the words beside it do not"),
        },
    }


def use_our_checker(request: HttpRequest, items: list, page: Page | None) -> None:
    items[:] = [
        ContentChecker(in_editor=item.in_editor) if isinstance(item, AccessibilityItem) else item for item in items
    ]
