"""What a person can apply for, and what has no language: codes, dates, places."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from volunteers.models.questions import QuestionsBlock
from volunteers.models.snippets import TranslatedSnippet
from volunteers.signals import places_counted
from volunteers.written_queries import written_once

PLAIN_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class Role(index.Indexed, TranslatedSnippet):
    """What a volunteer does in a shift: guide, registration desk, teacher of a lesson."""

    title = models.CharField(_("title"), max_length=120)
    description = models.TextField(_("description"), blank=True, max_length=600)

    translatable_fields = [TranslatableField("title"), TranslatableField("description")]
    search_fields = [index.AutocompleteField("title"), index.FilterField("locale")]

    class Meta(TranslatedSnippet.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class ConsentText(TranslatedSnippet):
    """What a person agrees to. A changed text is a new version; an application keeps the one it was sent with."""

    version = models.CharField(_("version"), max_length=40, help_text=_("Such as 2026-11. Change it with the text."))
    label = models.CharField(_("what is ticked"), max_length=300)
    text = RichTextField(_("text"), features=PLAIN_TEXT_FEATURES)

    translatable_fields = [
        SynchronizedField("version", overridable=False),
        TranslatableField("label"),
        TranslatableField("text"),
    ]

    class Meta(TranslatedSnippet.Meta):
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"{self.version}: {self.label}"


class ApplicationForm(index.Indexed, TranslatedSnippet):
    """The editor's part of an application form. What every application holds stands in the form itself."""

    title = models.CharField(_("title"), max_length=120, help_text=_("For staff: the public form does not show it."))
    introduction = RichTextField(_("introduction"), blank=True, features=PLAIN_TEXT_FEATURES)
    questions = StreamField(QuestionsBlock(), blank=True, verbose_name=_("questions"))
    thanks = RichTextField(
        _("thanks"),
        blank=True,
        features=PLAIN_TEXT_FEATURES,
        help_text=_("Shown when the application has been received: what happens next, and when."),
    )
    consent = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="forms", verbose_name=_("consent"))

    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("introduction"),
        TranslatableField("questions"),
        TranslatableField("thanks"),
        SynchronizedField("consent", overridable=False),
    ]
    search_fields = [index.AutocompleteField("title"), index.FilterField("locale")]

    class Meta(TranslatedSnippet.Meta):
        verbose_name = _("application form")
        verbose_name_plural = _("application forms")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class OpportunityQuerySet(models.QuerySet):
    def open(self, at: datetime.datetime | None = None) -> OpportunityQuerySet:
        """Those that take applications at `at`, whether or not a place is left."""
        at = at or timezone.now()
        return self.filter(Q(closes_at__isnull=True) | Q(closes_at__gt=at), opens_at__lte=at, cancelled_at__isnull=True)

    def taking_applications(self, at: datetime.datetime | None = None) -> OpportunityQuerySet:
        """The open ones that would take somebody: not over, and with a place left or a waiting list."""
        places_counted.send(sender=self.model, opportunity_id=None)
        at = at or timezone.now()
        shifts = Shift.objects.filter(opportunity=OuterRef("pk"))
        not_over = shifts.filter(ends_at__gt=at)
        free = not_over.annotate(taken=Count("participations")).filter(taken__lt=F("places"))
        would_wait = Q(has_waiting_list=True) & Exists(not_over)
        return self.open(at).filter(~Exists(shifts) | would_wait | Exists(free))


