"""Every move from every state, and what each leaves behind: state, places, log, mail."""

import datetime
import uuid

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.models import signals
from django.db.models.signals import post_save
from django.utils import timezone

from tests.volunteers.factories import DAY, GUARDIAN, HOUR, make_application, make_opportunity, make_reviewer, submit
from volunteers.domain import applications, opportunities, outbox
from volunteers.domain.errors import (
    AppliedAgain,
    MoveNotAllowed,
    NoPlacesLeft,
    NoShiftChosen,
    Refused,
    ShiftsOverlap,
    SomebodyWasFaster,
    TooLate,
)
from volunteers.models import Application, LogEntry, Message, Opportunity, Shift
from volunteers.states import HOLDS_PLACE, LIVE, TRANSITIONS, Move, State, is_allowed

pytestmark = pytest.mark.django_db

STAFF_MOVES = {
    Move.START_REVIEW: applications.start_review,
    Move.ACCEPT: applications.accept,
    Move.WAITLIST: applications.waitlist,
    Move.DECLINE: applications.decline,
    Move.UNDO: applications.undo,
}
OWN_MOVES = {Move.CONFIRM: applications.confirm, Move.WITHDRAW: applications.withdraw}
# Said twice, these are said once: a link in a mail is pressed again.
REPEATABLE = {(Move.CONFIRM, State.CONFIRMED), (Move.WITHDRAW, State.WITHDRAWN)}


def in_state(state: State, reviewer) -> Application:
    """An application that came to `state` by the domain's own functions."""
    application = make_application()
    if state == State.IN_REVIEW:
        return applications.start_review(application=application, by=reviewer)
    if state in HOLDS_PLACE:
        application = applications.accept(application=application, by=reviewer)
        return applications.confirm(application=application) if state == State.CONFIRMED else application
    if state == State.WAITLISTED:
        return applications.waitlist(application=application, by=reviewer)
    if state == State.DECLINED:
        return applications.decline(application=application, by=reviewer)
    if state == State.WITHDRAWN:
        return applications.withdraw(application=application)
    if state == State.EXPIRED:
        applications.expire_overdue(at=application.opportunity.ends_at)
        application.refresh_from_db()
    return application


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("move", [*STAFF_MOVES, *OWN_MOVES])
def test_a_move_goes_exactly_where_the_table_says(move, state):
    reviewer = make_reviewer()
    application = in_state(state, reviewer)
    assert application.state == state
    entries = application.log.count()

    def do():
        if move in STAFF_MOVES:
            return STAFF_MOVES[move](application=application, by=reviewer)
        return OWN_MOVES[move](application=application)

    if is_allowed(move, state):
        assert do().state == TRANSITIONS[move][1]
        application.refresh_from_db()
        assert application.state == TRANSITIONS[move][1]
        last = application.log.last()
        assert (last.move, last.from_state, last.to_state) == (move, state, application.state)
        assert application.log.count() == entries + 1
    else:
        if (move, state) in REPEATABLE:
            do()
        else:
            with pytest.raises(MoveNotAllowed):
                do()
        application.refresh_from_db()
        assert application.state == state
        assert application.log.count() == entries
    assert application.participations.count() == (1 if application.state in HOLDS_PLACE else 0)


@pytest.mark.parametrize("state", list(State))
def test_expiry_takes_only_what_nobody_decided(state):
    reviewer = make_reviewer()
    application = in_state(state, reviewer)
    applications.expire_overdue(at=application.opportunity.ends_at)
    application.refresh_from_db()
    undecided = is_allowed(Move.EXPIRE, state)
    assert application.state == (State.EXPIRED if undecided else state)


def test_expiry_waits_for_the_last_shift():
    application = make_application(make_opportunity(places=(5, 5)))
    last = application.opportunity.ends_at
    assert applications.expire_overdue(at=last - datetime.timedelta(minutes=1)) == 0
    assert applications.expire_overdue(at=last) == 1


