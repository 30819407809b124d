"""The editor's own questions: each kind, what it keeps, and what it refuses."""

import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import Locale

from tests.volunteers import applying
from tests.volunteers.applying import errors, send
from tests.volunteers.factories import make_form, make_opportunity
from volunteers.models import Application

pytestmark = pytest.mark.django_db

NOT_OFFERED = "Select a valid choice. That choice is not one of the available choices."
CHOICES = [{"label": "Күндіз", "key": "day"}, {"label": "Кешке", "key": "evening"}, {"label": "Түнде", "key": "night"}]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def ask(kind: str, *, is_required=False, **more):
    """An opportunity whose form asks one question, under the key `it`."""
    value = {"label": "Сұрақ", "help_text": "Көмек", "is_required": is_required, "key": "it", **more}
    return make_opportunity(form=make_form([(kind, value)]))


KINDS = {
    "short_text": {},
    "long_text": {},
    "one_choice": {"choices": CHOICES},
    "many_choices": {"choices": CHOICES},
    "yes_no": {},
    "number": {"minimum": None, "maximum": None},
    "date": {},
}

GOOD = [
    ("short_text", {"q_it": " Екі   сөз "}, "Екі сөз"),
    ("short_text", {"q_it": "=cmd|'/c calc'!A1"}, "=cmd|'/c calc'!A1"),
    ("short_text", {"q_it": "а\0б"}, "аб"),
    ("long_text", {"q_it": "Бір\r\n\r\nекі\0 "}, "Бір\n\nекі"),
    ("one_choice", {"q_it": "evening"}, "evening"),
    ("many_choices", {"q_it": ["night", "day"]}, ["night", "day"]),
    ("yes_no", {"q_it": "yes"}, True),
    ("yes_no", {"q_it": "no"}, False),
    ("number", {"q_it": "12"}, 12),
    ("number", {"q_it": "0"}, 0),
    ("number", {"q_it": "1,5"}, 1.5),
    ("number", {"q_it": "1.5"}, 1.5),
    ("number", {"q_it": "10 000"}, 10000),
    ("number", {"q_it": "10\xa0000,0"}, 10000),
    ("number", {"q_it": "−3"}, -3),
    ("date", {"q_it_day": "9", "q_it_month": "5", "q_it_year": "2027"}, "2027-05-09"),
]


@pytest.mark.parametrize(("kind", "typed", "kept"), GOOD)
def test_answer_is_kept_by_key_and_in_its_own_type(client, kind, typed, kept):
    response = send(ask(kind, **KINDS[kind]), client=client, **typed)

    assert response.status_code == 303
    application = Application.objects.get()
    assert application.answers == {"it": kept}
    assert type(application.answers["it"]) is type(kept)
    assert application.asked == {"it": "Сұрақ"}


@pytest.mark.parametrize("kind", KINDS)
def test_optional_question_may_stay_open(client, kind):
    response = send(ask(kind, **KINDS[kind]), client=client)

    assert response.status_code == 303
    application = Application.objects.get()
    assert application.answers == {}
    assert application.asked == {"it": "Сұрақ"}


@pytest.mark.parametrize("kind", ["one_choice", "yes_no"])
def test_radio_once_pressed_can_be_taken_back(client, kind):
    opportunity = ask(kind, **KINDS[kind])

    assert "No answer" in client.get(applying.url(opportunity, "en")).content.decode()
    assert send(opportunity, client=client, q_it="").status_code == 303


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("short_text", "This field is required."),
        ("long_text", "This field is required."),
        ("one_choice", "Choose one."),
        ("many_choices", "Choose at least one."),
        ("yes_no", "Choose one."),
        ("number", "This field is required."),
        ("date", "Enter the day, the month and the year."),
    ],
)
@pytest.mark.parametrize("blank", [None, "", "  "])
def test_required_question_must_be_answered(client, kind, message, blank):
    typed = {} if blank is None or kind in {"one_choice", "many_choices", "yes_no", "date"} else {"q_it": blank}

    response = send(ask(kind, is_required=True, **KINDS[kind]), client=client, language="en", **typed)

    assert errors(response) == {"q_it": [message]}
    assert Application.objects.count() == 0


