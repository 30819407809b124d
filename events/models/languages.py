from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class LanguagesField(models.JSONField):
    """A list of codes out of settings.LANGUAGES; kept in that order, each once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any, model_instance: models.Model | None) -> list[str]:
        known = [code for code, _name in settings.LANGUAGES]
        if not isinstance(value, list) or any(code not in known for code in value):
            raise ValidationError(_("Choose among the languages of the site."))
        return super().clean([code for code in known if code in value], model_instance)

    def formfield(self, **kwargs: Any) -> forms.Field:
        # Without a form class of its own a JSON field asks an editor to type JSON.
        return forms.MultipleChoiceField(
            choices=settings.LANGUAGES,
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=self.help_text,
        )