def test_what_is_put_off_while_others_expire_does_not_expire():
    opportunity = make_opportunity()
    made = [make_application(opportunity) for _ in range(2)]
    over = opportunity.ends_at

    def put_off(sender, instance, **kwargs):
        Shift.objects.update(ends_at=over + DAY)

    signals.post_save.connect(put_off, sender=LogEntry)
    try:
        expired = applications.expire_overdue(at=over)
    finally:
        signals.post_save.disconnect(put_off, sender=LogEntry)

    assert expired == 1
    assert {Application.objects.get(pk=one.pk).state for one in made} == {State.EXPIRED, State.SUBMITTED}


def test_one_that_cannot_be_expired_does_not_keep_the_others():
    opportunity = make_opportunity()
    stubborn, other = make_application(opportunity), make_application(opportunity)

    def refuse(sender, instance, **kwargs):
        if instance.application_id == stubborn.pk:
            raise RuntimeError("this one cannot be logged")

    post_save.connect(refuse, sender=LogEntry)
    try:
        assert applications.expire_overdue(at=opportunity.ends_at) == 1
    finally:
        post_save.disconnect(refuse, sender=LogEntry)
    stubborn.refresh_from_db()
    other.refresh_from_db()
    assert (stubborn.state, other.state) == (State.SUBMITTED, State.EXPIRED)
    assert [message.kind for message in stubborn.messages.all()] == [Message.Kind.RECEIVED]


def test_an_opportunity_without_shifts_never_expires_an_application():
    make_application(make_opportunity(places=(), kind=Opportunity.Kind.GENERAL))
    assert applications.expire_overdue(at=timezone.now() + datetime.timedelta(days=3650)) == 0


def test_every_transition_leads_from_and_to_known_states():
    for sources, target in TRANSITIONS.values():
        assert sources <= set(State)
        assert target in State


def test_a_moderated_application_waits_and_is_acknowledged():
    submission = submit()
    application = submission.application
    assert application.state == State.SUBMITTED
    assert submission.number == application.number
    assert [message.kind for message in application.messages.all()] == [Message.Kind.RECEIVED]
    assert application.consents.get().version == "2026-11"
    assert [entry.move for entry in application.log.all()] == [Move.SUBMIT]


def test_the_same_form_sent_again_is_the_same_application():
    opportunity, key = make_opportunity(), uuid.uuid4()
    first = submit(opportunity, submission_key=key, email="a@example.kz")
    second = submit(opportunity, submission_key=key, email="A@example.kz ")
    assert second.number == first.number
    assert second.repeated
    assert Application.objects.count() == 1
    assert Message.objects.count() == 1


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.DECLINED])
def test_the_form_of_an_application_that_has_ended_is_a_new_sending(state):
    ended = in_state(state, make_reviewer())

    clicks = [submit(ended.opportunity, email=ended.email, submission_key=ended.submission_key) for _click in range(2)]

    assert [click.repeated for click in clicks] == [False, True]
    assert clicks[0].application.state == State.SUBMITTED
    assert clicks[0].number == clicks[1].number
    assert clicks[0].number != ended.number


def test_a_form_can_be_sent_anew_as_often_as_it_is_withdrawn():
    opportunity, key = make_opportunity(), uuid.uuid4()
    for _time in range(3):
        submission = submit(opportunity, submission_key=key, email="a@example.kz")
        applications.withdraw(application=submission.application)
    assert Application.objects.filter(state=State.WITHDRAWN).count() == 3


def test_the_form_of_an_expired_application_is_refused_and_not_taken_for_received():
    expired = in_state(State.EXPIRED, make_reviewer())
    with time_machine.travel(expired.opportunity.ends_at), pytest.raises(Refused) as refused:
        submit(expired.opportunity, email=expired.email, submission_key=expired.submission_key)
    assert [refusal.code for refusal in refused.value.refusals] == ["closed"]


