"""What editors word for volunteers, in every language: roles, the questions of forms, consents."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from translation_workflow.listing import LanguagesListView
from volunteers.models import ApplicationForm, ConsentText, Role
from volunteers.views.columns import LANGUAGE, UPDATED


class RoleViewSet(SnippetViewSet):
    model = Role
    icon = "tag"
    menu_label = _("Roles")
    menu_name = "volunteers-roles"
    url_prefix = "volunteers/roles"
    index_view_class = LanguagesListView
    list_display = ["title", LANGUAGE, UPDATED]
    panels = [FieldPanel("title"), FieldPanel("description")]
    copy_view_enabled = False


class ApplicationFormViewSet(SnippetViewSet):
    model = ApplicationForm
    icon = "form"
    menu_label = _("Forms")
    menu_name = "volunteers-forms"
    url_prefix = "volunteers/forms"
    index_view_class = LanguagesListView
    list_display = ["title", LANGUAGE, UPDATED]
    panels = [
        FieldPanel("title"),
        FieldPanel("introduction"),
        FieldPanel("questions"),
        FieldPanel("thanks"),
        FieldPanel("consent"),
    ]
    copy_view_enabled = False


class ConsentTextViewSet(SnippetViewSet):
    model = ConsentText
    icon = "clipboard-list"
    menu_label = _("Consents")
    menu_name = "volunteers-consents"
    url_prefix = "volunteers/consents"
    index_view_class = LanguagesListView
    list_display = ["__str__", LANGUAGE, UPDATED]
    panels = [FieldPanel("version"), FieldPanel("label"), FieldPanel("text")]
    copy_view_enabled = False