class Opportunity(index.Indexed, ClusterableModel):
    """Something to volunteer for. It belongs to no page and no language: pages embed it, and its count is one."""

    class Kind(models.TextChoices):
        EVENT = "event", _("Event")
        LESSON = "lesson", _("Lesson")
        GENERAL = "general", _("General")

    class Mode(models.TextChoices):
        MODERATED = "moderated", _("Staff decide on every application")
        AUTOMATIC = "automatic", _("Accepted at once while places last")

    code = models.SlugField(
        _("code"),
        max_length=50,
        unique=True,
        help_text=_("Small Latin letters, digits and hyphens, such as nauryz-2027. It stands in the form's address."),
    )
    name = models.CharField(
        _("name"), max_length=200, help_text=_("For staff. Applicants see the title of the page in their language.")
    )
    kind = models.CharField(_("for"), max_length=10, choices=Kind, default=Kind.EVENT)
    opens_at = models.DateTimeField(_("opens"), default=timezone.now)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True, help_text=_("Empty: it stays open."))
    mode = models.CharField(_("decision"), max_length=10, choices=Mode, default=Mode.MODERATED)
    has_waiting_list = models.BooleanField(_("waiting list"), default=True)
    minimum_age = models.PositiveSmallIntegerField(
        _("minimum age"),
        default=14,
        validators=[MinValueValidator(6), MaxValueValidator(99)],
        help_text=_("In full years, on the first day."),
    )
    form = models.ForeignKey(
        ApplicationForm, on_delete=models.PROTECT, related_name="opportunities", verbose_name=_("form")
    )
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OpportunityQuerySet.as_manager()

    search_fields = [index.AutocompleteField("name"), index.AutocompleteField("code"), index.SearchField("name")]

    class Meta:
        verbose_name = _("opportunity")
        verbose_name_plural = _("opportunities")
        ordering = ["-opens_at", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="opportunity_closes_after_it_opens",
                violation_error_message=_("It must close after it opens."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.closes_at and self.opens_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("It must close after it opens.")})

    @property
    def begins_at(self) -> datetime.datetime | None:
        """When its first shift begins; None for one without shifts."""
        return min((shift.starts_at for shift in self.known_places), default=None)

    @property
    def ends_at(self) -> datetime.datetime | None:
        """When its last shift ends; None for one without shifts."""
        return max((shift.ends_at for shift in self.known_places), default=None)

    def is_open(self, at: datetime.datetime | None = None) -> bool:
        """Whether it takes applications at `at` by its dates, whether or not a place is left."""
        at = at or timezone.now()
        is_closed = bool(self.closes_at and self.closes_at <= at)
        return self.opens_at <= at and not is_closed and self.cancelled_at is None

    def has_begun(self, at: datetime.datetime | None = None) -> bool:
        return self.begins_at is not None and self.begins_at <= (at or timezone.now())

    def is_over(self, at: datetime.datetime | None = None) -> bool:
        return self.ends_at is not None and self.ends_at <= (at or timezone.now())

    def places(self) -> list[Shift]:
        """Its shifts in order of time, each with `held` and the words of its role in the reader's language.

        Read anew on every call, since places go quickly.
        """
        places_counted.send(sender=type(self), opportunity_id=self.pk)
        return _places_of(self.pk, get_language())

    @cached_property
    def known_places(self) -> list[Shift]:
        """`places()` as this instance was told first: to be shown. Who gives places has just locked another."""
        return self.places()


class ShiftQuerySet(models.QuerySet):
    def with_places(self) -> ShiftQuerySet:
        """Annotated with `held`: how many places are taken."""
        return self.annotate(held=Count("participations")).order_by("starts_at", "ends_at", "pk")

    def with_words(self, language: Any) -> ShiftQuerySet:
        """Annotated with `role_title` and `role_description` in `language`, else as they were written.

        `role_language` is the code of the language that they are in.
        """
        words = Role.objects.filter(
            translation_key=OuterRef("role__translation_key"), locale__language_code=language, live=True
        ).order_by()
        return self.annotate(
            role_title=Coalesce(Subquery(words.values("title")), "role__title"),
            role_description=Coalesce(Subquery(words.values("description")), "role__description"),
            role_language=Coalesce(Subquery(words.values("locale__language_code")), "role__locale__language_code"),
        )


class Shift(models.Model):
    """A time at which a number of volunteers is wanted, in one role."""

    opportunity = ParentalKey(Opportunity, on_delete=models.CASCADE, related_name="shifts")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="shifts", verbose_name=_("role"))
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    places = models.PositiveSmallIntegerField(_("places"), validators=[MinValueValidator(1), MaxValueValidator(5000)])

    objects = ShiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering = ["starts_at", "ends_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="shift_ends_after_it_starts",
                violation_error_message=_("A shift must end after it starts."),
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="shift_has_a_place"),
        ]

    def __str__(self) -> str:
        start, end = timezone.localtime(self.starts_at), timezone.localtime(self.ends_at)
        return f"{self.role}, {start:%d.%m.%Y %H:%M}-{end:%H:%M}"

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("A shift must end after it starts.")})

    @property
    def places_left(self) -> int:
        """Needs `with_places()`. None once the shift has ended, and never below zero."""
        if self.ends_at <= timezone.now():
            return 0
        return max(0, self.places - self.held)  # type: ignore[attr-defined] # annotated


@written_once
def _places_of(opportunity_id: Any, language: Any) -> ShiftQuerySet:
    return Shift.objects.filter(opportunity_id=opportunity_id).with_places().with_words(language).select_related("role")
