from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from events.models import Holding, Venue


class VenueViewSet(SnippetViewSet):
    model = Venue
    icon = "globe"
    menu_label = _("Venues")
    list_display = ["name", "city", UpdatedAtColumn()]


class HoldingViewSet(SnippetViewSet):
    model = Holding
    icon = "folder-open-inverse"
    menu_label = _("Holdings")
    list_display = [
        "title",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        "shelfmark",
        UpdatedAtColumn(),
    ]
    list_filter = ["kind"]


class EventsViewSetGroup(SnippetViewSetGroup):
    """What events and lessons are made of. The pages themselves are found in the tree of pages."""

    items = (VenueViewSet, HoldingViewSet)
    menu_label = _("Places and holdings")
    menu_icon = "folder-open-inverse"
    menu_order = 300
