"""An application's page and what a reviewer does there."""

import datetime
import re

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from tests.volunteers.factories import (
    DAY,
    GUARDIAN,
    HOUR,
    make_application,
    make_form,
    make_opportunity,
    make_role,
)
from tests.volunteers.staff import browser_of, make_member, reviewer_and_browser
from volunteers.domain import applications, outbox
from volunteers.models import ApplicationFile, Message, Note, Shift

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer_and_client():
    return reviewer_and_browser(first_name="Гүлнар", last_name="Демо")


@pytest.fixture
def client(reviewer_and_client):
    return reviewer_and_client[1]


@pytest.fixture
def reviewer(reviewer_and_client):
    return reviewer_and_client[0]


def address(name, application):
    return reverse(f"volunteers_applications:{name}", args=[application.pk])


def read(client, application, query=""):
    return client.get(address("review", application) + query)


def decide(client, application, move, query="", **data):
    data.setdefault("version", application.version)
    return client.post(address("decide", application) + query, {"move": move, **data})


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def question(kind, key, label, **more):
    return kind, {"label": label, "help_text": "", "is_required": False, "key": key, **more}


@pytest.fixture
def rich():
    """An application with an answer of every kind, to a form that has been reworded and translated since."""
    sizes = [{"label": "Шағын", "key": "s"}, {"label": "Орташа", "key": "m"}]
    form = make_form(
        [
            question("long_text", "why", "Неге?"),
            question("one_choice", "size", "Өлшем", choices=sizes),
            question("many_choices", "days", "Күндер", choices=[{"label": "Сенбі", "key": "sat"}, *sizes]),
            question("yes_no", "before", "Бұрын?"),
            question("date", "since", "Қашаннан?"),
            question("number", "count", "Неше?"),
            question("file", "cv", "Түйіндеме"),
            question("short_text", "open", "Тағы?"),
        ]
    )
    english = form.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0])
    english.questions = [
        (block.block_type, {**block.value, "label": f"EN {block.value['key']}"}) for block in form.questions
    ]
    english.save()
    application = make_application(
        make_opportunity(form=form),
        answers={
            "why": "Бірінші жол\nекінші <b>жол</b>",
            "size": "m",
            "days": ["sat", "s"],
            "before": False,
            "since": "2027-03-01",
            "count": 3,
            "gone": "ескі жауап",
            "gone_flag": True,
        },
        asked={"why": "Неліктен келесіз?", "gone": "Алынған сұрақ", "gone_flag": "Алынған белгі", "open": "Тағы?"},
        birth_date=datetime.date(2012, 2, 3),
        page_title="Наурыз күні",
        page_url="https://example.kz/kk/nauryz/",
        **GUARDIAN,
    )
    ApplicationFile.objects.create(
        application=application,
        opportunity=application.opportunity,
        key="cv",
        file="applications/x",
        original_name="түйіндеме.pdf",
        content_type="application/pdf",
        size=2048,
    )
    return application


def test_page_shows_answers_by_key_in_the_reviewers_language(client, rich):
    answers = {answer.key: answer for answer in read(client, rich).context["answers"]}

    assert {key: (answer.label, answer.text) for key, answer in answers.items() if key != "cv"} == {
        "why": ("EN why", "Бірінші жол\nекінші <b>жол</b>"),
        "size": ("EN size", "Орташа"),
        "days": ("EN days", "Сенбі, Шағын"),
        "before": ("EN before", "No"),
        "since": ("EN since", "1 March 2027"),
        "count": ("EN count", "3"),
        "open": ("EN open", ""),
        "gone": ("Алынған сұрақ", "ескі жауап"),
        "gone_flag": ("Алынған белгі", "Yes"),
    }
    assert [upload.original_name for upload in answers["cv"].files] == ["түйіндеме.pdf"]


