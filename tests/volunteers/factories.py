"""Rows for tests, each valid as it is; a test names only what it is about."""

import datetime
import itertools
import uuid

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Locale

from volunteers.domain import applications
from volunteers.models import ApplicationForm, ConsentText, Opportunity, Role, Shift

_numbers = itertools.count(1)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def kazakh() -> Locale:
    return Locale.objects.get_or_create(language_code="kk")[0]


def make_role(title="Жолбасшы", **fields) -> Role:
    return Role.objects.create(**{"title": title, "locale": kazakh(), **fields})


def make_consent(**fields) -> ConsentText:
    defaults = {"version": "2026-11", "label": "Келісемін", "text": "<p>Мәтін</p>", "locale": kazakh()}
    return ConsentText.objects.create(**{**defaults, **fields})


def make_form(questions=(), **fields) -> ApplicationForm:
    """`questions`: (block name, value) pairs, as StreamField takes them."""
    fields.setdefault("title", "Жалпы нысан")
    fields.setdefault("locale", kazakh())
    if "consent" not in fields:
        fields["consent"] = make_consent()
    return ApplicationForm.objects.create(questions=list(questions), **fields)


def make_opportunity(places=(10,), begins_in=10 * DAY, **fields) -> Opportunity:
    """One that is open now, with a two-hour shift for each number in `places`, a day apart."""
    now = timezone.now()
    number = next(_numbers)
    if "form" not in fields:
        fields["form"] = make_form()
    defaults = {"code": f"opportunity-{number}", "name": f"Opportunity {number}", "opens_at": now - DAY}
    opportunity = Opportunity.objects.create(**{**defaults, **fields})
    if places:
        role = make_role()
        for index, count in enumerate(places):
            starts_at = now + begins_in + index * DAY
            Shift.objects.create(
                opportunity=opportunity, role=role, starts_at=starts_at, ends_at=starts_at + 2 * HOUR, places=count
            )
    return Opportunity.objects.get(pk=opportunity.pk)


def details(**fields) -> dict:
    """What an applicant types, as `applications.submit` takes it."""
    number = next(_numbers)
    return {
        "surname": "Демоқызы",
        "first_name": "Айсұлу",
        "patronymic": "",
        "birth_date": datetime.date(1998, 5, 17),
        "email": f"applicant{number}@example.kz",
        "phone": "+77010000001",
        "city": "Астана",
        "place_of_study_or_work": "",
        "languages_spoken": ["kk", "ru"],
        **fields,
    }


GUARDIAN = {
    "guardian_name": "Демоқызы Әсем",
    "guardian_phone": "+77010000002",
    "guardian_email": "guardian@example.kz",
}


def submit(opportunity=None, *, shifts=None, language="kk", submission_key=None, **fields) -> applications.Submission:
    """Send an application for all shifts of `opportunity`, or for `shifts`."""
    opportunity = opportunity or make_opportunity()
    options = {
        name: fields.pop(name) for name in ("page_title", "page_url", "flag", "answers", "asked") if name in fields
    }
    return applications.submit(
        opportunity=opportunity,
        language=language,
        details=details(**fields),
        shifts=list(opportunity.shifts.all()) if shifts is None else shifts,
        answers=options.pop("answers", {}),
        asked=options.pop("asked", {}),
        uploads=[],
        consent_text=opportunity.form.consent,
        submission_key=submission_key or uuid.uuid4(),
        **options,
    )


def make_application(opportunity=None, **fields):
    return submit(opportunity, **fields).application


def make_reviewer(username=None, **fields):
    """Somebody to decide; permissions and groups are the tests' own business."""
    name = username or f"reviewer{next(_numbers)}"
    return get_user_model().objects.create_user(
        username=name, password="password", email=f"{name}@example.kz", **fields
    )
