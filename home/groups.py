"""The house's groups as those read of them who hand out rights.

Their names in the database are what the code knows them by, in English as Wagtail's own.
"""

from django.contrib.auth.models import Group
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import TitleColumn
from wagtail.users.views import groups

from home import roles

IN_WORDS = {
    roles.EDITORS: pgettext_lazy("group", "Editors"),
    roles.MODERATORS: pgettext_lazy("group", "Moderators"),
    roles.REVIEWERS: pgettext_lazy("group", "Reviewers of applications"),
    roles.ADMINISTRATORS: pgettext_lazy("group", "Administrators"),
    roles.TRANSLATORS["kk"]: pgettext_lazy("group", "Translators into Kazakh"),
    roles.TRANSLATORS["ru"]: pgettext_lazy("group", "Translators into Russian"),
    roles.TRANSLATORS["en"]: pgettext_lazy("group", "Translators into English"),
}


def in_words(group: Group) -> str:
    """In the language that is active. Groups that somebody has made since bear the name that she gave them."""
    return str(IN_WORDS.get(group.name, group.name))


class GroupListView(groups.IndexView):
    """Neither searched nor put in order: the database would go by names that nobody reads."""

    is_searchable = False
    columns = [
        TitleColumn(
            "name",
            accessor=str,
            label=pgettext_lazy("group", "Name"),
            url_name="wagtailusers_groups:edit",
        ),
    ]


class GroupViewSet(groups.GroupViewSet):
    index_view_class = GroupListView
