from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's users and groups, with the list of groups in the reader's language."""

    group_viewset = "home.groups.GroupViewSet"
