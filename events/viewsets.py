from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from events import listing
from events.models import EventPage, Holding, LessonPage, Venue
from events.views.approvals import ApprovingActionView
from events.views.edit import EventEditView
from events.views.snippets import HoldingListView, VenueListView
from home.viewsets import SitePageViewSet
from volunteers.views.columns import UPDATED


class EventPageViewSet(SitePageViewSet):
    model = EventPage
    ordering = "-starts_at"
    columns = listing.EVENT_COLUMNS
    filterset_class = listing.EventFilterSet
    edit_view_class = EventEditView
    index_view_class = listing.EventExplorerView
    content_type_use_view_class = listing.EventTypeView
    workflow_action_view_class = ApprovingActionView


class LessonPageViewSet(SitePageViewSet):
    model = LessonPage
    columns = listing.LESSON_COLUMNS
    filterset_class = listing.LessonFilterSet


class VenueViewSet(SnippetViewSet):
    model = Venue
    icon = "globe"
    menu_label = _("Venues")
    list_display = ["name", "city", UPDATED]
    index_view_class = VenueListView


class HoldingViewSet(SnippetViewSet):
    model = Holding
    icon = "folder-open-inverse"
    menu_label = _("Holdings")
    list_display = [
        "title",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        "shelfmark",
        UPDATED,
    ]
    list_filter = ["kind"]
    index_view_class = HoldingListView


class EventsViewSetGroup(SnippetViewSetGroup):
    """What events and lessons are made of. The pages themselves are found in the tree of pages."""

    items = (VenueViewSet, HoldingViewSet)
    menu_label = _("Places and holdings")
    menu_icon = "folder-open-inverse"
    menu_order = 300
