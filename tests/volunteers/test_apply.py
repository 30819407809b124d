"""Applying, from the form to the receipt."""

import datetime
import re
import uuid

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale

from tests.volunteers import applying
from tests.volunteers.applying import GUARDIAN, MINOR, errors, send, typed
from tests.volunteers.factories import DAY, HOUR, make_application, make_form, make_opportunity, make_role
from volunteers.domain import applications, opportunities
from volunteers.models import Application, Message, Opportunity, Shift, VolunteeringSettings
from volunteers.states import State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    """So that a test can name what the site says."""
    with translation.override("en"):
        yield


@pytest.fixture
def opportunity():
    return make_opportunity()


def test_application_is_kept_as_typed_and_normalised(client, opportunity):
    response = send(opportunity, client=client, email="Aisulu@Example.KZ ", patronymic=" Серік  қызы ", language="ru")

    assert response.status_code == 303
    application = Application.objects.get()
    assert application.opportunity == opportunity
    assert application.language == "ru"
    assert application.full_name == "Демоқызы Айсұлу Серік қызы"
    assert application.birth_date == datetime.date(1998, 5, 17)
    assert application.email == "aisulu@example.kz"
    assert application.phone.as_e164 == "+77010000001"
    assert application.city == "Астана"
    assert application.place_of_study_or_work == "№ 57 мектеп"
    assert application.languages_spoken == ["kk", "ru"]
    assert list(application.wished_shifts.all()) == list(opportunity.shifts.all())
    assert application.flag == ""
    consent = application.consents.get()
    assert (consent.version, consent.label, consent.by_guardian) == ("2026-11", "Келісемін", False)


def test_receipt_shows_number_and_masked_address(client, opportunity):
    opportunity.form.thanks = "<p>Екі күнде жазамыз</p>"
    opportunity.form.save()

    response = client.post(applying.url(opportunity), typed(opportunity), follow=True)

    page = response.content.decode()
    assert response.redirect_chain[0][1] == 303
    assert Application.objects.get().number in page
    assert "a•••@example.kz" in page
    assert "aisulu@example.kz" not in page
    assert "Екі күнде жазамыз" in page
    assert "no-store" in response["Cache-Control"]
    assert 'name="robots" content="noindex"' in page


@pytest.mark.parametrize("token", ["x", "WyJhIl0:1abc:def", "%00"])
def test_receipt_of_a_forged_token_is_not_found(client, token):
    assert client.get(f"/en/apply/received/{token}/").status_code == 404


def test_unknown_opportunity_is_not_found(client):
    assert client.get("/en/apply/nothing/").status_code == 404
    assert client.post("/en/apply/nothing/").status_code == 404


def test_same_form_sent_again_is_one_application_and_one_receipt(client, opportunity):
    key = str(uuid.uuid4())

    first = client.post(send_url := applying.url(opportunity), typed(opportunity, submission_key=key), follow=True)
    second = client.post(send_url, typed(opportunity, submission_key=key), follow=True)

    assert Application.objects.count() == 1
    assert first.content == second.content


def test_second_click_of_who_took_the_last_place_gets_the_same_receipt():
    opportunity = make_opportunity(places=(1,), mode=Opportunity.Mode.AUTOMATIC, has_waiting_list=False)
    data = typed(opportunity)

    first = Client().post(applying.url(opportunity), data, follow=True)
    second = Client().post(applying.url(opportunity), data, follow=True)
    stranger = send(opportunity, email="other@example.kz")

    assert first.content == second.content
    assert stranger.status_code == 422


def test_form_sent_again_after_withdrawing_is_not_answered_with_the_old_receipt(opportunity):
    data = typed(opportunity)
    first = Client().post(applying.url(opportunity), data)
    applications.withdraw(application=Application.objects.get())

    second = Client().post(applying.url(opportunity), data)
    opportunities.cancel(opportunity=opportunity, by=None)
    applications.withdraw(application=Application.objects.get(state=State.SUBMITTED))
    third = Client().post(applying.url(opportunity), data)

    assert [first.status_code, second.status_code, third.status_code] == [303, 303, 422]
    assert second["Location"] != first["Location"]
    assert Application.objects.count() == 2


