"""A translator who may not publish hands her work to a moderator, as with any page."""

import json
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import override
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation

from tests.home import factories
from translation_workflow.bulk import pages_to_publish
from translation_workflow.templatetags.translation_workflow_tags import mended
from translation_workflow.texts import Hindrance, hindrances, is_ready

pytestmark = pytest.mark.django_db


def in_english(user):
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    return user


def person(name, group, page, *codenames):
    user = in_english(get_user_model().objects.create_user(name, f"{name}@example.kz", "password"))
    group, _created = Group.objects.get_or_create(name=group)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in codenames:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    user.groups.add(group)
    return user


@pytest.fixture
def news():
    home = factories.make_home()
    factories.translated(home, "ru", "en")
    index = factories.make_news_index(home)
    factories.translated(index, "ru", "en")
    return factories.make_news(index, title="Жаңалық", summary="Қысқаша")


@pytest.fixture
def russian(news):
    """Submitted for translation, and as yet in the source's words."""
    return factories.submit(news, "ru")


@pytest.fixture
def translator(news):
    below = Page.objects.get(depth=2, locale__language_code="ru")
    return person("translator", "Russian", below, "change_page")


@pytest.fixture
def moderator(news):
    root = Page.objects.get(depth=1)
    user = person("moderator", "House", root, "change_page", "publish_page")
    task = GroupApprovalTask.objects.create(name="House")
    task.groups.add(user.groups.get())
    workflow = Workflow.objects.create(name="House", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    return user


def translation_of(page):
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)


def translate(page):
    factories.translate_words(translation_of(page).source.get_source_instance(), page.locale.language_code)


def post(client, user, name, page, **data):
    """Presses the button, and returns what the page then says."""
    client.force_login(user)
    response = client.post(reverse(f"translation_workflow:{name}", args=[translation_of(page).pk]), data)
    return said(response)


def said(response):
    return [str(message).strip() for message in get_messages(response.wsgi_request)]


def act(client, user, page, name, **data):
    client.force_login(user)
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, name, state.pk])
    with factories.committing():
        return client.post(address, data)


def put(client, user, page, path, value):
    client.force_login(user)
    translation = translation_of(page)
    segment = translation.source.stringsegment_set.get(context__path=path)
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    return client.put(address, f"value={value}", content_type="application/x-www-form-urlencoded")


def publish_many(client, user, page, **data):
    client.force_login(user)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    with factories.committing():
        return client.post(f"{address}?id={page.pk}", data)


def test_a_whole_translation_goes_to_the_moderator_and_with_her_leave_to_the_readers(
    client, russian, translator, moderator
):
    translate(russian)

    post(client, translator, "submit", russian)
    waiting = factories.fresh(russian)
    before = (waiting.live, waiting.workflow_in_progress)
    act(client, moderator, waiting, "approve")

    published = factories.fresh(russian)
    assert before == (False, True)
    assert (published.live, published.title, published.workflow_in_progress) == (True, "[ru] Жаңалық", False)


def test_one_with_texts_missing_is_kept_back_and_told_how_many(client, russian, translator, moderator):
    translate(russian)
    StringTranslation.objects.get(context__path="summary").delete()

    texts = post(client, translator, "submit", russian)

    assert texts == ["1 text is not translated yet. Readers would see it in the language of the source."]
    assert not factories.fresh(russian).workflow_in_progress


def test_the_translator_cannot_change_what_is_being_looked_at(client, russian, translator, moderator):
    translate(russian)
    post(client, translator, "submit", russian)

    refused = put(client, translator, russian, "title", "Другое")
    post(client, translator, "cancel", russian)
    taken = put(client, translator, russian, "title", "Другое")

    assert (refused.status_code, taken.status_code) == (403, 200)


def test_what_the_moderator_mends_is_what_she_publishes(client, russian, translator, moderator):
    translate(russian)
    post(client, translator, "submit", russian)

    put(client, moderator, russian, "title", "Поправлено")
    act(client, moderator, factories.fresh(russian), "approve")

    assert factories.fresh(russian).title == "Поправлено"


