"""The words themselves: complete, of one script, by the house's glossary, and grammatical around what is inserted."""

import datetime
import json
import re
import unicodedata

import polib
import pytest
import time_machine
from django import forms
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.contrib.auth.models import User
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.users.models import UserProfile

from config.catalogues import (
    DOMAINS,
    LANGUAGES,
    PLACEHOLDER,
    belongs_to_package,
    catalogue_path,
    key_of,
    problems_of,
)
from config.package_messages import lacking, messages
from events.filters import EventFilterForm
from events.models import EventPage
from home.login import LoginForm
from tests.volunteers.factories import make_form, make_opportunity
from volunteers.forms.apply import ApplyForm
from volunteers.forms.captcha import CaptchaField

FILES = {
    (language, domain): list(polib.pofile(str(catalogue_path(language, domain))))
    for language in LANGUAGES
    for domain in DOMAINS
}
CATALOGUES = {language: [entry for domain in DOMAINS for entry in FILES[language, domain]] for language in LANGUAGES}
BY_KEY = {language: {key_of(entry): entry for entry in entries} for language, entries in CATALOGUES.items()}
KAZAKH_ONLY = set("әғқңөұүһі")

# Latin words that a Kazakh or Russian sentence may hold: names, abbreviations, and what stands in code.
NAMES = {
    "Erikti",
    "Android", "CSV", "Commons", "Creative", "Excel", "Google", "HTML", "ID", "IPv", "JSON", "JavaScript", "PO", "True",
    "False", "URL", "UTF", "UUID", "VI", "Vimeo", "Wagtail", "XLSX", "YouTube", "cookie", "https", "ics", "nauryz",
    "xls", "xlsx",
    "XX", "XXX",  # the digits of a telephone number: +7 7XX XXX XX XX
}  # fmt: skip


def texts_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def without_code(text: str) -> str:
    """Without placeholders, markup, and the letters that a user name may hold."""
    return re.sub(r"%\(\w+\)[srd]|%[sd]|\{\w*\}|<[^>]*>|a-z, A-Z", " ", text)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", without_code(text))


def scripts(word: str) -> set[str]:
    return {unicodedata.name(char).split()[0] for char in word}


def latin_words(text: str) -> set[str]:
    return {word for word in words(text) if "LATIN" in scripts(word)} - NAMES


