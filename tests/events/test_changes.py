"""A published event is moved, put off, called off: who is told, once, and only when an editor has said so."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override
from wagtail.models import PageLogEntry

from events import changes
from events.models import Decision, EventPage
from events.plans import Plan
from tests.events import factories
from tests.events.factories import DAY, HOUR
from tests.home import factories as pages
from tests.volunteers.factories import make_application, make_opportunity
from volunteers.models import Message

pytestmark = pytest.mark.django_db

Kind = Message.Kind


@pytest.fixture
def index():
    return factories.make_event_index(pages.make_home())


@pytest.fixture
def editor(index):
    return pages.make_superuser()


@pytest.fixture
def event(index):
    """In ten days, with an opportunity whose shift is the event's time, and one applicant."""
    opportunity = make_opportunity()
    shift = opportunity.shifts.get()
    event = factories.make_event(
        index, starts_at=shift.starts_at, body=[("application_form", {"opportunity": opportunity})]
    )
    make_application(opportunity, email="one@example.kz", language="ru")
    return event


def drafted(event, **values):
    """The revision of a draft with other values, as the page editor leaves it."""
    event = pages.fresh(event).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(event, name, value)
    return event.save_revision()


def publish(revision, by, **decision):
    return changes.publish(revision=revision, decision=Decision(**{"is_mailed": True, **decision}), by=by)


def later(event, by=7 * DAY):
    return {"starts_at": event.starts_at + by, "ends_at": event.ends_at + by}


def kinds():
    return list(Message.objects.exclude(kind=Kind.RECEIVED).order_by("pk").values_list("kind", flat=True))


def in_russian(moment):
    with override("ru"):
        return date_format(timezone.localtime(moment), "TIME_FORMAT")


def test_the_first_publishing_tells_nobody(event):
    assert (Plan.from_json(event.told_plan), kinds(), changes.untold()) == (Plan.of(event), [], [])


def test_a_change_is_told_as_decided(event, editor):
    number = publish(drafted(event, **later(event)), editor, words={"ru": "Ждём вас!", "kk": "Күтеміз!"})

    message = Message.objects.get(kind=Kind.EVENT_MOVED)
    assert (number, message.recipient, message.language) == (1, "one@example.kz", "ru")
    assert "Ждём вас!" in message.body_text
    assert "Күтеміз!" not in message.body_text
    assert changes.untold() == []
    entry = PageLogEntry.objects.get(action=changes.TOLD)
    assert (entry.user, entry.data) == (editor, {"kind": "event_moved", "number": 1})


@pytest.mark.parametrize(("status", "kind"), [("postponed", Kind.EVENT_POSTPONED), ("cancelled", Kind.EVENT_CANCELLED)])
def test_off_and_on_again(event, editor, status, kind):
    publish(drafted(event, status=status), editor)
    publish(drafted(event, status="scheduled", **later(event)), editor)

    assert kinds() == [kind, Kind.EVENT_REINSTATED]


def test_publishing_twice_writes_once(event, editor):
    revision = drafted(event, status="cancelled")

    assert [publish(revision, editor), publish(drafted(event), editor)] == [1, None]

    assert kinds() == [Kind.EVENT_CANCELLED]


def test_nobody_is_written_to_against_the_editor_s_will(event, editor):
    publish(drafted(event, status="cancelled"), editor, is_mailed=False)

    assert (kinds(), changes.untold()) == ([], [])


def test_words_and_an_address_online_are_no_news(event):
    page = drafted(event, title="Басқа атау", online_url="https://example.kz/").as_object()

    assert changes.change_to(page) is None


def test_another_date_of_what_is_off_is_no_news(event, editor):
    publish(drafted(event, status="cancelled"), editor)

    assert changes.change_to(drafted(event, **later(event)).as_object()) is None


def test_what_has_been_is_corrected_in_silence(index):
    event = factories.make_event(index, starts_at=timezone.now() - 3 * DAY)

    assert changes.change_to(drafted(event, **later(event, -HOUR)).as_object()) is None


def test_published_with_nobody_asked_it_waits_for_an_editor(event, editor):
    drafted(event, **later(event)).publish()
    assert (kinds(), changes.untold()) == ([], [event])

    told = [changes.tell(page=pages.fresh(event), decision=Decision(is_mailed=True), by=editor) for _press in range(2)]

    assert (told, kinds(), changes.untold()) == ([1, 0], [Kind.EVENT_MOVED], [])


def test_what_comes_back_to_where_it_was_need_not_be_told(event):
    drafted(event, **later(event)).publish()
    drafted(event, starts_at=event.starts_at, ends_at=event.ends_at).publish()

    assert (kinds(), changes.untold()) == ([], [])


def test_taken_off_the_site_and_back_with_another_date_it_is_still_news(event):
    event.unpublish()

    drafted(event, **later(event)).publish()

    assert changes.untold() == [event]


