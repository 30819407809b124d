from functools import cached_property
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from events.representation import tell_holdings
from home import renditions
from home.api import representation
from home.api.fields import BodyField, ToldField
from home.blocks import BodyBlock
from home.localisation import localised
from home.models import BasePage
from home.models.pages import CoveredQuerySet, ListingPage
from home.neutral import NeutralField, NeutralSnippetBlock

from .holdings import Holding

GRADES = [MinValueValidator(1), MaxValueValidator(12)]


class LessonQuerySet(CoveredQuerySet):
    def newest_first(self) -> "LessonQuerySet":
        return self.order_by("-first_published_at", "-pk")


class LessonIndexPage(ListingPage):
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.LessonPage"]
    max_count_per_parent = 1
    listing_name = "lessons"

    class Meta:
        verbose_name = _("list of lessons")
        verbose_name_plural = _("lists of lessons")

    def listed(self, request: HttpRequest) -> models.QuerySet:
        lessons = LessonPage.objects.child_of(self).live()
        return lessons.order_by("grade_from", "title", "pk").with_covers()


class LessonPage(BasePage):
    topic = models.CharField(_("topic"), max_length=255)
    subject = models.CharField(
        _("school subject"), max_length=120, blank=True, help_text=_("The subject whose hour it can take.")
    )
    grade_from = models.PositiveSmallIntegerField(_("from grade"), validators=GRADES)
    grade_to = models.PositiveSmallIntegerField(_("to grade"), validators=GRADES)
    duration_minutes = models.PositiveSmallIntegerField(
        _("duration in minutes"), default=45, validators=[MinValueValidator(10), MaxValueValidator(480)]
    )
    takeaways = RichTextField(_("what pupils take away"), features=["bold", "italic", "ol", "ul"], blank=True)
    holdings = StreamField(
        [("holding", NeutralSnippetBlock(Holding, label=_("Holding")))],
        verbose_name=_("holdings used"),
        blank=True,
        help_text=_("Choose them in the language in which you write; readers see them in theirs."),
    )
    materials = StreamField(
        [("document", DocumentChooserBlock(label=_("Document")))],
        verbose_name=_("materials to download"),
        blank=True,
        help_text=_("The same in all languages."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    objects = PageManager.from_queryset(LessonQuerySet)()

    parent_page_types = ["events.LessonIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("topic"),
                FieldPanel("subject"),
                FieldRowPanel([FieldPanel("grade_from"), FieldPanel("grade_to"), FieldPanel("duration_minutes")]),
            ],
            heading=_("About the lesson"),
        ),
        FieldPanel("takeaways"),
        FieldPanel("body"),
        FieldPanel("holdings"),
        FieldPanel("materials"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("topic"),
        index.SearchField("subject"),
        index.SearchField("takeaways"),
        index.SearchField("body"),
        *map(index.FilterField, ("subject", "grade_from", "grade_to")),
    ]
    api_fields = [
        *BasePage.api_fields,
        *map(APIField, ("topic", "subject", "grade_from", "grade_to", "duration_minutes", "takeaways")),
        APIField("holdings", serializer=ToldField(tell_holdings, source="shown_holdings")),
        APIField("materials", serializer=ToldField(representation.documents)),
        APIField("body", serializer=BodyField()),
    ]
    translatable_fields = [
        *BasePage.translatable_fields,
        TranslatableField("topic"),
        TranslatableField("subject"),
        NeutralField("grade_from"),
        NeutralField("grade_to"),
        NeutralField("duration_minutes"),
        TranslatableField("takeaways"),
        NeutralField("holdings"),
        NeutralField("materials"),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def clean(self) -> None:
        super().clean()
        if self.grade_from and self.grade_to and self.grade_to < self.grade_from:
            raise ValidationError({"grade_to": _("The last grade cannot come before the first.")})

    @property
    def title_detail(self) -> str:
        return self.grades

    @property
    def facts(self) -> list[str]:
        return [self.grades, self.subject] if self.subject else [self.grades]

    @property
    def grades(self) -> str:
        """In words, in the language that is active."""
        if self.grade_from == self.grade_to:
            return gettext("Grade %(grade)s") % {"grade": self.grade_from}
        return gettext("Grades %(first)s–%(last)s") % {"first": self.grade_from, "last": self.grade_to}

    @property
    def share_label(self) -> str:
        return capfirst(self._meta.verbose_name)

    @cached_property
    def shown_holdings(self) -> list[Holding]:
        """In the reader's language; as they were chosen, where they are not translated yet. Drafts are left out."""
        chosen = [block.value for block in self.holdings if block.value]
        shown = [holding for holding in localised(chosen) if holding.live]
        models.prefetch_related_objects(shown, renditions.ready("picture__renditions", "holding"))
        return shown