def every(language: str) -> list[tuple[polib.POEntry, str]]:
    return [(entry, text) for entry in CATALOGUES[language] for text in texts_of(entry)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_untranslated_or_has_lost_a_placeholder(language):
    faults = {entry.msgid: problems for entry in CATALOGUES[language] if (problems := problems_of(entry))}
    assert faults == {}


def test_both_languages_hold_the_same_strings_of_ours():
    ours = [{key_of(entry) for entry in CATALOGUES[name] if not belongs_to_package(entry)} for name in LANGUAGES]
    assert ours[0] == ours[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_of_one_script_and_it_is_cyrillic(language):
    """A Latin "a", "c" or "i" looks right, and is lost for search, sorting and a screen reader."""
    mixed = {word for _entry, text in every(language) for word in words(text) if len(scripts(word)) > 1}
    assert mixed == set()
    # A package may name a setting or a header, which its English then names too.
    latin = {
        word
        for entry, text in every(language)
        for word in latin_words(text)
        if not (belongs_to_package(entry) and word.lower() in words(entry.msgid.lower()))
    }
    assert latin == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_is_left(language):
    same = {text for entry, text in every(language) if text in (entry.msgid, entry.msgid_plural) and words(text)}
    assert same <= SAME_AS_ENGLISH


def test_russian_holds_no_kazakh_letter():
    assert [text for _entry, text in every("ru") if KAZAKH_ONLY & set(text.lower())] == []


SAME_AS_ENGLISH = {
    "HTML", "ID", "IPv4", "IPv6", "URL", "Wagtail", "Wagtail API v2", "Wagtail API v3",
}  # fmt: skip
SAME_IN_BOTH = {
    "Импорт", "Экспорт", "Музей", "Материалы", "Онлайн", "Файл", "порт", "HTML", "Код", "Токен", "Wagtail API v3",
    "%(minutes)s мин", "%(start)s – %(end)s", "%(date)s, %(start)s–%(end)s", "%(date)s, %(start)s – %(end)s",
    "%(role)s: %(time)s", "%(question)s [%(key)s]",
}  # fmt: skip


def test_kazakh_is_not_russian():
    russian = BY_KEY["ru"]
    same = {
        text
        for entry, text in every("kk")
        if key_of(entry) in russian and not entry.msgid_plural and russian[key_of(entry)].msgstr == text
    }
    assert same <= SAME_IN_BOTH


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_glued_to_an_inserted_value(language):
    """A suffix depends on how the value ends. "-ауысым" is a word, and makes an ordinal of any number."""
    glued = [
        text
        for _entry, text in every(language)
        if re.search(r"(?:%\(\w+\)[srd]|%[sd]|\{\w+\})[-’']?[^\W\d_]", text.replace("-ауысым", ""))
    ]
    assert glued == []


def test_after_a_number_a_kazakh_noun_stays_singular():
    plural = [text for _entry, text in every("kk") if re.search(r"%(?:\(\w+\))?[sd]\s\w+[лдт][ае]р\b", text)]
    assert plural == []
    # English has no number to insert where it writes "one page".
    differing = [
        entry.msgid
        for entry in CATALOGUES["kk"]
        if set(PLACEHOLDER.findall(entry.msgid)) == set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        and len(set(texts_of(entry))) > 1
    ]
    assert differing == []


def test_received_is_never_accepted():
    """«Қабылданды» means both, and an applicant would take a receipt for a place."""
    received = [entry for entry in CATALOGUES["kk"] if re.search(r"\breceived|came in\b", entry.msgid.lower())]
    assert len(received) >= 5
    assert [entry.msgstr for entry in received if "қабылда" in entry.msgstr.lower()] == []


def test_sentences_end_as_the_english_ones_do():
    """A lost full stop or colon shows where the text is joined to what follows it."""
    ends = [
        (entry.msgid, text)
        for language in LANGUAGES
        for entry, text in every(language)
        if not belongs_to_package(entry) and (entry.msgid[-1] in ".:?!" or text[-1:] in {".", ":", "?", "!"})
        if entry.msgid[-1] != text[-1:] and text != "Ф.И.О."
    ]
    assert ends == []


STATE, HAPPENED = "state of an application", "what happened to an application"
GLOSSARY = [
    (STATE, "Submitted", "Жіберілді", "Отправлена"),
    (STATE, "Under review", "Қаралуда", "На рассмотрении"),
    (STATE, "Accepted", "Қабылданды", "Принята"),
    (STATE, "Confirmed", "Расталды", "Подтверждена"),
    (STATE, "On the waiting list", "Күту тізімінде", "В листе ожидания"),
    (STATE, "Declined", "Қабылданбады", "Отклонена"),
    (STATE, "Withdrawn", "Кері қайтарып алынды", "Отозвана"),
    (STATE, "Expired", "Мерзімі өтті", "Срок истёк"),
    (HAPPENED, "Withdrawn", "Кері қайтарып алынды", "Отозвана"),
    ("heading", "Apply", "Өтінім беру", "Подать заявку"),
    ("of a volunteer", "Application", "Өтінім", "Заявка"),
    ("status of an event", "Cancelled", "Өткізілмейді", "Отменено"),
    ("field", "optional", "міндетті емес", "необязательно"),
    (None, "Application form", "Өтінім нысаны", "Форма заявки"),
    (None, "Application number:", "Өтінім нөмірі:", "Номер заявки:"),
    (None, "Submit application", "Өтінім жіберу", "Отправить заявку"),
    (None, "Withdraw application", "Өтінімді кері қайтарып алу", "Отозвать заявку"),
    (None, "We have received your application", "Өтініміңіз келіп түсті", "Ваша заявка поступила"),
    (None, "You have been accepted", "Сіз қабылдандыңыз", "Вы приняты"),
    (None, "Become a volunteer", "Волонтер болу", "Стать волонтёром"),
    (None, "Volunteers", "Волонтерлер", "Волонтёры"),
    (None, "Waiting list", "Күту тізімі", "Лист ожидания"),
    (None, "Places left: %(left)s", "Бос орындар: %(left)s", "Свободных мест: %(left)s"),
    (None, "No places left", "Бос орын жоқ", "Мест нет"),
    (None, "Shifts", "Ауысымдар", "Смены"),
    (None, "Consent", "Келісім", "Согласие"),
    (None, "Personal data", "Дербес деректер", "Персональные данные"),
    (None, "Legal representative", "Заңды өкіл", "Законный представитель"),
    (None, "Privacy policy", "Құпиялылық саясаты", "Политика конфиденциальности"),
    (None, "Surname", "Тегі", "Фамилия"),
    (None, "First name", "Аты", "Имя"),
    (None, "Patronymic (if any)", "Әкесінің аты (бар болса)", "Отчество (при наличии)"),
    (None, "Date of birth", "Туған күні", "Дата рождения"),
    (None, "Phone number", "Телефон нөмірі", "Номер телефона"),
    (None, "E-mail", "Электрондық пошта", "Электронная почта"),
    (None, "Upcoming events", "Алдағы іс-шаралар", "Предстоящие мероприятия"),
    (None, "Past events", "Өткен іс-шаралар", "Прошедшие мероприятия"),
    (None, "Venue", "Өтетін орны", "Место проведения"),
    (None, "Home", "Басты бет", "Главная"),
    (None, "Skip to main content", "Негізгі мазмұнға өту", "Перейти к основному содержанию"),
    (None, "Page not found", "Бет табылмады", "Страница не найдена"),
    (None, "This field is required.", "Бұл өрісті толтыру міндетті.", "Обязательное поле."),
]


@pytest.mark.parametrize(("context", "english", "kazakh", "russian"), GLOSSARY)
def test_terms_are_those_of_the_glossary(context, english, kazakh, russian):
    said = [BY_KEY[language][context, english].msgstr for language in LANGUAGES]
    assert said == [kazakh, russian]


@pytest.mark.parametrize(
    ("language", "banned"),
    [
        # A letter to an authority, a calque of "address", a form as in shape; Django's two words for a password.
        ("kk", r"өтініш\b|өтінішті|\bадрес|\bформа|құпия сөз|жолақ|тандау"),
        ("ru", r"\bзаявлени[ея]|волонтер(?!ств)|\bfio\b|ф\. и\. о\."),
    ],
)
def test_words_that_the_house_does_not_use(language, banned):
    assert [text for _entry, text in every(language) if re.search(banned, text.lower())] == []


FROM_PACKAGES = [entry for entry in FILES["kk", "django"] if belongs_to_package(entry)]


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translated_message_of_a_package_is_one_that_it_still_has(language, domain):
    theirs = messages(domain)
    orphans = [
        entry.msgid
        for entry in FILES[language, domain]
        if belongs_to_package(entry)
        and (key_of(entry) not in theirs or theirs[key_of(entry)].entry.msgid_plural != entry.msgid_plural)
    ]
    assert orphans == []


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_a_package_says_is_said_in_both_languages(language, domain):
    translated = {key_of(entry) for entry in FILES[language, domain] if entry.translated()}
    assert lacking(language, domain).keys() - translated == set()


def test_what_is_not_held_would_be_noticed():
    wagtails = {key for key, message in messages("django").items() if message.distribution == "wagtail"}
    assert len(wagtails & lacking("kk", "django").keys()) > 0.9 * len(wagtails)
    assert wagtails & lacking("ru", "django").keys()


def _said(entry: polib.POEntry) -> str:
    if entry.msgid_plural:
        plural = entry.msgid, entry.msgid_plural, 5
        return npgettext(entry.msgctxt, *plural) if entry.msgctxt else ngettext(*plural)
    return pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else gettext(entry.msgid)


def test_the_kazakh_of_packages_is_what_is_shown():
    with translation.override("kk"):
        assert [entry.msgid for entry in FROM_PACKAGES if _said(entry) not in texts_of(entry)] == []


@pytest.mark.parametrize(("language", "foreign"), [("ru", "[әғқңөұүһі]"), ("en", "[а-яёәғқңөұүһі]")])
def test_the_kazakh_of_packages_reaches_no_other_reader(language, foreign):
    """Kazakh is the default language, so Django shows it where Russian lacks a message."""
    with translation.override(language):
        assert [said for entry in FROM_PACKAGES if re.search(foreign, said := _said(entry).lower())] == []


@pytest.mark.parametrize("word", ["Application", "Help", "Name", "Submitted", "To", "Words"])
def test_what_wagtail_means_otherwise_is_not_taken_from_it(word):
    """Our catalogue goes before Wagtail's: a bare "To" for a mail's reader would head its redirects too."""
    entries = [entry for language in LANGUAGES for entry in CATALOGUES[language] if key_of(entry) == (None, word)]
    assert [entry.comment for entry in entries] == ["package: wagtail"]


MOMENT = datetime.datetime(2026, 11, 23, 10, 5)  # noqa: DTZ001 - shown as it is


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("DATE_FORMAT", "2026 жылғы 23 қараша"),
        ("DATETIME_FORMAT", "2026 жылғы 23 қараша, 10:05"),
        ("SHORT_DATE_FORMAT", "23.11.2026"),
        ("YEAR_MONTH_FORMAT", "2026 жылғы қараша"),
        ("F", "Қараша"),
        ("M", "Қар"),
        ("N", "қар."),
        ("l", "Дүйсенбі"),
        ("D", "Дс"),
    ],
)
def test_a_date_in_kazakh(pattern, shown):
    with translation.override("kk"):
        assert date_format(MOMENT, pattern) == shown


