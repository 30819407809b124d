import datetime
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import PageManager, PagePermissionTester
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from events.page_form import EventPageForm
from events.representation import tell_former_plan, tell_venue
from home.api.fields import BodyField, ToldField
from home.blocks import BodyBlock
from home.localisation import localised
from home.models import BasePage
from home.neutral import NeutralField
from volunteers.domain.opportunities import why_cannot_apply
from volunteers.models import Opportunity

from .changing import ChangingPlan
from .event_queryset import EventQuerySet, day_before, midnight
from .languages import LanguagesField
from .venues import Venue


class TemplatePermissionTester(PagePermissionTester):
    """Nobody publishes a template, not even by mistake."""

    def can_publish(self) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False


class EventPage(ChangingPlan, BasePage):
    class Attendance(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        ONLINE = "online", _("Online")

    class Scale(models.TextChoices):
        INTERNATIONAL = "international", _("International")
        NATIONAL = "national", _("National")
        CITY = "city", _("City")

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", pgettext_lazy("status of an event", "Scheduled")
        POSTPONED = "postponed", pgettext_lazy("status of an event", "Postponed")
        CANCELLED = "cancelled", pgettext_lazy("status of an event", "Cancelled")

    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    is_all_day = models.BooleanField(
        _("all day"),
        default=False,
        help_text=_("The times are left out, and the event lasts to the end of its last day."),
    )
    over_at = models.DateTimeField(
        editable=False,
        db_index=True,
        help_text="The first moment at which it is no longer upcoming. Derived on saving.",
    )
    attendance = models.CharField(_("attendance"), max_length=10, choices=Attendance, default=Attendance.IN_PERSON)
    venue = models.ForeignKey(
        Venue,
        verbose_name=_("venue"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="event_pages",
        help_text=_("Choose it in the language in which you write; readers see it in theirs."),
    )
    online_url = models.URLField(_("address online"), blank=True)
    scale = models.CharField(_("scale"), max_length=15, choices=Scale, default=Scale.CITY)
    languages = LanguagesField(_("languages of the event"), blank=True)
    organiser = models.CharField(_("organiser"), max_length=255, blank=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status,
        default=Status.SCHEDULED,
        help_text=_("Publishing a cancelled event cancels the opportunities embedded in it, in all languages."),
    )
    is_template = models.BooleanField(
        _("template"),
        default=False,
        help_text=_("“New event” offers it to start from. A template stays a draft: it is never published."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    opportunities = models.ManyToManyField(Opportunity, blank=True, editable=False, related_name="event_pages")
    # Kept apart, so that an event held after all brings back what it took away and nothing that staff cancelled.
    cancelled_opportunities = models.ManyToManyField(Opportunity, blank=True, editable=False, related_name="+")

    objects = PageManager.from_queryset(EventQuerySet)()
    base_form_class = EventPageForm

    parent_page_types = ["events.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    # A copy has not been announced, and has no past; to an alias Wagtail gives its source's all the same. To a
    # translation its source hands on what is neutral of these.
    exclude_fields_in_copy = [
        "opportunities",
        "cancelled_opportunities",
        "status",
        "sequence",
        "former_plan",
        "told_plan",
    ]

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("is_all_day"),
                FieldPanel("status"),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [FieldPanel("attendance"), FieldPanel("venue"), FieldPanel("online_url")],
            heading=_("Where"),
        ),
        MultiFieldPanel(
            [FieldPanel("scale"), FieldPanel("languages"), FieldPanel("organiser")],
            heading=_("About the event"),
        ),
        FieldPanel("body"),
    ]
    promote_panels = [
        *BasePage.promote_panels,
        MultiFieldPanel([FieldPanel("is_template")], heading=_("For new events")),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("organiser"),
        index.SearchField("place_words"),
        index.FilterField("starts_at"),
        index.FilterField("over_at"),
        index.FilterField("scale"),
        index.FilterField("status"),
    ]
    api_fields = [
        *BasePage.api_fields,
        *map(APIField, ("starts_at", "ends_at", "is_all_day", "status", "attendance", "online_url")),
        APIField("venue", serializer=ToldField(tell_venue, source="place")),
        APIField("former_plan", serializer=ToldField(tell_former_plan, source="former")),
        *map(APIField, ("scale", "languages", "organiser")),
        APIField("body", serializer=BodyField()),
    ]
    translatable_fields = [
        *BasePage.translatable_fields,
        NeutralField("starts_at"),
        NeutralField("ends_at"),
        NeutralField("is_all_day"),
        NeutralField("over_at"),
        NeutralField("attendance"),
        NeutralField("venue"),
        NeutralField("online_url"),
        NeutralField("scale"),
        NeutralField("languages"),
        TranslatableField("organiser"),
        NeutralField("status"),
        NeutralField("sequence"),
        NeutralField("former_plan"),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        super().clean()
        mistakes = {**self._mistakes_of_time(), **self._mistakes_of_place(), **self._mistakes_of_a_template()}
        if mistakes:
            raise ValidationError(mistakes)
        self._derive_end()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._derive_end()
        super().save(*args, **kwargs)

    def permissions_for_user(self, user: AbstractBaseUser) -> PagePermissionTester:
        return TemplatePermissionTester(user, self) if self.is_template else super().permissions_for_user(user)

    def get_admin_display_title(self) -> str:
        title = super().get_admin_display_title()
        return gettext("Template: %(title)s") % {"title": title} if self.is_template else title

    def _mistakes_of_time(self) -> dict[str, Any]:
        if not self.starts_at or not self.ends_at:
            return {}
        if self.is_all_day:
            ends_early = timezone.localdate(self.ends_at) < timezone.localdate(self.starts_at)
        else:
            ends_early = self.ends_at <= self.starts_at
        return {"ends_at": _("The event must end after it starts.")} if ends_early else {}

    def _mistakes_of_place(self) -> dict[str, Any]:
        if self.attendance == self.Attendance.ONLINE and not self.online_url:
            return {"online_url": _("An online event needs its address.")}
        if self.attendance == self.Attendance.IN_PERSON and not self.venue_id:
            return {"venue": _("An event in person needs a venue.")}
        return {}

    def _mistakes_of_a_template(self) -> dict[str, Any]:
        if self.is_template and self.live:
            return {"is_template": _("A published event cannot be a template. Copy it to a new date instead.")}
        return {}

    def _derive_end(self) -> None:
        if not self.ends_at:
            return
        if self.is_all_day:
            self.over_at = midnight(timezone.localdate(self.ends_at) + datetime.timedelta(days=1))
        else:
            self.over_at = self.ends_at

    @property
    def title_detail(self) -> str:
        return date_format(timezone.localdate(self.starts_at), "SHORT_DATE_FORMAT")

    @property
    def facts(self) -> list[str]:
        """That it is not as it was announced, when, and where."""
        when = self.share_date
        if not self.is_all_day and timezone.localdate(self.starts_at) == timezone.localdate(self.ends_at):
            when = f"{when}, {date_format(timezone.localtime(self.starts_at), 'TIME_FORMAT')}"
        return [fact for fact in (self.state_label, when, self._where) if fact]

    @property
    def _where(self) -> str:
        if self.attendance == self.Attendance.ONLINE:
            return str(self.get_attendance_display())
        return f"{self.place.name}, {self.place.city}" if self.place else ""

    @property
    def share_label(self) -> str:
        return self.state_label or capfirst(self._meta.verbose_name)

    @property
    def share_date(self) -> str:
        first, last = timezone.localdate(self.starts_at), timezone.localdate(self.ends_at)
        if first == last:
            return date_format(first)
        days = {"start": date_format(first), "end": date_format(last)}
        return pgettext("period of days", "%(start)s – %(end)s") % days

    @property
    def found_on(self) -> datetime.date:
        return self.first_day

    @property
    def place_words(self) -> str:
        place = self.place
        return ", ".join(part for part in (place.name, place.city) if part) if place else ""

    @property
    def first_day(self) -> datetime.date:
        return timezone.localdate(self.starts_at)

    @property
    def last_day(self) -> datetime.date:
        return day_before(self.over_at)

    @property
    def is_past(self) -> bool:
        return self.over_at <= timezone.now()

    @property
    def wants_volunteers(self) -> bool:
        if hasattr(self, "has_wish_for_volunteers"):
            return self.has_wish_for_volunteers
        if self.status == self.Status.CANCELLED or self.is_past:
            return False
        # By the body and not by the relation, so that a preview tells the truth about a draft. Asks for nothing that
        # the form does not ask for.
        return any(not why_cannot_apply(opportunity) for opportunity in self.embedded_opportunities())

    @property
    def languages_by_name(self) -> list[tuple[str, str]]:
        """Code and own name of each language."""
        return [(code, name) for code, name in settings.LANGUAGES if code in self.languages]

    @cached_property
    def place(self) -> Venue | None:
        """The venue in the reader's language; as it was chosen, where it is not translated yet."""
        return self.venue.localized if self.venue else None

    def embedded_opportunities(self) -> list[Opportunity]:
        blocks = self.body.blocks_by_name("application_form")
        return [block.value["opportunity"] for block in blocks if block.value["opportunity"]]


def with_places(events: list[EventPage]) -> list[EventPage]:
    """Fills `place` of each, in one query for all. Fetch the events with their venues."""
    venues = [event.venue for event in events if event.venue]
    place_of = dict(zip(venues, localised(venues), strict=True))
    for event in events:
        event.place = place_of.get(event.venue)
    return events
