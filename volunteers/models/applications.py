"""An application, the places it holds, and what has happened to it."""

from __future__ import annotations

import datetime
import secrets
import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from volunteers.models.opportunities import Opportunity, Shift
from volunteers.rules import age_on, digits_of, latest_birth_date, search_terms, searchable
from volunteers.states import AWAITING_DECISION, HOLDS_PLACE, LIVE, Move, State

# Without 0, O, 1, I, L and U: a number is read aloud on the telephone, and spells no word.
NUMBER_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_number() -> str:
    """A number for a new application, such as `26-K7M3QX`: short, and telling nobody how many there are."""
    return f"{timezone.localdate():%y}-{''.join(secrets.choice(NUMBER_ALPHABET) for _ in range(6))}"


class ApplicationQuerySet(models.QuerySet):
    def live(self) -> ApplicationQuerySet:
        return self.filter(state__in=LIVE)

    def awaiting_decision(self) -> ApplicationQuerySet:
        return self.filter(state__in=AWAITING_DECISION)

    def younger_than(self, age: int, day: datetime.date | None = None) -> ApplicationQuerySet:
        return self.filter(birth_date__gt=latest_birth_date(age, day or timezone.localdate()))

    def search(self, query: str) -> ApplicationQuerySet:
        """Those in which every word of `query` occurs: in the number, a name, an address or a telephone number."""
        found = self
        for alternatives in search_terms(query):
            condition = Q()
            for term in alternatives:
                condition |= Q(search_text__contains=term)
            found = found.filter(condition)
        return found

    def for_queue(self) -> ApplicationQuerySet:
        """With all that a row of the queue shows, in a fixed number of queries."""
        return self.select_related("opportunity", "reviewer").prefetch_related("wished_shifts", "participations__shift")


