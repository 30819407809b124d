"""Google's captcha, where keys are set, without the two ways in which it would lose an application.

django-recaptcha lets an unreachable service end in a server error, and its widgets need inline script, which our
Content-Security-Policy forbids. `static/js/recaptcha.js` does what that script did.
"""

import http.client
import logging
from urllib.error import HTTPError

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_recaptcha.fields import ReCaptchaField
from django_recaptcha.widgets import ReCaptchaV2Checkbox, ReCaptchaV3

logger = logging.getLogger(__name__)

ACTION = "apply"


class CheckboxWidget(ReCaptchaV2Checkbox):
    input_type = None  # Not "hidden": its errors are to stand in the summary like any other's.

    def render(self, name, value, attrs=None, renderer=None):
        return format_html(
            '<div id="{}" data-recaptcha="2" data-sitekey="{}" data-language="{}"></div>',
            (attrs or {}).get("id", name),
            self.attrs["data-sitekey"],
            get_language(),
        )


class ScoreWidget(ReCaptchaV3):
    input_type = None

    def render(self, name, value, attrs=None, renderer=None):
        return format_html(
            '<input type="hidden" id="{}" name="{}" data-recaptcha="3" data-sitekey="{}" data-action="{}">',
            (attrs or {}).get("id", name),
            name,
            self.attrs["data-sitekey"],
            self.action,
        )


def is_wanted() -> bool:
    return bool(settings.RECAPTCHA_PUBLIC_KEY and settings.RECAPTCHA_PRIVATE_KEY)


class CaptchaField(ReCaptchaField):
    """Asks Google only when told to, with `verify`: once everything else about the form holds."""

    default_error_messages = {
        "required": _("Tick the box that says you are not a robot."),
        "captcha_invalid": _("The check against automatic senders has run out. Please go through it once more."),
    }

    def __init__(self, *, remote_address: str):
        widget = ScoreWidget(action=ACTION) if settings.RECAPTCHA_VERSION == 3 else CheckboxWidget()
        super().__init__(
            public_key=settings.RECAPTCHA_PUBLIC_KEY,
            private_key=settings.RECAPTCHA_PRIVATE_KEY,
            widget=widget,
            label=_("Protection against automatic senders"),
        )
        self.remote_address = remote_address

    def get_remote_ip(self):
        # The package would search the stack for a request and believe any X-Forwarded-For.
        return self.remote_address

    def validate(self, value):
        """Nothing yet: a token is good for one question only, and while the service is down each costs seconds."""

    def verify(self, token: str | None) -> bool:
        """Whether the service says that a person sent this; False when it cannot be asked.

        Raises ValidationError when it says no. Without a token too it is asked: it gives out the tokens, so when it is
        down nobody can have one.
        """
        try:
            super().validate(token or "none")
        except ValidationError as error:
            if error.code == "captcha_error":  # The service answered with an error of its own.
                if isinstance(error.__context__, HTTPError):
                    error.__context__.close()  # The package leaves the connection open.
                return False
            if not token and isinstance(self.widget, CheckboxWidget):
                raise ValidationError(self.error_messages["required"], code="required") from error
            raise
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError, AttributeError):
            # Out of reach, too slow, or no answer that the package understands.
            logger.warning("The captcha service is out of reach; the application is taken and flagged", exc_info=True)
            return False
        return True
