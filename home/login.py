"""The forms at the admin's door."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm
from wagtail.users.models import UserProfile


class LoginForm(WagtailLoginForm):
    """Wagtail names its password field by the code's own word, which is English in every language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")


class PasswordResetForm(WagtailPasswordResetForm):
    """Whoever asks is known by an address alone: the page is in the browser's language, the mail in the account's."""

    def send_mail(
        self, subject_template_name: str, email_template_name: str, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> None:
        profile = UserProfile.get_for_user(context["user"])
        with override(profile.get_preferred_language()):
            super().send_mail(subject_template_name, email_template_name, context, *args, **kwargs)