class Application(models.Model):
    """One person's application for one opportunity.

    `state` is the single truth of where it stands; the log tells how it came there. Only the functions of
    `volunteers.domain.applications` change a state.
    """

    class Flag(models.TextChoices):
        NONE = "", _("None")
        CAPTCHA_UNAVAILABLE = "captcha_unavailable", _("The captcha service was out of reach")

    number = models.CharField(_("number"), max_length=12, unique=True, default=new_number, editable=False)
    opportunity = models.ForeignKey(
        Opportunity, on_delete=models.PROTECT, related_name="applications", verbose_name=_("opportunity")
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.SUBMITTED, editable=False)
    # Counts the moves: a reviewer decides on what she saw, and is told when it is no longer so.
    version = models.PositiveIntegerField(default=0, editable=False)
    submission_key = models.UUIDField(default=uuid.uuid4, editable=False)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)

    surname = models.CharField(_("surname"), max_length=100)
    first_name = models.CharField(_("first name"), max_length=100)
    patronymic = models.CharField(_("patronymic (if any)"), max_length=100, blank=True)
    birth_date = models.DateField(_("date of birth"))
    email = models.EmailField(_("e-mail"))
    phone = PhoneNumberField(_("phone number"))
    city = models.CharField(_("city or settlement"), max_length=120)
    place_of_study_or_work = models.CharField(_("place of study or work"), max_length=200, blank=True)
    languages_spoken = models.JSONField(_("languages spoken"), default=list)
    guardian_name = models.CharField(_("name of the legal representative"), max_length=200, blank=True)
    guardian_phone = PhoneNumberField(_("phone number of the legal representative"), blank=True)
    guardian_email = models.EmailField(_("e-mail of the legal representative"), blank=True)

    answers = models.JSONField(_("answers"), default=dict)
    # The questions as they were put, key to label, for when the form has long been another.
    asked = models.JSONField(default=dict, editable=False)
    wished_shifts = models.ManyToManyField(
        Shift, related_name="wished_by", blank=True, verbose_name=_("shifts wished for")
    )
    # The page from which the person applied, as she saw it: mail calls the opportunity by this name.
    page_title = models.CharField(max_length=255, blank=True, editable=False)
    page_url = models.CharField(max_length=500, blank=True, editable=False)

    flag = models.CharField(_("flag"), max_length=30, choices=Flag, blank=True, default=Flag.NONE)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="reviewed_applications",
        verbose_name=_("reviewer"),
    )
    submitted_at = models.DateTimeField(_("submitted"), default=timezone.now, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)

    # What staff look for, spelt alike: SQLite knows upper and lower case only of Latin letters. It stands in the row
    # itself and not in Wagtail's search index, so that a person's data is in no second place.
    search_text = models.TextField(default="", editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["submitted_at", "pk"]
        indexes = [models.Index(fields=["state", "submitted_at"], name="application_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "email"],
                condition=Q(state__in=sorted(LIVE)),
                name="one_live_application_per_email",
                violation_error_message=_("This address has an application for this opportunity already."),
            ),
            models.UniqueConstraint(
                fields=["submission_key", "opportunity", "email"], name="one_application_per_sending"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="application_state_is_known"),
            models.CheckConstraint(
                condition=Q(guardian_name="", guardian_phone="", guardian_email="")
                | ~Q(guardian_name="") & ~Q(guardian_phone="") & ~Q(guardian_email=""),
                name="guardian_is_whole_or_absent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.full_name}"

    def save(self, *args, **kwargs) -> None:
        words = searchable(f"{self.number} {self.full_name} {self.email} {self.guardian_name}")
        self.search_text = f"{words} {digits_of(self.phone)} {digits_of(self.guardian_phone)}".strip()
        super().save(*args, **kwargs)

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.surname, self.first_name, self.patronymic) if part)

    @property
    def age(self) -> int:
        return age_on(self.birth_date, timezone.localdate())

    @property
    def subject(self) -> str:
        """What it is for, in the words that the applicant saw."""
        return self.page_title or self.opportunity.name

    @property
    def holds_place(self) -> bool:
        return self.state in HOLDS_PLACE

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @cached_property
    def has_guardian(self) -> bool:
        return bool(self.guardian_name)


class Participation(models.Model):
    """A place held in a shift. It exists exactly while its application holds places."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="participations")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="participations")
    held_since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["shift__starts_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["application", "shift"], name="one_place_per_shift")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.shift_id}"


class LogEntry(models.Model):
    """One move of an application. Rows are added and never changed."""

    class Actor(models.TextChoices):
        APPLICANT = "applicant", _("Applicant")
        STAFF = "staff", _("Staff")
        SYSTEM = "system", _("Automatically")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="log")
    move = models.CharField(max_length=20, choices=Move)
    from_state = models.CharField(max_length=12, choices=State, blank=True)
    to_state = models.CharField(max_length=12, choices=State)
    actor = models.CharField(max_length=10, choices=Actor)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=30, blank=True)
    message = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.move}"


class Note(models.Model):
    """What staff tell each other about an application; no applicant sees it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=2000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Consent(models.Model):
    """That a person agreed, to which text, and when: the whole text, since a version's name proves nothing."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="consents")
    version = models.CharField(_("version"), max_length=40)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    label = models.CharField(max_length=300)
    text = models.TextField()
    by_guardian = models.BooleanField(default=False)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["given_at", "pk"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.version}"


def private_storage():
    """Chosen at run time, so that a migration names no storage of one machine."""
    return storages["private"]


def unguessable_name(upload: ApplicationFile, filename: str) -> str:
    """Nothing of the person's own file name reaches the disk."""
    return f"applications/{secrets.token_urlsafe(24)}"


class ApplicationFile(models.Model):
    """A file that an applicant sent. Until its form is sent whole, it waits without an application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, null=True, related_name="files")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    file = models.FileField(storage=private_storage, upload_to=unguessable_name, max_length=120)
    original_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text=_("in bytes"))
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["uploaded_at", "pk"]

    def __str__(self) -> str:
        return self.original_name