def test_one_sent_back_tells_why_and_can_be_submitted_again(client, russian, translator, moderator):
    translate(russian)
    post(client, translator, "submit", russian)
    act(client, moderator, factories.fresh(russian), "reject", comment="Имя пишется иначе.")

    client.force_login(translator)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[russian.pk])).content.decode()
    post(client, translator, "submit", russian)

    state = factories.fresh(russian).current_workflow_state
    assert "Имя пишется иначе." in page
    assert state.status == state.STATUS_IN_PROGRESS


def test_nothing_is_offered_for_moderation_that_readers_have_already(client, news, translator, moderator):
    russian = factories.translated(news, "ru")

    client.force_login(translator)
    response = client.post(reverse("translation_workflow:submit", args=[translation_of(russian).pk]))

    assert response.url == reverse("wagtailadmin_home")


def test_who_may_not_edit_the_page_may_not_submit_it(client, russian, moderator):
    english = Page.objects.get(depth=2, locale__language_code="en")
    stranger = person("stranger", "English", english, "change_page")
    translate(russian)

    client.force_login(stranger)
    response = client.post(reverse("translation_workflow:submit", args=[translation_of(russian).pk]))

    assert (response.url, factories.fresh(russian).workflow_in_progress) == (reverse("wagtailadmin_home"), False)


def test_the_publish_button_publishes_no_word_of_the_source(client, russian, moderator):
    client.force_login(moderator)

    with factories.committing():
        response = client.post(reverse("wagtailadmin_pages:edit", args=[russian.pk]), {"action": "publish"})

    assert said(response) == ["2 texts are not translated yet. Readers would see them in the language of the source."]
    assert not factories.fresh(russian).live


def test_publishing_many_at_once_publishes_no_word_of_the_source(client, russian, moderator):
    response = publish_many(client, moderator, russian)

    assert said(response) == ["Nothing was published, for these are not translated wholly: Жаңалық"]
    assert not factories.fresh(russian).live


def test_publishing_many_at_once_publishes_the_words_written_since_the_last_draft(client, russian, moderator):
    translate(russian)

    publish_many(client, moderator, russian)

    russian = factories.fresh(russian)
    assert (russian.live, russian.title, russian.summary) == (True, "[ru] Жаңалық", "[ru] Қысқаша")


def test_publishing_all_below_a_page_publishes_no_word_of_the_source(client, russian, moderator):
    response = publish_many(client, moderator, russian.get_parent(), include_descendants="on")

    assert said(response) == ["Nothing was published, for these are not translated wholly: Жаңалық"]
    assert not factories.fresh(russian).live


def test_a_text_that_cannot_stand_as_it_is_stops_a_publishing_of_many(client, russian, moderator, monkeypatch):
    def refuse(self, **kwargs):
        raise ValidationError({"title": "!"})

    translate(russian)
    monkeypatch.setattr(Translation, "save_target", refuse)

    response = publish_many(client, moderator, russian)

    assert said(response) == ["Nothing was published, for these are not translated wholly: [ru] Жаңалық"]
    assert not factories.fresh(russian).live


def test_drafts_that_she_may_not_publish_stop_nobody(client, russian, moderator):
    """Below a page the source of another page is not live; Wagtail leaves out what a person may not publish."""
    GroupPagePermission.objects.filter(group__user=moderator, permission__codename="publish_page").delete()

    request = RequestFactory().post("/", {"include_descendants": "on"})
    request.user = moderator
    index = russian.get_parent()

    assert pages_to_publish(request, [index]) == [index.specific]


def test_what_only_a_machine_has_read_waits_for_a_person(client, russian, translator, moderator):
    translate(russian)
    StringTranslation.objects.update(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)

    refused = post(client, translator, "submit", russian)
    read = post(client, translator, "mark_as_read", russian)

    assert refused == ["2 texts were translated by a machine, and nobody has read them yet."]
    assert read[-1] == "You have read 2 texts."
    assert is_ready(translation_of(russian))