def test_form_without_its_key_gets_a_new_one(client, opportunity):
    response = send(opportunity, client=client, submission_key="no uuid", surname="")

    assert response.status_code == 422
    key = re.search(r'name="submission_key" value="([^"]+)"', response.content.decode())[1]
    assert str(uuid.UUID(key)) == key


def _without(text: bytes, *parts: str) -> str:
    page = text.decode()
    for part in parts:
        page = page.replace(part, "")
    return page


def test_answer_does_not_tell_who_has_applied():
    opportunity = make_opportunity()
    make_application(opportunity, email="known@example.kz")

    pages, headers = [], []
    for email in ("known@example.kz", "kenin@example.kz"):
        response = send(opportunity, email=email)
        token = response["Location"].split("/")[-2]
        receipt = Client().get(response["Location"])
        number = re.search(r"\d\d-[0-9A-Z]{6}", receipt.content.decode())[0]
        headers.append((response.status_code, sorted(response.headers), response.content, len(response["Location"])))
        pages.append(_without(receipt.content, number, token))

    assert pages[0] == pages[1]
    assert headers[0] == headers[1]
    assert Application.objects.count() == 2
    assert [message.kind for message in Message.objects.filter(recipient="known@example.kz")].count(
        "already_applied"
    ) == 1


def test_number_of_a_form_sent_twice_does_not_tell_who_has_applied():
    """A known mailbox's receipt would give itself away by another number each time."""
    opportunity = make_opportunity()
    make_application(opportunity, email="known@example.kz")
    data = typed(opportunity, email="known@example.kz")

    pages = [Client().post(applying.url(opportunity), data, follow=True).content for _attempt in range(2)]

    assert pages[0] == pages[1]


REQUIRED = (
    "surname",
    "first_name",
    "birth_date",
    "email",
    "phone",
    "city",
    "languages_spoken",
    "shifts",
    "consent",
)


@pytest.mark.parametrize("name", REQUIRED)
def test_required_field_left_out_is_said_beside_it_and_in_the_summary(client, opportunity, name):
    changes = {f"birth_date_{part}": "" for part in ("day", "month", "year")} if name == "birth_date" else {name: None}

    response = send(opportunity, client=client, language="en", **changes)

    page = response.content.decode()
    assert response.status_code == 422
    assert list(errors(response)) == [name]
    assert Application.objects.count() == 0
    summary = page[page.index("error-summary") : page.index("</ul>", page.index("error-summary"))]
    target = re.search(r'href="#([^"]+)"', summary)[1]
    assert f'id="{target}"' in page
    field_id = f"apply-{opportunity.code}-{name}"
    assert f'id="{field_id}_error"' in page
    described = next(tag for tag in re.findall(r"<[^>]+>", page) if f' id="{field_id}"' in tag)
    assert f"{field_id}_error" in re.search(r'aria-describedby="([^"]+)"', described)[1].split()
    assert 'tabindex="-1" autofocus' in page


def test_nothing_typed_is_lost(client, opportunity):
    response = send(
        opportunity, client=client, surname="O'Коннор", email="wrong", phone="123", city="<b>Астана</b>", consent=None
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert set(errors(response)) == {"email", "phone", "consent"}
    for value in ("O&#x27;Коннор", "Айсұлу", "wrong", "123", "&lt;b&gt;Астана&lt;/b&gt;", "17", "1998", "№ 57 мектеп"):
        assert f'value="{value}"' in page
    assert len(re.findall(r'name="languages_spoken"[^>]*checked', page)) == 2
    assert len(re.findall(r'name="shifts"[^>]*checked', page)) == 1
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "phone",
    ["8 701 123 45 67", "+7 (701) 123-45-67", "87011234567", "7011234567", "77011234567", " +7 701 123 45 67 "],
)
def test_phone_in_any_usual_spelling_is_one_number(client, opportunity, phone):
    send(opportunity, client=client, phone=phone)

    assert Application.objects.get().phone.as_e164 == "+77011234567"


