from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from home.neutral import NeutralField
from volunteers.models import TranslatedSnippet


class Venue(index.Indexed, TranslatedSnippet):
    name = models.CharField(_("name"), max_length=160)
    address = models.CharField(_("address"), max_length=255)
    city = models.CharField(_("city"), max_length=120)
    map_url = models.URLField(_("link to a map"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("address"), FieldPanel("city"), FieldPanel("map_url")]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
        index.FilterField("live"),
    ]
    translatable_fields = [
        TranslatableField("name"),
        TranslatableField("address"),
        TranslatableField("city"),
        NeutralField("map_url"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