def test_all_that_speaks_against_publishing_is_found_and_counted(news, russian):
    translate(russian)
    StringTranslation.objects.get(context__path="summary").delete()
    StringTranslation.objects.update(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    Page.objects.filter(pk=news.pk).update(live=False)

    assert list(hindrances(translation_of(russian))) == [
        (Hindrance.SOURCE_NOT_LIVE, 1),
        (Hindrance.NOT_TRANSLATED, 1),
        (Hindrance.NOT_READ, 1),
    ]
    assert not is_ready(translation_of(russian))


def test_syncing_by_hand_publishes_nothing(client, news):
    russian = factories.translated(news, "ru")
    news.title = "Басқа"
    factories.publish(news)
    client.force_login(factories.make_superuser())
    address = reverse("wagtail_localize:update_translations", args=[translation_of(russian).source_id])

    with factories.committing():
        client.post(address, {"publish_translations": "on"})

    assert factories.fresh(russian).title == "[ru] Жаңалық"


def test_a_translation_becomes_no_alias(client, news):
    russian = factories.translated(news, "ru")
    client.force_login(factories.make_superuser())

    response = client.post(reverse("wagtail_localize:convert_to_alias", args=[russian.pk]), {"confirm": "on"})

    assert len(said(response)) == 1
    assert factories.fresh(russian).alias_of is None


def test_the_translator_does_not_stop_the_translation(client, russian, translator):
    client.force_login(translator)

    response = client.post(reverse("wagtail_localize:stop_translation", args=[translation_of(russian).pk]))

    assert (response.url, translation_of(russian).enabled) == (reverse("wagtailadmin_home"), True)


def test_the_editor_of_a_translation_speaks_the_readers_language(client, news, moderator):
    russian = factories.translated(news, "ru")
    UserProfile.objects.update_or_create(user=moderator, defaults={"preferred_language": "kk"})
    client.force_login(moderator)

    response = client.get(reverse("wagtailadmin_pages:edit", args=[russian.pk]))

    props = json.loads(mended(response.context["props"], russian))
    with override("kk"):
        today = date_format(localtime(russian.live_revision.created_at))
    assert props["object"]["lastPublishedDate"] == today
    assert {text["comment"] for text in props["initialStringTranslations"]} == {f"Қолмен аударылды: {today}"}


def test_its_script_is_given_the_heading_over_the_texts(client, russian, moderator):
    client.force_login(moderator)

    page = client.get(reverse("wagtailadmin_pages:edit", args=[russian.pk]))

    editor = BeautifulSoup(page.content, "html.parser").select_one(".js-translation-editor")
    assert editor["data-heading"] == "Translation: Қазақша → Русский"


def test_it_offers_no_way_to_an_alias(client, news, moderator):
    russian = factories.translated(news, "ru")
    client.force_login(moderator)

    response = client.get(reverse("wagtailadmin_pages:edit", args=[russian.pk]))

    given = json.loads(mended(response.context["props"], russian))
    assert (json.loads(response.context["props"])["links"]["convertToAliasUrl"] is None) is False
    assert given["links"]["convertToAliasUrl"] is None


def test_a_po_file_bears_the_title_and_comes_back(client, russian, translator):
    client.force_login(translator)
    address = [translation_of(russian).pk]

    taken = client.get(reverse("wagtail_localize:download_pofile", args=address))
    po = taken.content.decode().replace('msgid "Жаңалық"\nmsgstr ""', 'msgid "Жаңалық"\nmsgstr "Новость"')
    client.post(
        reverse("wagtail_localize:upload_pofile", args=address), {"file": SimpleUploadedFile("a.po", po.encode())}
    )

    assert quote("Жаңалық (ru).po") in taken["Content-Disposition"]
    title = StringTranslation.objects.get(context__path="title", context__object=russian.translation_key)
    assert title.data == "Новость"


@pytest.mark.parametrize("content", [None, b"", b"not a catalogue", b'msgid "a"\nmsgstr "b"\n'])
def test_a_file_that_is_none_of_ours_is_refused_with_a_word(client, russian, translator, content):
    client.force_login(translator)
    address = reverse("wagtail_localize:upload_pofile", args=[translation_of(russian).pk])

    response = client.post(address, {} if content is None else {"file": SimpleUploadedFile("a.po", content)})

    assert (response.status_code, len(said(response))) == (302, 1)
