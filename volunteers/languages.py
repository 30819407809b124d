"""The languages that an applicant may say she speaks, kept by their ISO 639 codes."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class SpokenLanguage(TextChoices):
    """The three of the site first; then those that guests of the library's events bring most often."""

    KAZAKH = "kk", pgettext_lazy("language", "Kazakh")
    RUSSIAN = "ru", pgettext_lazy("language", "Russian")
    ENGLISH = "en", pgettext_lazy("language", "English")
    TURKISH = "tr", pgettext_lazy("language", "Turkish")
    UZBEK = "uz", pgettext_lazy("language", "Uzbek")
    CHINESE = "zh", pgettext_lazy("language", "Chinese")
    KOREAN = "ko", pgettext_lazy("language", "Korean")
    ARABIC = "ar", pgettext_lazy("language", "Arabic")
    FRENCH = "fr", pgettext_lazy("language", "French")
    GERMAN = "de", pgettext_lazy("language", "German")
    SPANISH = "es", pgettext_lazy("language", "Spanish")
    # "sgn" stands for all sign languages: one question fewer, and a coordinator asks which.
    SIGN = "sgn", pgettext_lazy("language", "Sign language")