def test_a_mailbox_is_told_once_an_hour_that_it_has_applied_already():
    opportunity = make_opportunity()
    application = make_application(opportunity, email="a@example.kz")
    told = application.messages.filter(kind=Message.Kind.ALREADY_APPLIED)
    form = {"submission_key": uuid.uuid4(), "email": "a@example.kz"}

    clicks = [submit(opportunity, **form), submit(opportunity, **form)]
    submit(opportunity, email="a@example.kz")

    assert len({click.number for click in clicks}) == 1
    assert told.count() == 1
    with time_machine.travel(timezone.now() + HOUR, tick=False):
        submit(opportunity, email="a@example.kz")
    assert told.count() == 2


def test_another_form_from_the_same_mailbox_changes_nothing_and_tells_only_the_mailbox():
    opportunity = make_opportunity()
    first = submit(opportunity, email="a@example.kz")
    second = submit(opportunity, email="A@Example.kz")
    assert second.application is None
    assert second.number != first.number
    assert Application.objects.count() == 1
    assert [m.kind for m in Message.objects.order_by("pk")] == [Message.Kind.RECEIVED, Message.Kind.ALREADY_APPLIED]


# After an expired one nobody can apply: its opportunity is over.
@pytest.mark.parametrize("state", [state for state in State if state != State.EXPIRED])
def test_one_live_application_per_mailbox_and_opportunity(state):
    application = in_state(state, make_reviewer())
    again = submit(application.opportunity, email=application.email)
    assert (again.application is None) == (state in LIVE)


def test_the_database_itself_refuses_a_second_live_application():
    application = make_application()
    twin = Application.objects.get(pk=application.pk)
    twin.pk, twin.number, twin.submission_key = None, "26-TWIN22", uuid.uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_automatic_accepts_while_places_last_then_waits():
    opportunity = make_opportunity(places=(2,), mode=Opportunity.Mode.AUTOMATIC)
    states = [submit(opportunity).application.state for _ in range(3)]
    assert states == [State.ACCEPTED, State.ACCEPTED, State.WAITLISTED]


def test_automatic_without_a_waiting_list_refuses_when_full():
    opportunity = make_opportunity(places=(1,), mode=Opportunity.Mode.AUTOMATIC, has_waiting_list=False)
    submit(opportunity)
    with pytest.raises(Refused) as refused:
        submit(opportunity)
    assert [refusal.code for refusal in refused.value.refusals] == ["full"]
    assert Application.objects.count() == 1


def test_automatic_holds_only_the_wished_shifts_that_are_free():
    opportunity = make_opportunity(places=(1, 1), mode=Opportunity.Mode.AUTOMATIC)
    first_shift, second_shift = opportunity.shifts.all()
    submit(opportunity, shifts=[first_shift])
    both = submit(opportunity).application
    assert both.state == State.ACCEPTED
    assert [held.shift for held in both.participations.all()] == [second_shift]


def test_moderated_and_full_goes_onto_the_waiting_list():
    opportunity = make_opportunity(places=(1,))
    applications.accept(application=make_application(opportunity), by=make_reviewer())
    assert submit(opportunity).application.state == State.WAITLISTED


def test_a_shift_of_another_opportunity_is_never_taken():
    foreign = list(make_opportunity().shifts.all())
    with pytest.raises(ValueError, match="another opportunity"):
        submit(make_opportunity(), shifts=foreign)
    assert Application.objects.count() == 0


def test_a_shift_deleted_while_the_form_was_filled_in_is_told_and_not_dropped():
    opportunity = make_opportunity(places=(1, 1))
    shifts = list(opportunity.shifts.all())
    Shift.objects.get(pk=shifts[0].pk).delete()
    with pytest.raises(Refused) as refused:
        submit(opportunity, shifts=shifts)
    assert [refusal.code for refusal in refused.value.refusals] == ["shift_gone"]
    assert Application.objects.count() == 0


def test_a_guardian_is_whole_or_absent():
    make_application(**GUARDIAN)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_application(guardian_name="Демоқызы Әсем")