@pytest.mark.parametrize(
    "phone", ["abc", "123", "8 801 123 45 67", "+7 701 123 45 6", "8" * 300, "\0", "+77011234567;x"]
)
def test_wrong_phone_is_told_the_right_form(client, opportunity, phone):
    response = send(opportunity, client=client, language="en", phone=phone)

    assert errors(response) == {"phone": ["Enter the number as +7 7XX XXX XX XX."]}


@pytest.mark.parametrize(
    "name", ["Әлия", "О’Нил", "Mc'Donald", "Салтыков-Щедрин", "José", "王小明", "de la Cruz", "Ñandú"]
)
def test_name_may_be_of_any_script(client, opportunity, name):
    send(opportunity, client=client, surname=name)

    assert Application.objects.get().surname == name


@pytest.mark.parametrize("name", ["www.example.kz", "https://x", "Айсұлу1", "<b>", "-", "' '", "a@b", "💃", "=1+1"])
def test_name_is_letters_only(client, opportunity, name):
    response = send(opportunity, client=client, language="en", first_name=name)

    assert errors(response) == {"first_name": ["Use letters, spaces, hyphens and apostrophes only."]}


def test_invisible_characters_are_left_out(client, opportunity):
    send(opportunity, client=client, surname="Демо\0қызы\u202e", city="Аст\x07ана\n\tқаласы")

    application = Application.objects.get()
    assert application.surname == "Демоқызы"
    assert application.city == "Астана қаласы"


@pytest.mark.parametrize(
    ("day", "month", "year", "message"),
    [
        ("", "5", "1998", "Enter the day, the month and the year."),
        ("30", "2", "1998", "Enter a valid date."),
        ("29", "2", "2011", "Enter a valid date."),
        ("x", "5", "1998", "Enter a valid date."),
        ("0", "5", "1998", "Enter a valid date."),
        ("17", "5", "98", "Write the year with four digits, such as 2010."),
        ("17", "5", "0098", "Write the year with four digits, such as 2010."),
        ("17", "5", "19988", "Write the year with four digits, such as 2010."),
        ("17", "5", "2999", "This date is in the future."),
        ("17", "5", "1850", "Check the year: this is too long ago."),
        ("١٧", "5", "1998", "Enter a valid date."),
        ("1\0", "5", "1998", "Enter a valid date."),
    ],
)
def test_implausible_birth_date_is_refused(client, opportunity, day, month, year, message):
    response = send(
        opportunity, client=client, language="en", birth_date_day=day, birth_date_month=month, birth_date_year=year
    )

    assert errors(response) == {"birth_date": [message]}


@pytest.mark.parametrize("email", ["x", "a@b", "a b@example.kz", "a@example.kz\nBcc: b@example.kz", "a\0@example.kz"])
def test_wrong_email_is_refused(client, opportunity, email):
    response = send(opportunity, client=client, language="en", email=email)

    assert errors(response) == {"email": ["Enter a valid email address."]}


def test_too_long_text_is_refused(client, opportunity):
    response = send(opportunity, client=client, language="en", surname="а" * 101, city="а" * 121)

    assert errors(response) == {"surname": ["At most 100 characters."], "city": ["At most 120 characters."]}


def test_ten_megabytes_of_text_are_refused_before_they_are_read(client, opportunity):
    response = send(opportunity, client=client, city="а" * 10_000_000)

    assert response.status_code == 400
    assert Application.objects.count() == 0


@pytest.mark.parametrize("name", ["languages_spoken", "shifts"])
@pytest.mark.parametrize("value", ["zz", "-1", "99999999999999999999", "\0", "<script>"])
def test_unknown_choice_is_refused_and_not_repeated(client, opportunity, name, value):
    response = send(opportunity, client=client, language="en", **{name: [value]})

    assert list(errors(response)) == [name]
    assert errors(response)[name] == [
        "Select a valid choice. That choice is not one of the available choices.",
    ]
    assert "<script>alert" not in response.content.decode()


def test_shift_of_another_opportunity_is_refused(client, opportunity):
    other = make_opportunity()

    response = send(opportunity, client=client, shifts=[str(other.shifts.get().pk)])

    assert list(errors(response)) == ["shifts"]
    assert Application.objects.count() == 0


