"""The language of an account, on its screen and in what is sent to it."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment
from wagtail.test.utils.form_data import inline_formset
from wagtail.users.models import UserProfile

from tests.events.factories import make_venue
from tests.home import factories
from tests.home.test_admin import page_form
from tests.volunteers.factories import make_consent, make_role
from tests.volunteers.staff import browser_of, make_member

pytestmark = pytest.mark.django_db

LANGUAGES = ("kk", "ru", "en")


@pytest.fixture
def news():
    return factories.make_news(factories.make_news_index(factories.make_home()), title="Алғашқы қар")


def language_of(client) -> str:
    return BeautifulSoup(client.get("/admin/").content, "html.parser").html["lang"]


def test_a_new_account_speaks_kazakh_whatever_the_browser_prefers():
    call_command("createsuperuser", interactive=False, username="operator", email="operator@example.kz")
    client = Client(headers={"accept-language": "ru"})
    client.force_login(get_user_model().objects.get(username="operator"))

    assert language_of(client) == "kk"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_person_chooses_her_language(language):
    user = make_member("Reviewers", language="kk" if language != "kk" else "ru")
    client = browser_of(user)
    url = reverse("wagtailadmin_account")
    form = BeautifulSoup(client.get(url).content, "html.parser").select_one("select[name=locale-preferred_language]")
    offered = {option["value"] for option in form.select("option")}

    client.post(url, account_form(user, language))

    assert offered == {"", *LANGUAGES}
    assert language_of(client) == language


def test_who_chooses_the_servers_language_gets_the_sites_first(client):
    user = make_member("Reviewers", language="ru")
    client.force_login(user)

    client.post(reverse("wagtailadmin_account"), account_form(user, ""))

    assert UserProfile.objects.get(user=user).preferred_language == "kk"


def account_form(user, language):
    return {
        "name_email-first_name": "Айгүл",
        "name_email-last_name": "Демоқызы",
        "name_email-email": user.email,
        "locale-preferred_language": language,
        "locale-current_time_zone": "",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
    }


@pytest.mark.parametrize(
    ("language", "subject"),
    [("kk", "Құпиясөзді қалпына келтіру"), ("ru", "Восстановление пароля"), ("en", "Password reset")],
)
def test_a_forgotten_password_is_answered_in_the_accounts_language(client, language, subject):
    user = make_member("Editors", language=language)

    # From a machine that happens to be in another.
    asked_in = {"accept-language": "en" if language == "kk" else "kk"}
    client.post(reverse("wagtailadmin_password_reset"), {"email": user.email}, headers=asked_in)

    (message,) = mail.outbox
    assert message.subject == subject


SUBMITTED = {
    "kk": "Бет мақұлдауға жіберілді: «Алғашқы қар».",
    "ru": 'Страница "Алғашқы қар" ',
    "en": 'The page "Алғашқы қар" has been submitted for approval',
}


def test_moderators_hear_of_what_was_submitted_each_in_her_language(news):
    moderators = {language: make_member("Moderators", language=language) for language in LANGUAGES}
    factories.make_superuser()  # stands in no group, and is left in peace

    news.get_workflow().start(news, make_member("Editors", language="ru"))

    told = {message.to[0]: message.subject for message in mail.outbox}
    assert sorted(told) == sorted(user.email for user in moderators.values())
    for language, user in moderators.items():
        assert told[user.email].startswith(SUBMITTED[language])


@pytest.mark.parametrize(
    ("language", "said"),
    [("kk", "Күні қате"), ("ru", "Күні қате"), ("en", 'The following comment was left: "Күні қате"')],
)
def test_the_editor_hears_in_her_language_what_to_mend(news, language, said):
    editor = make_member("Editors", language=language)
    news.get_workflow().start(news, editor)
    mail.outbox.clear()

    news.current_workflow_task_state.reject(user=make_member("Moderators", language="en"), comment="Күні қате")

    (message,) = mail.outbox
    assert message.to == [editor.email]
    assert said in message.body
    assert (language == "en") == ("Hello" in message.body)


@pytest.mark.parametrize(("language", "greeting"), [("kk", "Сәлеметсіз бе"), ("ru", "Здравствуйте"), ("en", "Hello")])
def test_a_comment_is_told_in_the_readers_language(news, language, greeting):
    reader = make_member("Editors", language=language)
    news.subscribers.create(user=reader, comment_notifications=True)
    comment = {"text": "Күнін тексеріңіз", "contentpath": "title", "position": "", "replies": inline_formset([])}
    form = page_form(title=news.title, slug=news.slug, comments=inline_formset([comment]))

    browser_of(make_member("Moderators")).post(reverse("wagtailadmin_pages:edit", args=[news.pk]), form)

    assert Comment.objects.count() == 1
    (message,) = mail.outbox
    assert message.to == [reader.email]
    assert message.body.lstrip().startswith(greeting)


@pytest.mark.parametrize("name", ["events_venue", "home_organisation", "volunteers_role", "volunteers_consenttext"])
def test_headings_of_lists_are_in_the_language_of_who_reads_them(name):
    factories.make_home()
    make_venue(), make_role(), make_consent(), factories.make_organisation()

    def headings(language):
        page = browser_of(make_member("Administrators", language=language)).get(reverse(f"wagtailsnippets_{name}:list"))
        return [each.get_text(strip=True) for each in BeautifulSoup(page.content, "html.parser").select("thead th")]

    assert headings("kk")[-1] == "Жаңартылған"
    assert headings("en")[-1] == "Updated"


def test_a_browser_asks_again_for_the_words_of_scripts(client):
    client.force_login(make_member("Editors"))

    assert client.get("/admin/jsi18n/")["Cache-Control"] == "private, no-cache"
