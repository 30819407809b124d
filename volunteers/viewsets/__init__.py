from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from volunteers.viewsets.applications import ApplicationViewSet, WaitingSubmenuMenuItem
from volunteers.viewsets.messages import MessageViewSet
from volunteers.viewsets.opportunities import OpportunityViewSet
from volunteers.viewsets.wording import ApplicationFormViewSet, ConsentTextViewSet, RoleViewSet


class VolunteersGroup(SnippetViewSetGroup):
    items = (
        ApplicationViewSet,
        OpportunityViewSet,
        RoleViewSet,
        ApplicationFormViewSet,
        ConsentTextViewSet,
        MessageViewSet,
    )
    menu_label = _("Volunteers")
    menu_name = "volunteers"
    menu_icon = "group"
    menu_order = 150

    def get_menu_item(self, order=None):
        return WaitingSubmenuMenuItem(
            label=self.menu_label,
            menu=Menu(items=self.get_submenu_items()),
            name=self.menu_name,
            icon_name=self.menu_icon,
            order=self.get_menu_item_order(order),
        )