def test_markup_in_an_answer_is_text(client, opportunity):
    response = send(opportunity, client=client, city="<script>alert(1)</script>", consent=None)

    assert "<script>alert(1)" not in response.content.decode()


def test_form_needs_its_csrf_token(opportunity):
    client = Client(enforce_csrf_checks=True)

    assert send(opportunity, client=client).status_code == 403

    page = client.get(applying.url(opportunity)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    assert send(opportunity, client=client, csrfmiddlewaretoken=token).status_code == 303


def test_form_is_under_the_strict_policy_and_has_nothing_inline(client, opportunity):
    response = client.get(applying.url(opportunity))

    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert "script-src 'self'" in response["Content-Security-Policy"]
    page = response.content.decode()
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\ssrc=)", page) == []


def test_no_id_stands_twice_in_a_form(client):
    questions = [
        ("file", {"label": "CV", "help_text": "", "is_required": False, "key": "cv"}),
        ("date", {"label": "Day", "help_text": "", "is_required": False, "key": "day"}),
        ("yes_no", {"label": "Yes?", "help_text": "", "is_required": False, "key": "yes"}),
    ]
    opportunity = make_opportunity(places=(1, 2, 3), form=make_form(questions))

    page = client.get(applying.url(opportunity)).content.decode()

    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
    for target in re.findall(r'\sfor="([^"]+)"', page):
        assert target in ids


def test_minor_names_a_parent(client, opportunity):
    response = send(opportunity, client=client, **MINOR, **GUARDIAN)

    assert response.status_code == 303
    application = Application.objects.get()
    assert application.guardian_name == "Демоқызы Әсем"
    assert application.guardian_phone.as_e164 == "+77010000002"
    assert application.guardian_email == "guardian@example.kz"
    assert application.consents.get().by_guardian is True


@pytest.mark.parametrize("missing", list(GUARDIAN))
def test_minor_without_the_whole_of_a_parent_is_told_beside_each(client, opportunity, missing):
    response = send(opportunity, client=client, language="en", **MINOR, **{**GUARDIAN, missing: None})

    assert errors(response) == {missing: ["Needed from applicants who are under age."]}
    assert Application.objects.count() == 0


def test_grown_up_leaves_no_parent_behind(client, opportunity):
    response = send(opportunity, client=client, guardian_name="Мама 1", guardian_phone="x", guardian_email="y")

    assert response.status_code == 303
    application = Application.objects.get()
    assert (application.guardian_name, application.guardian_phone, application.guardian_email) == ("", "", "")


@pytest.mark.parametrize(("born_on", "status"), [("2008-11-23", 303), ("2008-11-24", 422)])
def test_parent_is_needed_until_the_birthday(client, time_machine, born_on, status):
    # In Almaty it is past midnight, the 23rd, while it is the 22nd in London.
    time_machine.move_to(datetime.datetime(2026, 11, 22, 19, 30, tzinfo=datetime.UTC), tick=False)
    opportunity = make_opportunity()
    year, month, day = born_on.split("-")

    response = send(opportunity, client=client, birth_date_year=year, birth_date_month=month, birth_date_day=day)

    assert response.status_code == status


def test_age_of_consent_is_a_setting(client, opportunity):
    settings = VolunteeringSettings.load()
    settings.guardian_consent_age = 14
    settings.save()

    assert send(opportunity, client=client, **MINOR).status_code == 303


REFUSED = {
    "not_yet_open": ({"opens_at": 2 * DAY}, "Applications open:"),
    "closed": ({"opens_at": -2 * DAY, "closes_at": -1 * HOUR}, "Applications closed:"),
    "cancelled": ({"cancelled_at": -1 * HOUR}, "This has been cancelled, so no applications are taken."),
}


