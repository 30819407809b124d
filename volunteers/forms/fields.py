"""Fields of the application form that Django has not: text as people paste it, names, phones, dates in three boxes.

Error texts are our own wherever Django's would be technical, or missing in Kazakh.
"""

import datetime
import re
import unicodedata
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField
from phonenumber_field.phonenumber import to_python as parse_phone

from volunteers import rules

# Characters that turn the direction of the text after them: in the queue they could make one thing look like another.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_APOSTROPHES = frozenset("'’‘ʼ`´")
_HYPHENS = frozenset("-‐‑")
OLDEST = 110  # years

required = _("This field is required.")
too_long = _("At most %(limit_value)d characters.")
not_offered = _("Select a valid choice. That choice is not one of the available choices.")


def _is_unseen(char: str) -> bool:
    return char in _TURNING or unicodedata.category(char) in {"Cc", "Cs"}


def plain(text: str, *, keep_lines: bool = False) -> str:
    """`text` composed, and without invisible characters: they come along when pasting, and no reader means them."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    visible = "".join(char for char in text if char in "\n\t" or not _is_unseen(char))
    return visible.strip() if keep_lines else " ".join(visible.split())


class LineField(forms.CharField):
    """One line of text."""

    keep_lines = False
    default_error_messages = {"required": required, "max_length": too_long}

    def to_python(self, value):
        return super().to_python(plain(str(value), keep_lines=self.keep_lines) if value else value)


class TextField(LineField):
    """Text of several lines."""

    widget = forms.Textarea
    keep_lines = True


class NameField(LineField):
    """A person's name in any script."""

    default_error_messages = {"letters": _("Use letters, spaces, hyphens and apostrophes only.")}

    def validate(self, value):
        super().validate(value)
        allowed = all(
            unicodedata.category(char)[0] in "LM" or char == " " or char in _APOSTROPHES or char in _HYPHENS
            for char in value
        )
        if value and not (allowed and any(char.isalpha() for char in value)):
            raise ValidationError(self.error_messages["letters"], code="letters")


class MailField(forms.EmailField):
    """An address in the spelling by which the domain compares addresses."""

    default_error_messages = {
        "required": required,
        "invalid": _("Enter a valid email address."),
        "max_length": too_long,
    }

    def __init__(self, **kwargs):
        # The models' EmailField has 254, Django's form field 320.
        super().__init__(max_length=254, **kwargs)

    def to_python(self, value):
        if "\x00" in (value or ""):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return rules.normalise_email(super().to_python(value))


class PhoneField(PhoneNumberField):
    """A phone number; without a country it is a Kazakh one, and a leading 8 is what people there dial for +7."""

    default_validators = []  # `validate` below says in one text what the package says in two.
    default_error_messages = {
        "required": required,
        "invalid": _("Enter the number as +7 7XX XXX XX XX."),
    }

    def __init__(self, **kwargs):
        # A plain text box: the package's own widget would show the number otherwise than it was typed.
        widget = forms.TextInput(attrs={"type": "tel", "maxlength": "40"})
        super().__init__(region="KZ", widget=widget, **kwargs)

    def to_python(self, value):
        # The package hands anything to the parser, which knows more spellings than a person would type.
        if value and (len(value) > 40 or not re.fullmatch(r"[\d\s()+.\-‐‑–]+", value.strip())):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return parse_phone((value or "").strip(), region=self.region) or ""

    def run_validators(self, value):
        if value and not value.is_valid():
            raise ValidationError(self.error_messages["invalid"], code="invalid")


class DatePartsWidget(forms.MultiWidget):
    """Three boxes: day, month, year.

    A native date picker opens on today, fifteen years from a pupil's birthday, and shows its order by the phone's
    language, not the page's; one text box leaves the order to guesswork. Three labelled boxes are typed from memory.
    """

    def __init__(self, *, is_birthday=False):
        names = ("day", "month", "year")
        self.labels = (_("Day"), _("Month"), _("Year"))
        boxes = {}
        for name, size in zip(names, ("2", "2", "4"), strict=True):
            attrs = {"inputmode": "numeric", "maxlength": size, "autocomplete": "off"}
            if is_birthday:
                attrs["autocomplete"] = f"bday-{name}"
            boxes[name] = forms.TextInput(attrs)
        super().__init__(boxes)

    def decompress(self, value):
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], self.labels, strict=True):
            box["label"] = label
        return context


class DatePartsField(forms.Field):
    """A date typed in three boxes. `earliest` and `latest` are the years within which it makes sense."""

    widget = DatePartsWidget
    default_error_messages = {
        "required": _("Enter the day, the month and the year."),
        "incomplete": _("Enter the day, the month and the year."),
        "year": _("Write the year with four digits, such as 2010."),
        "invalid": _("Enter a valid date."),
    }

    def to_python(self, value):
        parts = [str(part or "").strip() for part in value or []]
        if not any(parts):
            return None
        if not all(parts):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        day, month, year = parts
        if not (re.fullmatch(r"[0-9]{1,2}", day) and re.fullmatch(r"[0-9]{1,2}", month) and year.isdecimal()):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if not re.fullmatch(r"[12][0-9]{3}", year):
            raise ValidationError(self.error_messages["year"], code="year")
        try:
            return datetime.date(int(year), int(month), int(day))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class BirthDateField(DatePartsField):
    default_error_messages = {
        "future": _("This date is in the future."),
        "too_old": _("Check the year: this is too long ago."),
    }

    def __init__(self, **kwargs):
        super().__init__(widget=DatePartsWidget(is_birthday=True), **kwargs)

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        today = timezone.localdate()
        if value > today:
            raise ValidationError(self.error_messages["future"], code="future")
        if rules.age_on(value, today) > OLDEST:
            raise ValidationError(self.error_messages["too_old"], code="too_old")


class NumberField(forms.DecimalField):
    """A number as people write it: with a comma or a point, and spaces between thousands."""

    widget = forms.TextInput
    default_error_messages = {
        "required": required,
        "invalid": _("Enter a number."),
        "min_value": _("Not less than %(limit_value)s."),
        "max_value": _("Not more than %(limit_value)s."),
        "max_digits": _("Enter a shorter number."),
        "max_decimal_places": _("Enter a shorter number."),
        "max_whole_digits": _("Enter a shorter number."),
    }

    def __init__(self, **kwargs):
        super().__init__(max_digits=12, decimal_places=3, **kwargs)

    def to_python(self, value):
        text = "".join(str(value or "").split()).replace(",", ".")
        # Decimal also takes NaN, exponents and underscores, which no one means.
        if text and not re.fullmatch(r"[-+−]?\d{1,20}(\.\d{0,20})?", text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text.replace("−", "-"))

    def clean(self, value):
        """As JSON has it: whole numbers without a decimal point."""
        number: Decimal | None = super().clean(value)
        if number is None:
            return None
        return int(number) if number == number.to_integral_value() else float(number)
