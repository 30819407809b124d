from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import Organisation, Synonyms


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "home"
    menu_label = _("Organisation")
    menu_order = 500
    add_to_admin_menu = True
    list_display = ["name", "short_name", UpdatedAtColumn()]


class SynonymsViewSet(SnippetViewSet):
    model = Synonyms
    icon = "search"
    menu_label = _("Synonyms")
    menu_order = 510
    add_to_settings_menu = True
    list_display = ["words", "language"]
    list_filter = ["language"]