@pytest.mark.parametrize("code", [*REFUSED, "full"])
def test_page_says_why_nobody_can_apply_and_the_post_is_refused_alike(client, code):
    if code == "full":
        opportunity, text = (
            make_opportunity(places=(1,), has_waiting_list=False, mode="automatic"),
            "All places are taken.",
        )
        make_application(opportunity)
    else:
        moments, text = REFUSED[code]
        opportunity = make_opportunity(**{name: timezone.now() + delta for name, delta in moments.items()})
    applied_before = Application.objects.count()

    shown = client.get(applying.url(opportunity, "en")).content.decode()
    refused = send(opportunity, client=client, language="en")

    assert text in shown
    assert "<form" not in shown[shown.index("<main") : shown.index("</main")]
    assert refused.status_code == 422
    page = refused.content.decode()
    assert text in page
    assert 'value="Айсұлу"' in page
    assert Application.objects.count() == applied_before
    # Sending once more makes sense only where time may help.
    assert (">Submit application<" in page) == (code == "not_yet_open")


def test_too_young_is_told_beside_the_birth_date(client, time_machine):
    time_machine.move_to(datetime.datetime(2026, 6, 1, 6, tzinfo=datetime.UTC), tick=False)
    opportunity = make_opportunity(minimum_age=16, begins_in=10 * DAY)

    young = {"birth_date_day": "12", "birth_date_month": "6", "birth_date_year": "2010", **GUARDIAN}
    response = send(opportunity, client=client, language="en", **young)

    assert errors(response) == {"birth_date": ["Minimum age: 16"]}
    assert send(opportunity, client=client, **{**young, "birth_date_day": "11"}).status_code == 303


def test_full_with_a_waiting_list_says_so_and_takes_the_application(client):
    opportunity = make_opportunity(places=(1,), mode=Opportunity.Mode.AUTOMATIC)
    make_application(opportunity)

    page = client.get(applying.url(opportunity, "en")).content.decode()
    response = send(opportunity, client=client)

    assert "All places are taken" in page
    assert "we put you on the waiting list" in page
    assert response.status_code == 303
    assert Application.objects.get(email="aisulu@example.kz").state == "waitlisted"


def _full_and_free(**fields) -> tuple[Opportunity, Shift, Shift]:
    opportunity = make_opportunity(places=(1, 5), mode=Opportunity.Mode.AUTOMATIC, **fields)
    full, free = opportunity.shifts.all()
    make_application(opportunity, shifts=[full])
    return opportunity, full, free


def test_full_shift_cannot_be_ticked_where_there_is_no_waiting_list(client):
    opportunity, full, free = _full_and_free(has_waiting_list=False)

    page = client.get(applying.url(opportunity, "en")).content.decode()
    refused = send(opportunity, client=client, language="en", shifts=[str(full.pk), str(free.pk)])
    taken = send(opportunity, client=client, shifts=[str(free.pk)])

    assert re.search(rf'<input[^>]*value="{full.pk}"[^>]*disabled', page)
    assert not re.search(rf'<input[^>]*value="{free.pk}"[^>]*disabled', page)
    assert "No places left" in page
    assert "Places left: 5" in page
    assert errors(refused)["shifts"][0].startswith("No places left: ")
    # It stays ticked, and can be unticked.
    assert not re.search(rf'<input[^>]*value="{full.pk}"[^>]*disabled', refused.content.decode())
    assert taken.status_code == 303


def test_full_shift_can_be_wished_for_where_there_is_a_waiting_list(client):
    opportunity, full, _free = _full_and_free(has_waiting_list=True)

    page = client.get(applying.url(opportunity, "en")).content.decode()
    response = send(opportunity, client=client, shifts=[str(full.pk)])

    assert "waiting list" in page
    assert "disabled" not in page[page.index("<main") : page.index("</main")]
    assert response.status_code == 303


@pytest.mark.parametrize(("mode", "status"), [("automatic", 422), ("moderated", 303)])
def test_overlapping_wishes_are_an_error_only_where_nobody_chooses_among_them(client, mode, status):
    opportunity = make_opportunity(places=(5,), mode=mode)
    shift = opportunity.shifts.get()
    Shift.objects.create(
        opportunity=opportunity,
        role=shift.role,
        starts_at=shift.starts_at + HOUR,
        ends_at=shift.ends_at + HOUR,
        places=5,
    )

    response = send(opportunity, client=client, language="en")

    assert response.status_code == status
    if status == 422:
        assert errors(response)["shifts"][0].startswith("These overlap: ")