def test_where_nobody_has_applied_there_is_nothing_to_decide(index):
    event = factories.make_event(index)

    drafted(event, status="cancelled").publish()

    assert changes.untold() == []


def test_what_is_decided_for_later_is_done_then(event, editor, time_machine):
    goes_live = timezone.now() + DAY
    revision = drafted(event, go_live_at=goes_live, **later(event))
    assert publish(revision, editor, moves_shifts=True) is None
    assert (kinds(), pages.fresh(event).starts_at) == ([], event.starts_at)

    time_machine.move_to(goes_live + HOUR)
    call_command("publish_scheduled")

    event = pages.fresh(event)
    assert (kinds(), changes.untold()) == ([Kind.EVENT_MOVED], [])
    assert event.opportunities.get().shifts.get().starts_at == event.starts_at


def test_an_alias_tells_nothing_and_moves_nothing_again(event, editor):
    alias = event.create_alias(parent=event.get_parent(), update_slug="alias")

    publish(drafted(event, **later(event)), editor, moves_shifts=True)

    event = pages.fresh(event)
    assert pages.fresh(alias).starts_at == event.starts_at
    assert (kinds(), changes.untold()) == ([Kind.EVENT_MOVED], [])
    assert event.opportunities.get().shifts.get().starts_at == event.starts_at


def test_shifts_move_along_before_they_are_told(event, editor):
    change = changes.change_to(drafted(event, **later(event)).as_object())
    assert changes.shifts_can_follow(change, event.opportunities.all())

    publish(drafted(event), editor, moves_shifts=True)

    event = pages.fresh(event)
    shift = event.opportunities.get().shifts.get()
    assert shift.starts_at == event.starts_at
    assert in_russian(shift.starts_at) in Message.objects.get(kind=Kind.EVENT_MOVED).body_text.split("- ")[1]


def test_shifts_at_other_times_stay(event):
    opportunity = event.opportunities.get()
    opportunity.shifts.update(starts_at=event.starts_at - 5 * DAY)
    change = changes.change_to(drafted(event, **later(event)).as_object())

    assert not changes.shifts_can_follow(change, [opportunity])


def test_a_form_that_is_taken_away_had_applicants_too(event, editor):
    assert publish(drafted(event, status="cancelled", body=[]), editor) == 1


def test_a_translation_tells_nobody(event, editor):
    home = event.get_ancestors().filter(depth=2).get().specific
    pages.translated(home, "ru")
    pages.translated(event.get_parent().specific, "ru")
    russian = pages.translated(event, "ru")

    assert changes.change_to(drafted(russian, **later(event)).as_object()) is None
    publish(drafted(event, **later(event)), editor)
    pages.publish_translation(event, "ru")

    assert kinds() == [Kind.EVENT_MOVED]


def test_the_mail_says_when_and_where_in_the_reader_s_language(event, editor):
    venue = factories.make_venue(name="Мұражай", address="Тәуелсіздік 54", city="Астана")
    starts_at = factories.local(2099, 3, 5, 10)

    publish(drafted(event, starts_at=starts_at, ends_at=starts_at + 2 * HOUR, venue=venue), editor)

    body = Message.objects.get(kind=Kind.EVENT_MOVED).body_text
    assert "5 марта 2099" in body
    assert "10:00–12:00" in body
    assert "Мұражай, Тәуелсіздік 54, Астана" in body
    assert in_russian(event.starts_at) in body


@pytest.mark.parametrize("keep_live", [False, True])
def test_a_copy_knows_nothing_of_what_was_announced(event, index, keep_live):
    drafted(event, **later(event)).publish()
    drafted(event, status="postponed").publish()
    event = pages.fresh(event)
    assert (event.sequence, event.former_plan is None, event.told_plan is None) == (2, False, False)

    copied = event.copy(to=index, update_attrs={"slug": "copied"}, keep_live=keep_live)

    copied = EventPage.objects.get(pk=copied.pk)
    for version in (copied, copied.get_latest_revision_as_object()):
        assert (version.status, version.sequence, version.former_plan) == ("scheduled", 0, None)
    assert (copied.told_plan is None) == (not keep_live)


def test_a_translation_is_no_copy_in_that(event):
    drafted(event, **later(event)).publish()
    drafted(event, status="postponed").publish()

    russian = pages.submit(event, "ru")

    assert (russian.status, russian.sequence) == ("postponed", 2)
    assert russian.former_plan == pages.fresh(event).former_plan
    assert russian.told_plan is None


def test_a_plan_survives_its_keeping():
    plan = Plan(
        starts_at=datetime.datetime(2027, 3, 21, 10, tzinfo=datetime.UTC),
        ends_at=datetime.datetime(2027, 3, 21, 12, tzinfo=datetime.UTC),
        is_all_day=False,
        attendance="in_person",
        venue_id=3,
        status="scheduled",
    )

    assert Plan.from_json(plan.to_json()) == plan