def test_every_month_stands_lower_case_in_a_kazakh_date():
    months = [
        "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
        "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
    ]  # fmt: skip
    with translation.override("kk"):
        shown = [date_format(datetime.date(2027, month, 1), "MONTH_DAY_FORMAT") for month in range(1, 13)]
    assert shown == [f"1 {month}" for month in months]


@pytest.mark.parametrize(
    ("waited", "shown"),
    [
        ({"minutes": 1}, "1 минут"),
        ({"hours": 5}, "5 сағат"),
        ({"days": 2, "hours": 3}, "2 күн, 3 сағат"),
        ({"weeks": 1}, "1 апта"),
    ],
)
def test_waiting_time_in_kazakh(waited, shown):
    now = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)
    with translation.override("kk"):
        assert timesince(now - datetime.timedelta(**waited), now).replace("\xa0", " ") == shown


DJANGO_FIELDS = [
    (forms.CharField(min_length=3, max_length=5), ["", "аб", "абвгде", "а\0бв"]),
    (forms.EmailField(max_length=12), ["", "мекенжай", "a@" + "b" * 12 + ".kz"]),
    (forms.URLField(assume_scheme="https"), ["", "мекенжай"]),
    (forms.IntegerField(min_value=2, max_value=4, step_size=2), ["", "сан", "1", "5", "3"]),
    (forms.DecimalField(max_digits=3, decimal_places=1), ["", "сан", "12345", "1,23", "1234"]),
    (forms.FloatField(), ["", "сан"]),
    (forms.DateField(), ["", "күн"]),
    (forms.TimeField(), ["", "уақыт"]),
    (forms.DateTimeField(), ["", "күн"]),
    (forms.DurationField(), ["", "күн"]),
    (forms.ChoiceField(choices=[("1", "Бір")]), ["", "Екі"]),
    (forms.TypedChoiceField(choices=[("1", "Бір")], coerce=int), ["", "Екі"]),
    (forms.MultipleChoiceField(choices=[("1", "Бір")]), [[], "Бір", ["Екі"]]),
    (forms.BooleanField(), [False]),
    (forms.FileField(), [None]),
    (forms.ImageField(), [None]),
    (forms.SlugField(), ["", "екі сөз"]),
    (forms.SlugField(allow_unicode=True), ["екі сөз"]),
    (forms.UUIDField(), ["", "кілт"]),
    (forms.JSONField(), ["", "{"]),
    (forms.GenericIPAddressField(), ["", "мекенжай"]),
    (forms.RegexField("^[0-9]$"), ["", "сөз"]),
]