def test_neighbouring_shifts_do_not_overlap(client):
    opportunity = make_opportunity(places=(5,), mode=Opportunity.Mode.AUTOMATIC)
    shift = opportunity.shifts.get()
    Shift.objects.create(
        opportunity=opportunity, role=shift.role, starts_at=shift.ends_at, ends_at=shift.ends_at + HOUR, places=5
    )

    assert send(opportunity, client=client).status_code == 303


def test_shift_that_has_ended_is_not_offered(client):
    opportunity = make_opportunity(places=(5, 5), begins_in=-DAY + HOUR)
    past, coming = opportunity.shifts.all()
    past.ends_at = timezone.now() - HOUR
    past.starts_at = past.ends_at - HOUR
    past.save()

    response = send(opportunity, client=client, shifts=[str(past.pk)])
    page = client.get(applying.url(opportunity)).content.decode()

    assert list(errors(response)) == ["shifts"]
    assert re.findall(r'name="shifts" value="(\d+)"', page) == [str(coming.pk)]


def test_opportunity_without_shifts_asks_for_none(client):
    opportunity = make_opportunity(places=())

    assert 'name="shifts"' not in client.get(applying.url(opportunity)).content.decode()
    assert send(opportunity, client=client).status_code == 303


@pytest.mark.parametrize(
    ("language", "text"),
    [("kk", "2026 жылғы 23 қараша, 10:00–12:00"), ("ru", "23 ноября 2026 г., 10:00–12:00")],
)
def test_shifts_are_told_in_the_readers_language_and_almaty_time(client, time_machine, language, text):
    time_machine.move_to(datetime.datetime(2026, 11, 13, 5, tzinfo=datetime.UTC), tick=False)
    opportunity = make_opportunity()

    page = client.get(applying.url(opportunity, language)).content.decode()

    assert text in page.lower()


def test_shift_past_midnight_names_both_days(client, time_machine):
    time_machine.move_to(datetime.datetime(2026, 12, 21, 18, tzinfo=datetime.UTC), tick=False)  # 23:00 in Almaty
    opportunity = make_opportunity()

    page = client.get(applying.url(opportunity, "ru")).content.decode()

    assert "31 декабря 2026 г. 23:00 – 1 января 2027 г. 1:00" in page


def test_role_is_named_in_the_readers_language(client, opportunity):
    role = opportunity.shifts.get().role
    russian = role.copy_for_translation(Locale.objects.get_or_create(language_code="ru")[0])
    russian.title = "Экскурсовод"
    russian.save()

    assert "Экскурсовод" in client.get(applying.url(opportunity, "ru")).content.decode()
    assert "Жолбасшы" in client.get(applying.url(opportunity, "kk")).content.decode()


@pytest.mark.parametrize("bound", [False, True])
def test_queries_do_not_grow_with_shifts_and_roles(client, bound):
    def queries(opportunity):
        with CaptureQueriesContext(connection) as captured:
            if bound:
                assert send(opportunity, client=client, consent=None).status_code == 422
            else:
                assert client.get(applying.url(opportunity)).status_code == 200
        return len(captured)

    small, large = make_opportunity(places=(3,) * 3), make_opportunity(places=(3,) * 30)
    for shift in large.shifts.all():
        shift.role = make_role(title=f"Рөл {shift.pk}")
        shift.save()
    queries(small)

    assert queries(large) == queries(small)


def test_words_not_translated_yet_say_which_language_they_are_in(client):
    question = {"key": "why", "label": "Неге?", "help_text": "Қысқаша.", "is_required": True}
    form = make_form([("short_text", question)], introduction="<p>Кіріспе</p>")
    opportunity = make_opportunity(form=form)

    soup = BeautifulSoup(client.get(applying.url(opportunity, "ru")).content, "html.parser")

    role, consent = opportunity.shifts.first().role.title, form.consent
    for words in ("Кіріспе", "Неге?", "Қысқаша.", role, consent.label, "Мәтін"):
        assert soup.main.find(string=words).find_parent(lang=True)["lang"] == "kk", words
    assert soup.main.find(string="Фамилия").find_parent(lang=True) is soup.html
    # What the site itself says beside them is in the reader's language.
    assert soup.main.find(string="Согласие").find_parent(lang=True) is soup.html


