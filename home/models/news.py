import datetime
from typing import ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from home.api.fields import BodyField
from home.blocks import BodyBlock
from home.neutral import NeutralField

from .pages import BasePage, CoveredQuerySet, ListingPage


class NewsQuerySet(CoveredQuerySet):
    def newest_first(self) -> "NewsQuerySet":
        # The second key keeps the order the same from one page of a listing to the next.
        return self.order_by("-published_on", "-pk")


class NewsIndexPage(ListingPage):
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1
    listing_name = "news"

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    def listed(self, request: HttpRequest) -> models.QuerySet:
        return NewsPage.objects.child_of(self).live().newest_first().with_covers()


class NewsPage(BasePage):
    published_on = models.DateField(_("published on"), default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel(
            "published_on",
            help_text=_("The day that readers see, and the order of the list. To publish later, set a schedule."),
        ),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.FilterField("published_on")]
    api_fields = [*BasePage.api_fields, APIField("published_on"), APIField("body", serializer=BodyField())]
    translatable_fields = [
        *BasePage.translatable_fields,
        NeutralField("published_on"),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    @property
    def published_at(self) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(self.published_on, datetime.time.min))

    @property
    def title_detail(self) -> str:
        return date_format(self.published_on, "SHORT_DATE_FORMAT")

    @property
    def facts(self) -> list[str]:
        return [self.share_date]

    @property
    def share_label(self) -> str:
        return capfirst(self._meta.verbose_name)

    @property
    def share_date(self) -> str:
        return date_format(self.published_on)

    @property
    def found_on(self) -> datetime.date:
        return self.published_on
