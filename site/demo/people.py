"""Applications: sent, decided and answered through the functions that serve visitors and staff, then dated back.

So the log, the places and the mails are such as the site itself makes; only the clock is ours.
"""

import bisect
import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from anyascii import anyascii
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from demo import programme
from demo.bodies import NAMESPACE
from demo.content import read
from demo.loading import Fields, Load
from volunteers.domain import applications, letters
from volunteers.forms import questions
from volunteers.models import Application, ApplicationForm, LogEntry, Message, Note, Opportunity
from volunteers.states import Move, State

BY_APPLICANT = {Move.CONFIRM, Move.WITHDRAW}
ADULT = 18


def load(load: Load) -> None:
    people = read("people")
    for key, entry in load.missing("application", people["applicants"], name="number"):
        with transaction.atomic():
            application = _apply(load, entry)
            _move_on(application, entry)
            _date_back(load, application, entry)
            _write_note(application, entry)
            _spoil_mail(application, entry)
            load.ledger.record(key, application)
    _end_what_is_over(load)


def _apply(load: Load, entry: Fields) -> Application:
    opportunity = load.ledger.get(Opportunity, f"opportunity/{entry['opportunity']}")
    plan = programme.opportunity_entry(entry["opportunity"])
    language = entry["language"]
    form = _in(ApplicationForm, opportunity.form.translation_key, language)
    page = _in(Page, load.ledger.get(Page, f"page/{plan['page']}").translation_key, language)
    keys = [shift["key"] for shift in plan["shifts"]]
    shifts = list(opportunity.shifts.order_by("pk"))
    submission = applications.submit(
        opportunity=opportunity,
        language=language,
        details=_details(load, entry),
        shifts=[shifts[keys.index(key)] for key in entry["shifts"]],
        answers=_answers(load, entry, plan["form"]),
        asked=questions.asked(form.questions),
        uploads=[],
        consent_text=_in(type(form.consent), form.consent.translation_key, language),
        submission_key=uuid.uuid5(NAMESPACE, f"application/{entry['number']}"),
        page_title=page.title,
        page_url=page.url or "",
        flag=entry.get("flag", ""),
    )
    if submission.application is None:
        raise ValueError(f"Two applications from {_email(entry)}")
    return submission.application


def _in(model: Any, translation_key: uuid.UUID, language: str) -> Any:
    return model.objects.get(translation_key=translation_key, locale__language_code=language)


def _details(load: Load, entry: Fields) -> Fields:
    number = entry["number"]
    # Some weeks and days past the birthday, another number for each.
    birthday = load.today - datetime.timedelta(days=entry["age"] * 365.25 + 20 + number * 4)
    details = {
        "surname": entry["surname"],
        "first_name": entry["first_name"],
        "patronymic": entry.get("patronymic", ""),
        "birth_date": birthday,
        "email": _email(entry),
        "phone": f"+7700000{number:04}",
        "city": entry["city"],
        "place_of_study_or_work": entry["place"],
        "languages_spoken": entry["spoken"],
    }
    if entry["age"] < ADULT:
        guardians = read("people")["guardians"][entry["language"]]
        details |= {
            "guardian_name": guardians[number % len(guardians)],
            "guardian_phone": f"+7700000{number + 1000:04}",
            "guardian_email": f"guardian.{number}@example.kz",
        }
    return details


def _email(entry: Fields) -> str:
    name = f"{entry['first_name']}.{entry['surname']}"
    ascii_name = "".join(letter for letter in anyascii(name).lower() if letter.isalnum() or letter == ".")
    return f"{ascii_name}.{entry['number']}@{'example.org' if entry['language'] == 'en' else 'example.kz'}"


def _answers(load: Load, entry: Fields, form: str) -> Fields:
    number = entry["number"]
    motivations = read("people")["motivations"][form][entry["language"]]
    answers: Fields = {"motivation": motivations[number % len(motivations)]}
    if form == "event-form":
        answers["experience"] = ("none", "some", "none", "much")[number % 4]
        answers["strengths"] = (["people"], ["people", "order"], ["stage"], ["camera", "people"], [])[number % 5]
        answers["has_badge"] = number % 7 == 0
    else:
        answers["topic"] = ("capital", "document", "president")[number % 3]
        answers["lessons_given"] = number % 4
        answers["briefing_day"] = (load.today + datetime.timedelta(days=2 + number % 5)).isoformat()
    return {key: value for key, value in answers.items() if value != []}


def _staff(number: int) -> AbstractUser:
    return get_user_model().objects.get(username="admin" if number % 6 == 0 else "reviewer")


def _move_on(application: Application, entry: Fields) -> None:
    _post(application)
    for name in entry["moves"]:
        move = Move(name)
        if move in BY_APPLICANT:
            getattr(applications, move)(application=application)
        else:
            given = _given_with(move, entry)
            getattr(applications, move)(application=application, by=_staff(entry["number"]), **given)
        # An undone decision is corrected by the mail of the next one, as long as its own has not gone out.
        if move != Move.UNDO:
            _post(application)


def _given_with(move: Move, entry: Fields) -> Fields:
    given = {}
    if move in {Move.ACCEPT, Move.WAITLIST, Move.DECLINE}:
        given["message"] = entry.get("message", "")
    if move == Move.DECLINE:
        given["reason"] = entry.get("reason", "other")
    return given