def test_consent_text_can_be_read_in_whole_and_its_version_is_kept_in_the_readers_language(client, opportunity):
    consent = opportunity.form.consent
    russian = consent.copy_for_translation(Locale.objects.get_or_create(language_code="ru")[0])
    russian.label, russian.text = "Согласна", "<p>Весь текст</p>"
    russian.save()

    page = client.get(applying.url(opportunity, "ru")).content.decode()
    send(opportunity, client=client, language="ru")

    assert "Согласна" in page
    assert "<p>Весь текст</p>" in page
    kept = Application.objects.get().consents.get()
    assert (kept.language, kept.label, kept.text) == ("ru", "Согласна", "<p>Весь текст</p>")


def test_without_consent_nothing_is_sent(client, opportunity):
    response = send(opportunity, client=client, language="en", consent=None)

    assert errors(response) == {"consent": ["The application cannot be sent without consent."]}


def test_filled_trap_is_a_kind_error_once_and_keeps_everything(client, opportunity):
    response = send(opportunity, client=client, language="en", extra_note="buy")

    page = response.content.decode()
    assert list(errors(response)) == ["extra_note"]
    assert 'value="Айсұлу"' in page
    assert 'value="buy"' not in page
    assert Application.objects.count() == 0


def _shown(page: str) -> str:
    return re.search(r'name="shown" value="([^"]+)"', page)[1]


def test_form_sent_too_quickly_is_asked_for_once_more(client, opportunity, settings, time_machine):
    settings.APPLY_MINIMUM_SECONDS = 3
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    shown = _shown(client.get(applying.url(opportunity)).content.decode())

    time_machine.move_to(now + datetime.timedelta(seconds=2), tick=False)
    quick = send(opportunity, client=client, language="en", shown=shown)
    time_machine.move_to(now + datetime.timedelta(seconds=5), tick=False)
    again = send(opportunity, client=client, shown=_shown(quick.content.decode()))

    assert quick.status_code == 422
    assert errors(quick)["__all__"][0].startswith("That was very quick.")
    assert 'value="Айсұлу"' in quick.content.decode()
    assert again.status_code == 303


@pytest.mark.parametrize("stamp", ["", "x", "other-code:1abc:xyz"])
def test_form_without_its_stamp_is_asked_for_once_more(client, opportunity, settings, stamp):
    settings.APPLY_MINIMUM_SECONDS = 3

    assert send(opportunity, client=client, shown=stamp).status_code == 422


def test_stamp_of_another_form_does_not_do(client, opportunity, settings, time_machine):
    settings.APPLY_MINIMUM_SECONDS = 3
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    shown = _shown(client.get(applying.url(make_opportunity())).content.decode())
    time_machine.move_to(now + datetime.timedelta(minutes=1), tick=False)

    assert send(opportunity, client=client, shown=shown).status_code == 422


def test_form_left_open_overnight_can_be_sent(client, opportunity, settings, time_machine):
    settings.APPLY_MINIMUM_SECONDS = 3
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    shown = _shown(client.get(applying.url(opportunity)).content.decode())
    time_machine.move_to(now + DAY, tick=False)

    assert send(opportunity, client=client, shown=shown).status_code == 303


def test_who_has_withdrawn_can_apply_again(client, opportunity):
    applications.withdraw(application=make_application(opportunity, email="aisulu@example.kz"))

    assert send(opportunity, client=client).status_code == 303
    assert Application.objects.live().get().email == "aisulu@example.kz"


def test_cancelled_between_showing_and_sending_is_refused_by_the_same_rule(client, opportunity):
    opportunities.cancel(opportunity=opportunity, by=None)

    response = send(opportunity, client=client, language="en")

    assert errors(response)["__all__"] == ["This has been cancelled, so no applications are taken."]


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, opportunity, method):
    assert getattr(client, method)(applying.url(opportunity)).status_code == 405


def test_receipt_takes_no_post(client):
    assert client.post(reverse("volunteers:receipt", args=["x"])).status_code == 405
