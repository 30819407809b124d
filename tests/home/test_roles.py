"""What each part in the house may do with a page in each language, and the ways round it that are closed."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import GroupPagePermission
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from events.models import Venue
from home import groups, roles
from home.models import NewsPage
from tests.events.factories import make_venue
from tests.home import factories
from tests.home.test_admin import page_form
from tests.volunteers.staff import browser_of, make_member

pytestmark = pytest.mark.django_db

RUSSIAN = roles.TRANSLATORS["ru"]


@pytest.fixture
def home():
    return factories.make_home()


@pytest.fixture
def news(home):
    return factories.make_news(factories.make_news_index(home), title="Жаңалық", slug="first")


def test_groups_of_translators_are_named_in_english():
    assert roles.TRANSLATORS == {
        "kk": "Translators (Kazakh)",
        "ru": "Translators (Russian)",
        "en": "Translators (English)",
    }
    assert Group.objects.filter(name__in=roles.TRANSLATORS.values()).count() == 3


def test_each_group_of_the_house_has_words():
    assert set(groups.IN_WORDS) == set(Group.objects.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("address", "selector"),
    [
        ("wagtailusers_users:add", "#id_groups label"),
        ("wagtailusers_groups:index", "tbody .title"),
        ("wagtailusers_users:index", "label[for^=id_group_]"),
    ],
)
def test_groups_are_read_in_the_readers_language(address, selector):
    Group.objects.create(name="Көмекшілер")

    def names(language):
        page = browser_of(make_member("Administrators", language=language)).get(reverse(address))
        shown = BeautifulSoup(page.content, "html.parser").select(selector)
        return {label.get_text(" ", strip=True) for label in shown}

    with override("en"):
        assert {*map(str, groups.IN_WORDS.values()), "Көмекшілер"} <= names("en")
    with override("ru"):
        assert {*map(str, groups.IN_WORDS.values()), "Көмекшілер"} <= names("ru")


@pytest.mark.parametrize(("mine", "other"), [("ru", "en"), ("en", "ru")])
def test_translators_edit_their_languages_tree_and_no_other(news, mine, other):
    factories.submit(news, mine, other)
    translator = make_member(roles.TRANSLATORS[mine])

    pages = {code: news.get_translation(factories.locale(code)) for code in (mine, other)}
    may = {code: page.permissions_for_user(translator) for code, page in {**pages, "kk": news}.items()}

    assert {code: each.can_edit() for code, each in may.items()} == {mine: True, other: False, "kk": False}
    assert may[mine].can_submit_for_moderation()
    assert not may[mine].can_publish()
    assert not may[mine].can_unpublish()


def test_the_tree_of_the_first_language_is_its_translators_too(home):
    assert home.permissions_for_user(make_member(roles.TRANSLATORS["kk"])).can_edit()


def test_a_home_page_made_anew_is_handed_over_again(home):
    factories.submit(home, "ru").delete()
    assert not GroupPagePermission.objects.filter(group__name=RUSSIAN).exists()

    russian = factories.submit(home, "ru")

    assert russian.permissions_for_user(make_member(RUSSIAN)).can_edit()


def test_a_house_without_translators_makes_home_pages_too():
    Group.objects.filter(name__in=roles.TRANSLATORS.values()).delete()

    assert factories.submit(factories.make_home(), "ru").depth == 2


def test_editors_submit_and_moderators_publish(news):
    editor = news.permissions_for_user(make_member("Editors"))
    moderator = news.permissions_for_user(make_member("Moderators"))

    assert (editor.can_edit(), editor.can_submit_for_moderation(), editor.can_publish()) == (True, True, False)
    assert (editor.can_unpublish(), editor.can_delete()) == (False, False)
    assert (moderator.can_edit(), moderator.can_publish(), moderator.can_unpublish()) == (True, True, True)


@pytest.mark.parametrize(("group", "is_live"), [("Editors", False), ("Moderators", True)])
def test_publish_is_obeyed_only_where_it_is_allowed(home, group, is_live):
    index = factories.make_news_index(home)

    browser_of(make_member(group)).post(
        reverse("wagtailadmin_pages:add", args=["home", "newspage", index.pk]), page_form() | {"action-publish": "1"}
    )

    assert NewsPage.objects.get().live == is_live


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_new_words_are_never_published_untranslated(news, group):
    russian = factories.translated(news, "ru")
    news.title = "Жаңа атау"
    factories.publish(news)
    url = reverse("wagtail_localize:update_translations", args=[TranslationSource.objects.get_for_instance(news).pk])
    client = browser_of(make_member(group))

    form = client.get(url).context["form"]
    client.post(url, {"publish_translations": "on"})

    assert [field.name for field in form.visible_fields()] == []
    assert factories.fresh(russian).title == "[ru] Жаңалық"


@pytest.mark.parametrize(("group", "languages"), [(RUSSIAN, {"ru"}), ("Editors", {"kk", "ru", "en"})])
def test_translators_change_snippets_in_their_language_alone(home, group, languages):
    venue = make_venue()
    factories.submit(venue, "ru", "en")
    client = browser_of(make_member(group))

    opened = {
        each.locale.language_code
        for each in Venue.objects.all()
        if client.get(reverse("wagtailsnippets_events_venue:edit", args=[each.pk])).status_code == 200
    }

    assert opened == languages


def test_a_translator_writes_no_text_of_another_language_by_a_request_of_her_own(home):
    venue = make_venue()
    factories.submit(venue, "ru", "en")
    client = browser_of(make_member(RUSSIAN))

    answers = {}
    for translation in Translation.objects.filter(source__object_id=venue.translation_key):
        segment = translation.source.stringsegment_set.first()
        url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        response = client.put(url, "value=word", content_type="application/x-www-form-urlencoded")
        answers[translation.target_locale.language_code] = response.status_code

    assert answers == {"ru": 201, "en": 302}
    assert StringTranslation.objects.get().locale == factories.locale("ru")


def test_a_translator_takes_along_what_she_may_bring_back(home):
    venue = make_venue()
    factories.submit(venue, "ru", "en")
    client = browser_of(make_member(RUSSIAN))

    answers = {}
    for translation in Translation.objects.filter(source__object_id=venue.translation_key):
        response = client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk]))
        answers[translation.target_locale.language_code] = response.status_code

    assert answers == {"ru": 200, "en": 302}


@pytest.mark.parametrize(("group", "is_asked"), [("Moderators", True), ("Editors", False), ("Reviewers", False)])
def test_who_may_not_move_a_page_is_not_asked_whether_to(news, group, is_asked):
    url = reverse("wagtailadmin_pages:move_confirm", args=[news.pk, news.get_parent().pk])

    response = browser_of(make_member(group)).get(url, follow=True)

    assert (news.title in response.content.decode()) == is_asked


def test_who_translates_into_two_languages_changes_both(home):
    venue = make_venue()
    russian, english = factories.submit(venue, "ru", "en"), venue.get_translation(factories.locale("en"))
    both = make_member(RUSSIAN)
    both.groups.add(Group.objects.get(name=roles.TRANSLATORS["en"]))

    may = [roles.may_change_in(both, Venue, each.locale) for each in (venue, russian, english)]

    assert may == [False, True, True]
    assert roles.languages_of(both) == ["ru", "en"]


def test_an_editor_who_translates_as_well_loses_nothing(home):
    person = make_member(RUSSIAN)
    person.groups.add(Group.objects.get(name="Editors"))

    assert roles.may_change_in(person, Venue, factories.locale("kk"))


def test_an_editors_venue_waits_for_a_moderator(home):
    venue = make_venue()
    url = reverse("wagtailsnippets_events_venue:edit", args=[venue.pk])
    data = {"name": "Жаңа зал", "address": venue.address, "city": venue.city, "map_url": ""}

    browser_of(make_member("Editors")).post(url, {**data, "action-submit": "1"})
    assert (factories.fresh(venue).name, venue.current_workflow_state.status) == (venue.name, "in_progress")

    browser_of(make_member("Moderators")).post(
        url, {**data, "action-workflow-action": "1", "workflow-action-name": "approve"}
    )
    assert factories.fresh(venue).name == "Жаңа зал"


def test_a_translated_snippet_goes_through_moderation_too(home):
    venue = make_venue()
    russian = factories.submit(venue, "ru")
    factories.translate_words(venue, "ru")
    translation = Translation.objects.get(source__object_id=venue.translation_key)
    translator, moderator = browser_of(make_member(RUSSIAN)), browser_of(make_member("Moderators"))
    segment = translation.source.stringsegment_set.get(context__path="name")
    text_url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    form = "application/x-www-form-urlencoded"

    translator.post(reverse("translation_workflow:submit", args=[translation.pk]))
    page = translator.get(reverse("wagtailsnippets_events_venue:edit", args=[russian.pk]))
    refused = translator.put(text_url, "value=Другое", content_type=form)
    mended = moderator.put(text_url, "value=Поправлено", content_type=form)
    state = factories.fresh(russian).current_workflow_task_state
    approval = reverse("wagtailsnippets_events_venue:workflow_action", args=[russian.pk, "approve", state.pk])
    with factories.committing():
        moderator.post(approval)

    assert (page.status_code, refused.status_code, mended.status_code) == (200, 403, 200)
    russian = factories.fresh(russian)
    assert (russian.live, russian.name) == (True, "Поправлено")
