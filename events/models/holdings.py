from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from home.neutral import NeutralField
from volunteers.models import TranslatedSnippet


class Holding(index.Indexed, TranslatedSnippet):
    """A document, object or book that the library keeps and a lesson shows."""

    class Kind(models.TextChoices):
        ARCHIVE = "archive", _("Archive")
        MUSEUM = "museum", _("Museum")
        LIBRARY = "library", _("Library")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.ARCHIVE)
    title = models.CharField(_("title"), max_length=255)
    shelfmark = models.CharField(_("shelfmark"), max_length=120, blank=True)
    date_text = models.CharField(
        _("date"), max_length=120, blank=True, help_text=_("In words, since many are not known to the day.")
    )
    picture = models.ForeignKey(
        "home.CreditedImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    description = RichTextField(_("description"), features=["bold", "italic", "link"], blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True)

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("shelfmark"), FieldPanel("date_text")]),
        FieldPanel("picture"),
        FieldPanel("credit"),
        FieldPanel("description"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("description"),
        index.SearchField("shelfmark"),
        index.SearchField("date_text"),
        index.FilterField("locale"),
        index.FilterField("live"),
    ]
    translatable_fields = [
        NeutralField("kind"),
        TranslatableField("title"),
        NeutralField("shelfmark"),
        TranslatableField("date_text"),
        NeutralField("picture"),
        TranslatableField("description"),
        TranslatableField("credit"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("holding")
        verbose_name_plural = _("holdings")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def anchor(self) -> str:
        """Where it stands on the page of a lesson that shows it, in every language."""
        return f"holding-{self.translation_key}"
