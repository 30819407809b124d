"""What the search looks in: kept beside the pages and snippets, made from them, and made anew when it is lost."""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.search import index

from home.once import once


class SearchEntryQuerySet(models.QuerySet):
    def in_language(self, language: str) -> "SearchEntryQuerySet":
        return self.filter(locale__language_code=language)

    def readable(self) -> "SearchEntryQuerySet":
        """Whose page everybody may see now, whatever it was when the entry was made."""
        readable = self.filter(page__live=True)
        for path in once("restricted paths", _restricted_paths):
            readable = readable.exclude(page__path__startswith=path)
        return readable


def _restricted_paths() -> list[str]:
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


class SearchEntry(index.Indexed, models.Model):
    """One page, or one snippet where it is shown, in one language. `home.search.indexing` writes it."""

    source = models.CharField(max_length=60, unique=True)  # model and primary key
    kind = models.CharField(max_length=20)  # one of home.search.kinds
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    fragment = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    date = models.DateField(null=True)
    tokens = models.TextField()

    # It is made from what has references, and has none itself.
    wagtail_reference_index_ignore = True

    objects = models.Manager.from_queryset(SearchEntryQuerySet)()

    # Tokens and nothing else: by them both databases find the same. They are written along with the row, not by a task.
    search_fields = [index.SearchField("tokens")]
    search_auto_update = False

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """Fetch it with `page__locale`."""
        address = self.page.get_url() or ""
        return f"{address}#{self.fragment}" if self.fragment else address


class SearchWord(models.Model):
    """A word that stands in some entry of a language: what a misspelt one may have been meant to be."""

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(max_length=60)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["locale", "word"], name="one_row_a_word")]

    def __str__(self) -> str:
        return self.word


class Synonyms(models.Model):
    """Words that readers use for the same thing: who types one of them finds the others too."""

    SEPARATOR = re.compile(r"[,;\n]+")
    WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    words = models.CharField(
        _("words"),
        max_length=255,
        help_text=_("Single words with commas between them, in their basic form: pupil, student. Endings are known."),
    )

    panels = [FieldPanel("language"), FieldPanel("words")]

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["language", "words"]

    def __str__(self) -> str:
        return self.words

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.words = ", ".join(self.word_list)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        wrong = [word for word in self.word_list if not self.WORD.fullmatch(word)]
        if wrong:
            raise ValidationError({"words": _("Not a single word: %(word)s") % {"word": wrong[0]}})
        if len(set(self.word_list)) < 2:
            raise ValidationError({"words": _("At least two words are needed.")})

    @property
    def word_list(self) -> list[str]:
        words = [word.strip().lower() for word in self.SEPARATOR.split(self.words)]
        return list(dict.fromkeys(word for word in words if word))