def test_page_shows_all_that_is_known(client, rich):
    other = make_application(email=rich.email, surname="Басқа")

    response = read(client, rich)
    body, text = response.content.decode(), text_of(response)

    assert "екінші &lt;b&gt;жол&lt;/b&gt;" in body
    assert reverse("volunteers_file", args=[rich.files.get().pk]) in body
    assert address("review", other) in body
    for words in (
        rich.number,
        "Minor, age: 14",
        GUARDIAN["guardian_name"],
        rich.guardian_phone.as_international,
        "Consent 2026-11",
        "by the legal representative",
        "Places left: 10",
        "Kazakh, Russian",
        "Наурыз күні",
        "Wished for",
    ):
        assert words in text


def test_page_in_kazakh_shows_the_kazakh_labels(rich):
    client = browser_of(make_member("Reviewers", language="kk"))

    answers = client.get(address("review", rich)).context["answers"]

    assert [answer.label for answer in answers][:2] == ["Неге?", "Өлшем"]


def test_looking_changes_nothing(client, rich):
    read(client, rich)

    rich.refresh_from_db()
    assert (rich.state, rich.version, rich.log.count()) == ("submitted", 0, 1)


def test_role_is_named_in_the_reviewers_language(client):
    role = make_role(title="Жолбасшы")
    english = role.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0])
    english.title = "Usher"
    english.save()
    opportunity = make_opportunity()
    opportunity.shifts.update(role=role)

    assert "Usher:" in text_of(read(client, make_application(opportunity)))


def test_start_review_tells_who_has_it(client, reviewer):
    application = make_application()

    client.post(address("start_review", application), {"version": 0})

    application.refresh_from_db()
    assert (application.state, application.reviewer) == ("in_review", reviewer)


def test_default_shifts_are_those_wished_for_that_have_a_place(client, reviewer):
    opportunity = make_opportunity(places=(1, 5, 5))
    first, second, third = opportunity.shifts.all()
    applications.accept(application=make_application(opportunity, shifts=[first]), by=reviewer)

    choices = read(client, make_application(opportunity, shifts=[first, second])).context["shift_choices"]

    assert [(c.shift, c.is_wished, c.is_full, c.is_chosen) for c in choices] == [
        (first, True, True, False),
        (second, True, False, True),
        (third, False, False, False),
    ]


def test_default_shifts_do_not_overlap(client):
    opportunity = make_opportunity(places=(5,))
    first = opportunity.shifts.get()
    second = Shift.objects.create(
        opportunity=opportunity,
        role=first.role,
        starts_at=first.starts_at + HOUR,
        ends_at=first.ends_at + HOUR,
        places=5,
    )

    choices = read(client, make_application(opportunity, shifts=[first, second])).context["shift_choices"]

    assert [choice.is_chosen for choice in choices] == [True, False]


def test_accept_holds_the_chosen_shifts_and_goes_on(client, reviewer):
    opportunity = make_opportunity(places=(5, 5))
    application, following = make_application(opportunity), make_application(opportunity)
    chosen = opportunity.shifts.all()[1]

    response = decide(client, application, "accept", shifts=[chosen.pk], message="Күтеміз!")

    assert response.url == address("review", following)
    application.refresh_from_db()
    assert (application.state, application.reviewer) == ("accepted", reviewer)
    assert [participation.shift for participation in application.participations.all()] == [chosen]
    assert "Күтеміз!" in application.messages.get(kind="accepted").body_text


def test_waitlist_and_decline(client):
    first, second = make_application(), make_application()

    decide(client, first, "waitlist")
    decide(client, second, "decline", reason="skills", message="Келесі жолы!")

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("waitlisted", "declined")
    entry = second.log.last()
    assert (entry.reason, entry.message) == ("skills", "Келесі жолы!")


def test_decline_needs_a_reason_and_keeps_the_message(client):
    application = make_application()

    response = decide(client, application, "decline", message="Өкінішті")

    assert response.status_code == 422
    assert "Choose a reason" in text_of(response)
    assert "Өкінішті</textarea>" in response.content.decode()
    application.refresh_from_db()
    assert application.state == "submitted"


def test_accept_needs_a_shift_where_there_are_some(client):
    response = decide(client, make_application(), "accept")

    assert response.status_code == 422
    assert "Choose at least one shift." in text_of(response)