def assert_kazakh(texts: list[str]) -> None:
    """Each says something, and none of it in English."""
    assert texts
    assert [text for text in texts if latin_words(text) or not words(text)] == []


@pytest.mark.parametrize(("field", "values"), DJANGO_FIELDS, ids=lambda value: type(value).__name__)
def test_errors_of_a_django_field_are_kazakh(field, values):
    with translation.override("kk"):
        said = []
        for value in values:
            with pytest.raises(forms.ValidationError) as refusal:
                field.clean(value)
            said += refusal.value.messages
    assert_kazakh(said)


CHOICES = [{"label": "Күндіз", "key": "day"}, {"label": "Кешке", "key": "evening"}]
QUESTIONS = {
    "short_text": ({}, "а" * 201),
    "long_text": ({}, "а" * 3001),
    "one_choice": ({"choices": CHOICES}, "night"),
    "many_choices": ({"choices": CHOICES}, "night"),
    "yes_no": ({}, "perhaps"),
    "number": ({"minimum": 5, "maximum": 9}, "4"),
    "date": ({}, ""),
    "file": ({}, ""),
}
BAD = {
    "surname": "1", "first_name": "а" * 200, "patronymic": "?", "birth_date_day": "31", "birth_date_month": "2",
    "birth_date_year": "2010", "email": "пошта", "phone": "12", "city": "а" * 500, "languages_spoken": "xx",
    "guardian_name": "1", "guardian_phone": "12", "guardian_email": "пошта", "shifts": "0",
}  # fmt: skip