def _post(application: Application) -> None:
    """Count what waits as sent. Nothing goes out, wherever this runs: the addresses are nobody's."""
    now = timezone.now()
    waiting = application.messages.filter(state=Message.State.QUEUED)
    waiting.update(state=Message.State.SENT, attempts=1, claimed_at=now, handed_over_at=now, sent_at=now)


def _spoil_mail(application: Application, entry: Fields) -> None:
    """A mail that went wrong, for staff to see to."""
    if "mail_fault" not in entry:
        return
    faults = {
        "failed": "SMTPRecipientsRefused: 550 5.1.1 No such mailbox here",
        "unclear": "SMTPServerDisconnected: Connection unexpectedly closed",
    }
    last = application.messages.order_by("-created_at", "-pk").first()
    state = Message.State(entry["mail_fault"])
    Message.objects.filter(pk=last.pk).update(state=state, sent_at=None, last_error=faults[state])


def _write_note(application: Application, entry: Fields) -> None:
    if "note" in entry:
        written_at = application.submitted_at + (timezone.now() - application.submitted_at) * 0.3
        Note.objects.create(
            application=application, text=entry["note"], written_by=_staff(entry["number"]), written_at=written_at
        )


def _date_back(load: Load, application: Application, entry: Fields) -> None:
    """Spread what has just happened over the days since `days_ago`."""
    moves = len(entry["moves"])
    days = [entry["days_ago"], *_days_of_moves(entry["days_ago"], moves)]
    moments = [
        _at_daytime(load, days_ago, entry["number"] + 3 * step, is_staff=step > 0) for step, days_ago in enumerate(days)
    ]
    _redate(application, moments)


def _days_of_moves(sent: int, count: int) -> list[int]:
    """Days ago of each move: a day or two apart, the last one today at the latest."""
    pause = min(2, sent // (count + 1)) if count else 0
    return [max(0, sent - pause * (step + 1)) for step in range(count)]


def _at_daytime(load: Load, days_ago: int, salt: int, *, is_staff: bool) -> datetime.datetime:
    """Staff work from nine to six, applicants write until late. Today's lie in the last hours."""
    if days_ago == 0:
        return timezone.now() - datetime.timedelta(minutes=7 + salt * 37 % 170)
    first, last = (9, 18) if is_staff else (8, 22)
    minutes = first * 60 + salt * 97 % ((last - first) * 60)
    day = load.today - datetime.timedelta(days=days_ago)
    midnight = timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
    return midnight + datetime.timedelta(minutes=minutes)


def _redate(application: Application, moments: Iterable[datetime.datetime]) -> None:
    """Give the entries of the log these times, in order, and to all else the time of the move that it came with."""
    application.refresh_from_db()
    log = list(application.log.order_by("pk"))
    happened = [entry.at for entry in log]
    moments = sorted(moments)
    for entry, at in zip(log, moments, strict=True):
        LogEntry.objects.filter(pk=entry.pk).update(at=at)
    for message in application.messages.all():
        written_at = moments[bisect.bisect_right(happened, message.created_at) - 1]
        sent_at = written_at + datetime.timedelta(seconds=35 + message.pk % 20) if message.sent_at else None
        claimed_at = sent_at - datetime.timedelta(seconds=1) if sent_at else None
        Message.objects.filter(pk=message.pk).update(
            created_at=written_at,
            send_after=written_at,
            claimed_at=claimed_at,
            handed_over_at=claimed_at,
            sent_at=sent_at,
        )
    application.submitted_at = moments[0]
    if application.decided_at:
        decided = bisect.bisect_right(happened, application.decided_at)
        application.decided_at = moments[min(decided, len(moments) - 1)]
    application.save(update_fields=["submitted_at", "decided_at"])
    application.consents.update(given_at=moments[0])
    application.participations.update(held_since=application.decided_at)


def _end_what_is_over(load: Load) -> None:
    """Move what was held open for its applications to its true time, and expire what nobody had decided on."""
    for plan in programme.over():
        key = f"ended/{plan['code']}"
        if load.ledger.has(key):
            continue
        opportunity = load.ledger.get(Opportunity, f"opportunity/{plan['code']}")
        with transaction.atomic():
            programme.set_times(load, opportunity, plan)
            _write_letters_anew(opportunity)
            # As the clock would have found it that evening.
            applications.expire_overdue()
            for application in opportunity.applications.filter(state=State.EXPIRED):
                _post(application)
                ended_at = Opportunity.objects.get(pk=opportunity.pk).ends_at
                _redate(application, [application.submitted_at, ended_at + datetime.timedelta(minutes=11)])
            load.ledger.record(key, opportunity)


def _write_letters_anew(opportunity: Opportunity) -> None:
    """Those that name a shift's time; the others are as they would have been."""
    for message in Message.objects.filter(
        application__opportunity=opportunity, kind__in=[Message.Kind.RECEIVED, Message.Kind.ACCEPTED]
    ).select_related("application"):
        letter = letters.write(application=message.application, kind=Message.Kind(message.kind))
        Message.objects.filter(pk=message.pk).update(
            subject=letter.subject, body_text=letter.text, body_html=letter.html
        )