def test_accept_without_shifts_where_there_are_none(client):
    application = make_application(make_opportunity(places=(), kind="general"))

    decide(client, application, "accept")

    application.refresh_from_db()
    assert application.state == "accepted"


@pytest.mark.parametrize(
    "data",
    [{"version": ""}, {"version": "x"}, {"move": "withdraw"}, {"shifts": ["999999"]}, {"shifts": ["9" * 5000]}],
    ids=["no version", "letters", "unknown move", "unknown shift", "endless number"],
)
def test_nonsense_is_refused_without_an_effect(client, data):
    application = make_application()

    response = client.post(address("decide", application), {"move": "accept", "version": 0, **data})

    assert response.status_code == 422
    application.refresh_from_db()
    assert application.state == "submitted"


def test_somebody_was_faster_is_told_and_nothing_is_lost(client):
    application = make_application()
    colleague = make_member("Reviewers", first_name="Дәурен", last_name="Демо")
    applications.accept(application=application, by=colleague)

    response = decide(client, application, "decline", reason="other", message="Ұзақ жазылған сөз", version=0)

    assert response.status_code == 409
    text = text_of(response)
    assert "Дәурен Демо was faster" in text
    assert "Ұзақ жазылған сөз" in text
    application.refresh_from_db()
    assert (application.state, application.reviewer) == ("accepted", colleague)


def test_after_a_colleagues_first_look_the_decision_can_be_sent_again(client):
    application = make_application()
    applications.start_review(application=application, by=make_member("Reviewers"))

    response = decide(client, application, "decline", reason="other", message="Сөз", version=0)
    again = re.search(r'name="version" value="(\d+)"', response.content.decode())[1]
    decide(client, application, "decline", reason="other", message="Сөз", version=again)

    application.refresh_from_db()
    assert application.state == "declined"


def test_last_place_gone_is_told_with_the_places_of_now(client, reviewer):
    opportunity = make_opportunity(places=(1,))
    shift = opportunity.shifts.get()
    late = make_application(opportunity)
    applications.accept(application=make_application(opportunity), by=reviewer)

    response = decide(client, late, "accept", shifts=[shift.pk], message="Келіңіз")

    assert response.status_code == 409
    assert "No places left" in text_of(response)
    assert "Келіңіз</textarea>" in response.content.decode()
    late.refresh_from_db()
    assert late.state == "submitted"


def test_next_one_is_of_the_same_filters(client):
    opportunity = make_opportunity(places=(9,))
    first = make_application(opportunity, language="ru")
    make_application(opportunity, language="kk")
    third = make_application(opportunity, language="ru")

    response = decide(client, first, "waitlist", query="?language=ru")

    assert response.url == address("review", third) + "?language=ru"


def test_after_the_last_one_comes_the_list(client):
    response = decide(client, make_application(), "waitlist")

    assert response.url == reverse("volunteers_applications:index")
    assert "Nothing else waits for a decision." in text_of(client.get(response.url))


def test_address_of_a_decision_leads_back_to_the_page(client):
    application = make_application()

    assert client.get(address("decide", application)).url == address("review", application)


def undo_form(response):
    form = re.search(
        r'<form class="undo-form" action="([^"]+)".*?name="version" value="(\d+)"', response.content.decode(), re.S
    )
    return form[1], form[2]


def test_message_of_success_offers_to_undo(client):
    application = make_application()
    response = decide(client, application, "waitlist")

    url, version = undo_form(client.get(response.url))
    back = client.post(url, {"version": version})

    assert back.url == address("review", application)
    application.refresh_from_db()
    assert application.state == "in_review"
    assert application.messages.get(kind="waitlisted").state == "superseded"


def test_page_says_how_long_the_mail_can_be_stopped(client, settings):
    settings.DECISION_MAIL_DELAY = 30
    application = make_application()
    decide(client, application, "waitlist")

    context = read(client, application).context
    assert 0 < context["mail"].seconds_left <= 30

    application.messages.filter(kind="waitlisted").update(state=Message.State.SENT, sent_at=timezone.now())
    assert "undoing sends a correction" in text_of(read(client, application))