def test_accepting_more_than_there_are_places_changes_nothing():
    opportunity, reviewer = make_opportunity(places=(1,)), make_reviewer()
    first, second = make_application(opportunity), make_application(opportunity)
    applications.accept(application=first, by=reviewer)
    with pytest.raises(NoPlacesLeft):
        applications.accept(application=second, by=reviewer)
    second.refresh_from_db()
    assert second.state == State.SUBMITTED
    assert second.participations.count() == 0
    assert [m.kind for m in second.messages.all()] == [Message.Kind.RECEIVED]


def test_accepting_needs_a_shift_where_there_are_any():
    with pytest.raises(NoShiftChosen):
        applications.accept(application=make_application(), by=make_reviewer(), shifts=[])


@pytest.mark.parametrize(("gap_minutes", "clash"), [(-1, True), (0, False)])
def test_only_shifts_that_share_time_overlap(gap_minutes, clash):
    opportunity = make_opportunity(places=(5,))
    first = opportunity.shifts.get()
    starts_at = first.ends_at + datetime.timedelta(minutes=gap_minutes)
    Shift.objects.create(
        opportunity=opportunity, role=first.role, starts_at=starts_at, ends_at=starts_at + HOUR, places=5
    )
    application = make_application(Opportunity.objects.get(pk=opportunity.pk))
    if clash:
        with pytest.raises(ShiftsOverlap):
            applications.accept(application=application, by=make_reviewer())
    else:
        assert applications.accept(application=application, by=make_reviewer()).participations.count() == 2


def test_a_shift_that_has_ended_gives_no_place():
    opportunity = make_opportunity(places=(5, 5))
    application = make_application(opportunity)
    first, _second = opportunity.shifts.all()
    with time_machine.travel(first.ends_at), pytest.raises(NoPlacesLeft) as refused:
        applications.accept(application=application, by=make_reviewer())
    assert refused.value.shifts == [first]


def test_the_second_reviewer_is_told_that_somebody_was_faster():
    application = make_application()
    ainur, bota = make_reviewer("ainur"), make_reviewer("bota")
    seen = application.version
    applications.waitlist(application=application, by=ainur, seen_version=seen)
    with pytest.raises(SomebodyWasFaster) as told:
        applications.accept(application=application, by=bota, seen_version=seen)
    assert "ainur" in str(told.value)
    application.refresh_from_db()
    assert application.state == State.WAITLISTED
    assert application.reviewer == ainur


def test_a_cancelled_opportunity_accepts_nobody():
    application = make_application()
    Opportunity.objects.update(cancelled_at=timezone.now())
    with pytest.raises(MoveNotAllowed):
        applications.accept(application=application, by=make_reviewer())
    assert applications.decline(application=application, by=make_reviewer()).state == State.DECLINED


def kinds(application) -> list[tuple[str, str]]:
    return [(message.kind, message.state) for message in application.messages.order_by("pk")]


def mark_sent(application) -> None:
    """As if the worker had been: everything queued has reached the mailbox."""
    application.messages.filter(state=Message.State.QUEUED).update(state=Message.State.SENT, sent_at=timezone.now())


def test_a_decision_undone_before_its_mail_went_out_leaves_no_trace_in_the_mailbox():
    reviewer, application = make_reviewer(), make_application()
    mark_sent(application)
    applications.accept(application=application, by=reviewer)
    applications.undo(application=application, by=reviewer)
    assert kinds(application) == [("received", "sent"), ("accepted", "superseded")]
    assert application.participations.count() == 0


def test_a_decision_undone_after_its_mail_went_out_is_corrected():
    reviewer, application = make_reviewer(), make_application()
    applications.accept(application=application, by=reviewer)
    mark_sent(application)
    applications.undo(application=application, by=reviewer)
    assert kinds(application)[-1] == ("corrected", "queued")


def test_a_new_decision_carries_the_correction_itself():
    reviewer, application = make_reviewer(), make_application()
    applications.accept(application=application, by=reviewer)
    mark_sent(application)
    applications.undo(application=application, by=reviewer)
    applications.decline(application=application, by=reviewer)
    assert kinds(application)[-2:] == [("corrected", "superseded"), ("declined", "queued")]
    assert application.messages.get(kind="declined").is_correction