BAD = [
    ("short_text", {"q_it": "а" * 201}, "At most 200 characters."),
    ("long_text", {"q_it": "а" * 3001}, "At most 3000 characters."),
    ("one_choice", {"q_it": "other"}, NOT_OFFERED),
    ("one_choice", {"q_it": "Күндіз"}, NOT_OFFERED),
    ("one_choice", {"q_it": "day\0"}, NOT_OFFERED),
    ("many_choices", {"q_it": ["day", "other"]}, NOT_OFFERED),
    ("yes_no", {"q_it": "maybe"}, NOT_OFFERED),
    ("yes_no", {"q_it": "True"}, NOT_OFFERED),
    ("number", {"q_it": "abc"}, "Enter a number."),
    ("number", {"q_it": "NaN"}, "Enter a number."),
    ("number", {"q_it": "Infinity"}, "Enter a number."),
    ("number", {"q_it": "1e400"}, "Enter a number."),
    ("number", {"q_it": "1_000"}, "Enter a number."),
    ("number", {"q_it": "1\0"}, "Enter a number."),
    ("number", {"q_it": "1.2.3"}, "Enter a number."),
    ("number", {"q_it": "9" * 5000}, "Enter a number."),
    ("number", {"q_it": "9" * 13}, "Enter a shorter number."),
    ("number", {"q_it": "0.12345"}, "Enter a shorter number."),
    ("date", {"q_it_day": "31", "q_it_month": "4", "q_it_year": "2027"}, "Enter a valid date."),
    ("date", {"q_it_day": "1", "q_it_month": "", "q_it_year": "2027"}, "Enter the day, the month and the year."),
    ("date", {"q_it_day": "1", "q_it_month": "1", "q_it_year": "27"}, "Write the year with four digits, such as 2010."),
]


@pytest.mark.parametrize(("kind", "typed", "message"), BAD)
def test_wrong_answer_is_told_beside_its_question_and_kept(client, kind, typed, message):
    response = send(ask(kind, **KINDS[kind]), client=client, language="en", **typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert errors(response) == {"q_it": [message]}
    if kind in {"short_text", "number"} and "\0" not in typed["q_it"]:
        assert f'value="{typed["q_it"]}"' in page
    if kind == "long_text":
        assert typed["q_it"] in page
    assert Application.objects.count() == 0


@pytest.mark.parametrize(
    ("number", "message"),
    [("1", "Not less than 2."), ("6", "Not more than 5."), ("2", None), ("5", None)],
)
def test_number_keeps_to_its_bounds(client, number, message):
    response = send(ask("number", minimum=2, maximum=5), client=client, language="en", q_it=number)

    if message:
        assert errors(response) == {"q_it": [message]}
    else:
        assert response.status_code == 303


def test_bound_of_zero_holds(client):
    response = send(ask("number", minimum=0, maximum=None), client=client, language="en", q_it="-1")

    assert errors(response) == {"q_it": ["Not less than 0."]}


def test_three_languages_meet_under_one_key(client):
    """Put in another language, answered in another language, kept as one."""
    opportunity = ask("one_choice", choices=CHOICES)
    russian = opportunity.form.copy_for_translation(Locale.objects.get_or_create(language_code="ru")[0])
    block = russian.questions[0].value
    block["label"] = "Вопрос"
    for choice, label in zip(block["choices"], ("Днём", "Вечером", "Ночью"), strict=True):
        choice["label"] = label
    russian.save()

    page = Client().get(applying.url(opportunity, "ru")).content.decode()
    for language in ("kk", "ru", "en"):
        send(opportunity, language=language, email=f"{language}@example.kz", q_it="evening")

    assert "Вечером" in page
    assert "Кешке" not in page
    assert [application.answers for application in Application.objects.all()] == [{"it": "evening"}] * 3
    asked = dict(Application.objects.values_list("language", "asked"))
    assert asked == {"kk": {"it": "Сұрақ"}, "ru": {"it": "Вопрос"}, "en": {"it": "Сұрақ"}}


def test_reworded_label_loses_no_answer(client):
    opportunity = ask("short_text")
    send(opportunity, client=client, q_it="Жауап")

    opportunity.form.questions[0].value["label"] = "Басқа сұрақ"
    opportunity.form.save()
    send(opportunity, client=client, email="second@example.kz", q_it="Екінші")

    answers = Application.objects.order_by("pk").values_list("answers", "asked")
    assert list(answers) == [({"it": "Жауап"}, {"it": "Сұрақ"}), ({"it": "Екінші"}, {"it": "Басқа сұрақ"})]


def test_label_and_help_are_text_and_not_markup(client):
    page = client.get(applying.url(ask("short_text", label="<b>Сұрақ</b>", help_text="<i>x</i>"))).content.decode()

    assert "&lt;b&gt;Сұрақ&lt;/b&gt;" in page
    assert "<i>x</i>" not in page


def test_questions_named_like_the_forms_own_fields_do_not_clash(client):
    value = {"help_text": "", "is_required": False}
    keys = ["surname", "email", "page", "captcha", "shifts"]
    form = make_form([("short_text", {**value, "label": key, "key": key}) for key in keys])

    send(make_opportunity(form=form), client=client, **{f"q_{key}": f"own {key}" for key in keys})

    application = Application.objects.get()
    assert application.surname == "Демоқызы"
    assert application.answers == {key: f"own {key}" for key in keys}
