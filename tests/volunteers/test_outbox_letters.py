"""The words of a mail: the reader's language, both forms alike, and nothing an applicant typed doing anything."""

import datetime
import re
from html.parser import HTMLParser

import pytest
from django.conf import settings as project_settings
from django.utils import timezone, translation
from wagtail.models import Locale

from tests.home.factories import make_organisation
from tests.volunteers.factories import make_application, make_opportunity, make_reviewer, make_role
from volunteers.domain import applications, letters, links, opportunities
from volunteers.models import Message, Shift
from volunteers.rules import greetable_name
from volunteers.states import DeclineReason

pytestmark = pytest.mark.django_db

Kind = Message.Kind
LANGUAGES = [code for code, _name in project_settings.LANGUAGES]


class VisibleText(HTMLParser):
    """What a reader of the HTML sees, with the address of the button in the place of its label."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self._hidden = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append(tag)
        if tag == "a":
            self.links.append(attributes["href"])
        if tag in {"head", "style", "title"} or attributes.get("class") == "button":
            self._hidden = self._hidden or tag
        if attributes.get("class") == "button":
            self.text.append(attributes["href"])
        elif tag in {"p", "br", "li", "blockquote", "div"}:
            self.text.append(" ")

    def handle_endtag(self, tag):
        if tag == self._hidden:
            self._hidden = ""

    def handle_data(self, data):
        if not self._hidden:
            self.text.append(data)

    @property
    def words(self) -> list[str]:
        return "".join(self.text).split()


def words_of_text(text: str) -> list[str]:
    return [word for word in text.split() if word not in {"-", "--"}]


def write(kind=Kind.RECEIVED, language="kk", message="", reason="", is_correction=False, **fields) -> letters.Letter:
    application = make_application(language=language, **fields)
    return letters.write(
        application=application, kind=kind, message=message, reason=reason, is_correction=is_correction
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(Kind))
def test_text_and_html_say_the_same(kind, language):
    make_organisation(address="Бейбітшілік 11", city="Астана", phones="+7 7172 70 00 00", email="info@example.kz")
    letter = write(
        kind,
        language,
        message="First line\n\nSecond <line>",
        reason=DeclineReason.TIMES,
        is_correction=True,
        page_title="Наурыз & Nauryz",
        page_url="https://example.kz/kk/nauryz/",
    )
    assert VisibleText(letter.html).words == words_of_text(letter.text)
    assert f'<html lang="{language}">' in letter.html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(Kind))
def test_the_barest_mail_has_a_subject_and_no_holes(kind, language):
    letter = write(kind, language, page_title="Наурыз")
    assert letter.subject == letter.subject.strip() != ""
    assert "Наурыз" in letter.subject
    assert "\n" not in letter.subject
    assert "\n\n\n" not in letter.text
    assert VisibleText(letter.html).words == words_of_text(letter.text)


def test_the_number_the_link_and_the_page_stand_in_it():
    application = make_application(language="ru", page_url="https://example.kz/ru/nauryz/")
    letter = letters.write(application=application, kind=Kind.ACCEPTED)
    for text in (application.number, links.manage_url(application), "https://example.kz/ru/nauryz/"):
        assert text in letter.text
        assert text in letter.html
    assert "/ru/application/" in letter.text


def test_who_runs_the_site_stands_in_it():
    make_organisation(name="Президенттік орталық", privacy_contact="privacy@example.kz")
    letter = write()
    assert "Президенттік орталық" in letter.text
    assert "privacy@example.kz" in letter.html


def test_a_correction_says_that_it_replaces_what_was_said():
    sentence = "This message replaces the one that we sent you before about this application."
    assert sentence in write(Kind.DECLINED, "en", is_correction=True).text
    assert sentence not in write(Kind.DECLINED, "en").text


def test_the_reason_is_told_unless_it_tells_nothing():
    told = write(Kind.DECLINED, "en", reason=DeclineReason.NO_PLACES).text
    assert "Reason: There were more applications than places" in told
    assert "Reason" not in write(Kind.DECLINED, "en", reason=DeclineReason.OTHER).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_mail_is_in_the_applicant_s_language_and_time_whoever_acts(language):
    application = make_application(language=language)
    alone = letters.write(application=application, kind=Kind.ACCEPTED)
    for actor in LANGUAGES:
        with translation.override(actor), timezone.override("America/New_York"):
            assert letters.write(application=application, kind=Kind.ACCEPTED) == alone
            assert translation.get_language() == actor


def test_a_decision_speaks_to_the_applicant_and_not_to_the_reviewer():
    application = make_application(language="en", page_title="Nauryz")
    with translation.override("ru"):
        applications.decline(application=application, by=make_reviewer(), reason=DeclineReason.TIMES)
    message = application.messages.get(kind=Kind.DECLINED)
    assert (message.language, message.subject) == ("en", "Decision on your application: Nauryz")
    assert "The times wished for did not fit" in message.body_text


def opportunity_with_shift(starts_at: datetime.datetime, ends_at: datetime.datetime, **role):
    opportunity = make_opportunity(places=())
    Shift.objects.create(
        opportunity=opportunity, role=make_role(**role), starts_at=starts_at, ends_at=ends_at, places=5
    )
    return opportunity


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("kk", "- Жолбасшы: 2030 жылғы 1 қаңтар, 00:30–02:30"),
        ("ru", "- Гид: 1 января 2030 г., 0:30–2:30"),
    ],
)
def test_shifts_are_told_in_the_reader_s_words_and_in_the_time_of_astana(language, line):
    evening = datetime.datetime(2029, 12, 31, 19, 30, tzinfo=datetime.UTC)
    opportunity = opportunity_with_shift(evening, evening + datetime.timedelta(hours=2))
    russian = opportunity.shifts.get().role.copy_for_translation(Locale.objects.get_or_create(language_code="ru")[0])
    russian.title = "Гид"
    russian.save()
    letter = write(Kind.RECEIVED, language, opportunity=opportunity)
    assert line in letter.text.splitlines()


def test_a_shift_over_midnight_names_both_days():
    evening = datetime.datetime(2029, 12, 31, 17, 0, tzinfo=datetime.UTC)
    opportunity = opportunity_with_shift(evening, evening + datetime.timedelta(hours=4))
    letter = write(Kind.RECEIVED, "ru", opportunity=opportunity)
    assert "31 декабря 2029 г. 22:00 – 1 января 2030 г. 2:00" in letter.text


def test_who_is_accepted_reads_the_shifts_held_and_not_those_wished_for(time_machine):
    time_machine.move_to(timezone.now().replace(hour=5))  # so that no shift ends on another day than it began
    opportunity = make_opportunity(places=(5, 5))
    first, second = opportunity.shifts.all()
    application = make_application(opportunity, language="ru")
    applications.accept(application=application, by=make_reviewer(), shifts=[second])
    accepted = application.messages.get(kind=Kind.ACCEPTED).body_text
    days = [timezone.localtime(shift.starts_at).strftime("%-d") for shift in (first, second)]
    lines = [line for line in accepted.splitlines() if line.startswith("- ")]
    assert len(lines) == 1
    assert re.search(rf": {days[1]} \w+ \d{{4}} г\., ", lines[0])


@pytest.mark.parametrize("kind", [Kind.DECLINED, Kind.WITHDRAWN, Kind.EXPIRED, Kind.CORRECTED, Kind.ALREADY_APPLIED])
def test_other_news_names_no_shift(kind):
    assert not [line for line in write(kind).text.splitlines() if line.startswith("- ")]


@pytest.mark.parametrize("is_cancelled", [False, True])
def test_who_waited_for_what_was_cancelled_is_not_told_that_it_is_over(is_cancelled):
    application = make_application(language="en")
    if is_cancelled:
        opportunities.cancel(opportunity=application.opportunity, by=None)
    letter = letters.write(application=application, kind=Kind.EXPIRED)
    for words in (words_of_text(letter.text), VisibleText(letter.html).words):
        said = " ".join(words)
        assert ("It was cancelled" in said, "It is over now" in said) == (is_cancelled, not is_cancelled)


HOSTILE = [
    "http://evil.example.org",
    "evil.example.org/win",
    "Win at evil.example.org",
    "<b>Айсұлу</b>",
    '<a href="https://evil.example.org">Айсұлу</a>',
    "Айсұлу\nBcc: victim@example.org",
    "victim@example.org",
    "{{ manage_url }}",
    "Сіз ұттыңыз барыңыз казиноға қазір тегін ақша",
]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_typed_into_a_name_reaches_the_reader(kind, typed):
    fields = {"first_name": typed, "surname": typed, "patronymic": typed, "city": typed[:100]}
    hostile = write(kind, "en", **fields, place_of_study_or_work=typed)
    assert hostile.text.startswith("Hello!\n")
    for written in (hostile.subject, hostile.text, hostile.html):
        assert typed not in written
        assert "evil" not in written
        assert "victim" not in written
    assert set(VisibleText(hostile.html).tags) <= {
        "html", "head", "meta", "title", "style", "body", "div", "p", "a", "ul", "li", "strong", "br"
    }  # fmt: skip


@pytest.mark.parametrize("name", ["Айсұлу", "Анна-Мария", "Д’Артаньян", "Мұхаммед Әли", "José", "O'Neil"])
def test_a_name_is_greeted(name):
    assert greetable_name(name) == name
    assert write(language="en", first_name=name).text.startswith(f"Hello, {name}!\n")


def test_a_page_s_title_is_text_in_both_forms_and_one_line_in_the_subject():
    letter = write(Kind.RECEIVED, "en", page_title="Books <b>&</b>\r\nBcc: all@example.org")
    assert letter.subject == "We have received your application: Books <b>&</b> Bcc: all@example.org"
    assert "Books &lt;b&gt;&amp;&lt;/b&gt;" in letter.html
    assert "Books <b>&</b>" in letter.text


def test_a_long_title_leaves_a_subject_that_fits():
    letter = write(page_title="Ұ" * 255)
    assert len(letter.subject) == letters.SUBJECT_LENGTH


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example.org/", "data:text/html,x", "evil.example.org"])
def test_only_a_web_address_becomes_a_link(url):
    letter = write(page_url=url)
    assert url not in letter.html
    assert url not in letter.text


def test_a_page_s_path_becomes_an_address_of_the_site(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://erikti.example.kz/"
    assert "https://erikti.example.kz/kk/nauryz/" in VisibleText(write(page_url="/kk/nauryz/").html).links


def test_words_of_staff_keep_their_lines_and_are_no_markup():
    letter = write(Kind.DECLINED, message="  Come <b>again</b>\nin May.  ")
    assert "\nCome <b>again</b>\nin May.\n" in letter.text
    assert "Come &lt;b&gt;again&lt;/b&gt;<br>in May.</blockquote>" in letter.html
