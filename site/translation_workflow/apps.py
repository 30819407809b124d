from typing import Any

from django.apps import AppConfig
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext


class TranslationWorkflowConfig(AppConfig):
    """wagtail-localize's translations in Wagtail's workflows.

    Stands on Wagtail and wagtail-localize alone. Install it before wagtail_localize, a template of which it extends.
    """

    name = "translation_workflow"

    def ready(self) -> None:
        from wagtail_localize.models import StringTranslation

        from translation_workflow import drafts, memory  # noqa: F401 - drafts register themselves

        memory.keep_on_deleting()
        # wagtail-localize's own writes the month in English, whoever reads it.
        StringTranslation.get_comment = _tell_how_it_was_made
        _let_snippets_be_compared()


def _tell_how_it_was_made(translation) -> str:
    date = date_format(localtime(translation.updated_at))
    if translation.tool_name:
        return gettext("Translated with {tool_name} on {date}").format(tool_name=translation.tool_name, date=date)
    if translation.translation_type == translation.TRANSLATION_TYPE_MANUAL:
        return gettext("Translated manually on {date}").format(date=date)
    return gettext("Machine translated on {date}").format(date=date)


def _let_snippets_be_compared() -> None:
    """Once a snippet is in a workflow, the panel of its state links to the comparison of its versions.

    Wagtail has a panel of snippets' own that knows the address; wagtail-localize takes the general one, which fails.
    """
    from wagtail.admin.ui.side_panels import StatusSidePanel

    general = StatusSidePanel.get_context_data

    def get_context_data(panel: StatusSidePanel, parent_context: Any) -> dict[str, Any]:
        context = general(panel, parent_context)
        viewset = getattr(panel.object, "snippet_viewset", None)
        if viewset is not None:
            context.setdefault("revisions_compare_url_name", viewset.get_url_name("revisions_compare"))
        return context

    StatusSidePanel.get_context_data = get_context_data