def test_undo_after_a_colleagues_move_is_refused(client):
    application = make_application()
    decide(client, application, "waitlist")
    application.refresh_from_db()
    stale = application.version
    applications.accept(application=application, by=make_member("Reviewers"))

    client.post(address("undo", application), {"version": stale})

    application.refresh_from_db()
    assert application.state == "accepted"


def test_undo_is_not_offered_once_it_has_begun(client, reviewer):
    application = make_application(make_opportunity(begins_in=HOUR))
    applications.accept(application=application, by=reviewer)

    with time_machine.travel(timezone.now() + 2 * HOUR):
        response = read(browser_of(reviewer), application)
        assert "decision__undo" not in response.content.decode()


def test_withdraw_for_somebody_who_telephones(client):
    application = make_application()

    client.post(address("withdraw", application))

    application.refresh_from_db()
    assert application.state == "withdrawn"
    assert application.log.last().actor == "staff"


def test_notes_are_kept_with_their_writer(client, reviewer):
    application = make_application()

    client.post(address("add_note", application), {"text": "Мектеп ұсынды <script>"})
    client.post(address("add_note", application), {"text": "   "})

    note = Note.objects.get()
    assert (note.text, note.written_by) == ("Мектеп ұсынды <script>", reviewer)
    assert "Мектеп ұсынды &lt;script&gt;" in read(client, application).content.decode()


def test_mails_are_listed_and_sent_again(client, reviewer):
    application = make_application()
    message = application.messages.get()
    message.state, message.sent_at = Message.State.SENT, timezone.now()
    message.save()
    here = address("review", application)

    body = read(client, application).content.decode()
    response = client.post(reverse("volunteers_messages:resend", args=[message.pk]), {"next": here})

    assert reverse("volunteers_messages:inspect", args=[message.pk]) in body
    assert response.url == here
    assert application.messages.get(resent_from=message).resent_by == reviewer


def test_message_that_is_on_its_way_is_not_sent_again(client):
    application = make_application()
    message = application.messages.get()
    Message.objects.filter(pk=message.pk).update(state=Message.State.QUEUED, sent_at=None)

    response = client.post(reverse("volunteers_messages:resend", args=[message.pk]), follow=True)

    assert Message.objects.count() == 1
    assert "on its way already" in text_of(response)


def test_message_is_shown_as_it_goes_out_and_runs_nothing(client):
    application = make_application()
    message = application.messages.get()
    message.body_html = '<p onclick="x()">"Сәлем"</p><script>alert(1)</script>'
    message.save()

    body = client.get(reverse("volunteers_messages:inspect", args=[message.pk])).content.decode()

    frame = re.search(r"<iframe[^>]*>", body)[0]
    assert " sandbox " in frame
    assert "allow-" not in frame
    assert "&lt;script&gt;alert(1)" in frame
    assert "<script>alert(1)" not in body


def test_messages_are_filtered_by_state(client):
    failed = make_application().messages.get()
    make_application()
    Message.objects.filter(pk=failed.pk).update(state=Message.State.FAILED, sent_at=None)

    response = client.get(reverse("volunteers_messages:index") + "?state=failed")

    assert [message.pk for message in response.context["object_list"]] == [failed.pk]


def test_review_works_without_mail_permissions():
    group = Group.objects.create(name="Deciders")
    user = make_member(None)
    user.groups.add(group)
    from django.contrib.auth.models import Permission

    group.permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "view_application", "change_application"])
    )
    application = make_application()
    message = application.messages.get()

    body = read(browser_of(user), application).content.decode()

    assert reverse("volunteers_messages:inspect", args=[message.pk]) not in body
    assert message.subject in body


def test_decision_mails_are_what_the_page_takes_them_for():
    assert {"accepted", "waitlisted", "declined", "corrected"} == outbox.DECISIONS


def test_old_applications_open_too(client):
    application = make_application(make_opportunity(begins_in=DAY))
    with time_machine.travel(timezone.now() + 30 * DAY):
        applications.expire_overdue()
        assert read(browser_of(make_member("Reviewers")), application).status_code == 200