@pytest.fixture
def opportunity(db):
    """One whose form asks a question of every kind."""
    asked = [
        (kind, {"label": f"Сұрақ {number}", "help_text": "", "is_required": True, "key": f"q{number}", **more})
        for number, (kind, (more, _bad)) in enumerate(QUESTIONS.items())
    ]
    return make_opportunity(form=make_form(asked))


@time_machine.travel("2026-11-23 10:00+05:00", tick=False)
@pytest.mark.parametrize("is_filled", [False, True], ids=["empty", "wrong"])
def test_errors_of_the_application_form_are_kazakh(opportunity, is_filled):
    data = QueryDict(mutable=True)
    if is_filled:
        data.update({**BAD, **{f"q_q{number}": bad for number, (_more, bad) in enumerate(QUESTIONS.values())}})
    with translation.override("kk"):
        form = ApplyForm(opportunity, data=data, files={})
        errors = {name: list(messages) for name, messages in form.errors.items()}
    required = {name for name, field in form.fields.items() if field.required and not field.widget.is_hidden}
    assert errors.keys() >= required - ({"extra_note"} if not is_filled else set())
    assert_kazakh([message for messages in errors.values() for message in messages])


def test_every_word_of_the_application_form_is_kazakh(opportunity):
    with translation.override("kk"):
        form = ApplyForm(opportunity)
        captcha = CaptchaField(remote_address="127.0.0.1")
        fields = [captcha, *(field for field in form.fields.values() if not field.widget.is_hidden)]
        said = [str(text) for field in fields for text in (field.label, field.help_text) if text]
        said += [str(text) for field in (captcha, *form.fields.values()) for text in field.error_messages.values()]
    assert_kazakh(said)


def test_every_word_of_the_events_filter_is_kazakh(db):
    with translation.override("kk"):
        form = EventFilterForm(None, EventPage.objects.all())
        labels = [str(field.label) for field in form.visible_fields()]
        choices = [str(words) for name in ("scale", "month") for _value, words in form.fields[name].choices]
    assert_kazakh(labels + choices)


@pytest.mark.parametrize("form_class", [AuthenticationForm, LoginForm, PasswordResetForm, SetPasswordForm])
def test_forms_of_those_who_log_in_are_kazakh(form_class):
    with translation.override("kk"):
        form = form_class(User()) if form_class is SetPasswordForm else form_class()
        fields = [field for name, field in form.fields.items() if name != "remember"]  # Its label is the template's.
        said = [str(text) for field in fields for text in (field.label, field.help_text) if text]
        said += [str(field.widget.attrs.get("placeholder", "белгі")) for field in fields]
        said += [str(text) for text in getattr(form, "error_messages", {}).values()]
    assert_kazakh([strip_tags(text) for text in said])


@pytest.mark.parametrize("password", ["1", "password", "aisulu.demo", "12345678"])
def test_what_is_wrong_with_a_password_is_said_in_kazakh(password, db):
    with translation.override("kk"):
        form = SetPasswordForm(User(username="aisulu.demo"), {"new_password1": password, "new_password2": password})
        assert_kazakh([message for messages in form.errors.values() for message in messages])


def test_the_login_page_is_kazakh(client, db):
    response = client.get(reverse("wagtailadmin_login"), headers={"accept-language": "kk"})
    body = re.sub(r"<(script|svg|style).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    assert_kazakh([line for line in strip_tags(body).splitlines() if words(line)])


@pytest.mark.parametrize(("language", "said"), [("kk", "Жою"), ("ru", "Удалить"), ("en", None)])
def test_the_scripts_of_the_admin_speak_the_language_of_the_account(client, admin_user, language, said):
    UserProfile.objects.filter(user=admin_user).update(preferred_language=language)
    client.force_login(admin_user)

    script = client.get(reverse("wagtailadmin_javascript_catalog"), headers={"accept-language": "de"}).content.decode()

    words = json.loads(re.search(r"newcatalog = (\{.*?\});\n", script, re.DOTALL)[1]) if "newcatalog" in script else {}
    assert words.get("Delete") == said