def test_undoing_twice_still_corrects_what_was_once_sent():
    reviewer, application = make_reviewer(), make_application()
    applications.accept(application=application, by=reviewer)
    mark_sent(application)
    for decide in (applications.decline, applications.waitlist):
        applications.undo(application=application, by=reviewer)
        decide(application=application, by=reviewer)
    applications.undo(application=application, by=reviewer)
    waiting = [message for message in application.messages.all() if message.state == Message.State.QUEUED]
    assert [message.kind for message in waiting] == [Message.Kind.CORRECTED]


def test_a_corrected_person_is_not_corrected_again_for_what_she_never_heard():
    reviewer, application = make_reviewer(), make_application()
    applications.accept(application=application, by=reviewer)
    mark_sent(application)
    applications.undo(application=application, by=reviewer)
    mark_sent(application)
    applications.decline(application=application, by=reviewer)
    assert not application.messages.get(kind="declined").is_correction
    applications.undo(application=application, by=reviewer)
    assert kinds(application)[-2:] == [("corrected", "sent"), ("declined", "superseded")]


def test_from_the_waiting_list_to_a_place_is_no_correction():
    reviewer, application = make_reviewer(), make_application()
    applications.waitlist(application=application, by=reviewer)
    mark_sent(application)
    applications.accept(application=application, by=reviewer)
    assert not application.messages.get(kind="accepted").is_correction


def test_an_automatic_acceptance_undone_at_once_still_leaves_a_receipt():
    application = make_application(make_opportunity(mode=Opportunity.Mode.AUTOMATIC))
    applications.undo(application=application, by=make_reviewer())
    assert kinds(application) == [("accepted", "superseded"), ("received", "queued")]


def test_nothing_is_undone_once_it_has_begun():
    reviewer, application = make_reviewer(), make_application()
    applications.accept(application=application, by=reviewer)
    with time_machine.travel(application.opportunity.begins_at):
        assert not applications.can_undo(Application.objects.get(pk=application.pk))
        with pytest.raises(TooLate):
            applications.undo(application=application, by=reviewer)
    application.refresh_from_db()
    assert application.state == State.ACCEPTED


def test_a_decline_is_not_undone_over_a_newer_application():
    reviewer, application = make_reviewer(), make_application()
    applications.decline(application=application, by=reviewer)
    newer = submit(application.opportunity, email=application.email).application
    with pytest.raises(AppliedAgain) as refused:
        applications.undo(application=application, by=reviewer)
    assert newer.number in str(refused.value)


def test_withdrawing_frees_the_place_and_stops_the_decision_mail():
    reviewer = make_reviewer()
    application = make_application(make_opportunity(places=(1,)))
    applications.accept(application=application, by=reviewer)
    applications.withdraw(application=application)
    assert kinds(application)[-2:] == [("accepted", "superseded"), ("withdrawn", "queued")]
    [shift] = application.opportunity.places()
    assert shift.places_left == 1


def test_decision_mails_wait_for_the_time_in_which_they_can_be_undone(settings):
    settings.DECISION_MAIL_DELAY = 30
    with time_machine.travel(datetime.datetime(2026, 12, 31, 23, 59, 50, tzinfo=datetime.UTC), tick=False):
        application = make_application()
        applications.accept(application=application, by=make_reviewer())
        waits = application.messages.get(kind="accepted").send_after - timezone.now()
    assert waits == datetime.timedelta(seconds=30)
    assert {Message.Kind.ACCEPTED, Message.Kind.WAITLISTED, Message.Kind.DECLINED} <= outbox.DECISIONS


def test_what_has_been_cancelled_cannot_be_confirmed():
    application = in_state(State.ACCEPTED, make_reviewer())
    opportunities.cancel(opportunity=application.opportunity, by=None)
    with pytest.raises(MoveNotAllowed):
        applications.confirm(application=application)
    application.refresh_from_db()
    assert application.state == State.ACCEPTED
