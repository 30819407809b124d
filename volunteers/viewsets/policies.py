"""Who may do what in the admin, beyond Django's four permissions a model."""

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from volunteers.models import Application, Message


class NoHandworkPolicy(ModelPermissionPolicy):
    """Rows that only the domain makes and ends: nobody adds or deletes one by hand, no superuser either."""

    BY_HAND = frozenset({"add", "delete"})

    def user_has_permission(self, user, action):
        return action not in self.BY_HAND and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        allowed = set(actions) - self.BY_HAND
        return bool(allowed) and super().user_has_any_permission(user, allowed)


def register() -> None:
    """Called before any viewset is: whoever asks Wagtail for a policy first fixes it."""
    for model in (Application, Message):
        register_permission_policy(model, NoHandworkPolicy(model), exact_class=True)
