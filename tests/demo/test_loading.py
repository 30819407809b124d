import datetime
from collections import Counter

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from demo.accounts import ACCOUNTS, PASSWORD
from demo.content import LANGUAGES
from demo.models import LoadedPart
from events.models import EventPage, Holding, LessonPage, Venue
from home.models import HomePage, NewsPage, Organisation, StandardPage
from home.tasks import make_renditions
from translation_workflow.texts import texts_waiting
from volunteers.domain import applications, opportunities
from volunteers.models import Application, ConsentText, LogEntry, Message, Note, Opportunity, Participation, Role
from volunteers.states import HOLDS_PLACE, Move, State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.xdist_group("demo")]

SNIPPETS = (Venue, Holding, Role, ConsentText, Organisation)

UNFINISHED = {
    ("Еріктілер мектебі қыркүйекте ашылады", "ru", 2),
    ("Еріктілер мектебі қыркүйекте ашылады", "en", 4),
    ("№ 57 және № 13 мектептерде волонтерлік сабақ өтті", "ru", 1),
}


def in_kazakh(model):
    return model.objects.filter(locale__language_code="kk")


def demo_pages():
    return Page.objects.filter(depth__gt=1)


def _progress(translation):
    """What is translated, into which language, and how many texts are left."""
    return translation.source.object_repr, translation.target_locale.language_code, texts_waiting(translation).count()


def opportunity(code):
    return Opportunity.objects.get(code=code)


@pytest.mark.parametrize(
    ("model", "count"),
    [(HomePage, 1), (StandardPage, 3), (NewsPage, 8), (EventPage, 8), (LessonPage, 6), (Holding, 12)],
)
def test_content_is_there_in_every_language(model, count):
    by_language = Counter(model.objects.filter(live=True).values_list("locale__language_code", flat=True))

    assert by_language == dict.fromkeys(LANGUAGES, count)


def test_holdings_are_four_of_each_kind():
    assert Counter(in_kazakh(Holding).values_list("kind", flat=True)) == {"archive": 4, "museum": 4, "library": 4}


def test_home_page_took_the_place_of_wagtails_welcome():
    assert Site.objects.get().root_page.specific == in_kazakh(HomePage).get()
    assert demo_pages().filter(depth=2).count() == len(LANGUAGES)


def test_no_redirect_leads_from_an_address_that_never_was():
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("model", [Page, *SNIPPETS])
def test_words_differ_from_language_to_language(model):
    # A photographer is called the same in Kazakh and in Russian.
    name = {Organisation: "name", Venue: "name", ConsentText: "label", Role: "description"}.get(model, "title")
    rows = demo_pages().live() if model is Page else model.objects.all()
    words: dict = {}
    for key, title in rows.values_list("translation_key", name):
        words.setdefault(key, []).append(title)

    assert words
    assert [titles for titles in words.values() if len(set(titles)) != len(LANGUAGES)] == []


def test_home_page_opens_in_every_language():
    for page in HomePage.objects.all():
        assert Client().get(page.url).status_code == 200


@pytest.mark.parametrize("model", [StandardPage, NewsPage, EventPage, LessonPage])
def test_page_opens_and_shows_its_own_title(model):
    for page in model.objects.live():
        response = Client().get(page.url)

        assert response.status_code == 200, page.url
        assert response.context["page"].pk == page.pk


def test_every_translation_that_does_not_wait_is_complete_and_without_fault():
    translations = Translation.objects.select_related("source", "target_locale")
    wholly = [translation for translation in translations if _progress(translation) not in UNFINISHED]

    assert len(wholly) == translations.count() - len(UNFINISHED)
    assert translations.count() == 2 * (in_kazakh(Page).filter(depth__gt=1).live().count() + 1) + 2 * sum(
        in_kazakh(model).count() for model in (*SNIPPETS, apps.get_model("volunteers.ApplicationForm"))
    )
    for translation in wholly:
        needed, done = translation.get_progress()
        assert needed == done > 0, translation.source.object_repr
    assert not StringTranslation.objects.filter(has_error=True).exists()


def test_every_translated_page_is_one_to_wagtail_localize():
    sources = set(Translation.objects.values_list("source__object_id", "target_locale__language_code"))
    pages = demo_pages().exclude(locale__language_code="kk").values_list("translation_key", "locale__language_code")

    assert set(pages) <= sources
    assert not demo_pages().filter(alias_of__isnull=False).exists()


def test_no_text_of_any_length_was_left_in_the_source_language():
    long_texts = StringSegment.objects.filter(string__data__regex=r".{40}").values_list("string_id", flat=True)
    left = StringTranslation.objects.filter(translation_of_id__in=long_texts)

    assert left.exists()
    assert [row.data for row in left.select_related("translation_of") if row.data == row.translation_of.data] == []


def test_events_are_of_every_sort():
    events = in_kazakh(EventPage)
    today = timezone.localdate()

    assert [event.slug for event in events if event.starts_at.date() <= today <= timezone.localdate(event.ends_at)]
    assert events.past().count() == 1
    assert events.upcoming().count() == 7
    assert Counter(events.values_list("status", flat=True)) == {"scheduled": 6, "cancelled": 1, "postponed": 1}
    assert events.filter(attendance="online").count() == 1
    assert events.filter(is_all_day=True).count() == 2
    assert set(events.values_list("scale", flat=True)) == {"international", "national", "city"}


def test_todays_event_is_today_until_midnight():
    event = in_kazakh(EventPage).get(slug="ashyq-esik-kuni")
    midnight = timezone.make_aware(datetime.datetime.combine(timezone.localdate(), datetime.time()))

    assert event.over_at == midnight + datetime.timedelta(days=1)
    assert event.starts_at == midnight


def test_search_and_references_are_ready_at_once():
    left_to_the_worker = set(DBTaskResult.objects.values_list("task_path", flat=True))
    assert left_to_the_worker == {make_renditions.module_path}
    assert "901-mektepte-sabaq" in [page.slug for page in NewsPage.objects.search("күнделік")]


def test_event_embeds_the_same_opportunity_in_every_language():
    pages = EventPage.objects.filter(opportunities=opportunity("forum-volunteers"))

    assert sorted(pages.values_list("locale__language_code", flat=True)) == sorted(LANGUAGES)
    assert len(opportunities.pages_for(opportunity("school-lessons"))) == len(LANGUAGES)


def test_opportunities_show_every_reason_for_a_refusal():
    reasons = {
        row.code: [refusal.code for refusal in opportunities.why_cannot_apply(row)] for row in Opportunity.objects.all()
    }

    assert reasons == {
        "forum-volunteers": [],
        "school-lessons": [],
        "archive-evening": ["full"],
        "family-archive-day": ["not_yet_open"],
        "exhibition-opening": ["closed"],
    }


def test_eighty_applications_stand_in_every_state():
    assert Application.objects.count() == 80
    assert set(Application.objects.values_list("state", flat=True)) == set(State.values)
    assert set(Application.objects.values_list("language", flat=True)) == set(LANGUAGES)
    assert Application.objects.exclude(flag="").count() == 4
    assert Note.objects.count() == 12


def test_minors_have_a_guardian_and_others_have_none():
    minors = Application.objects.younger_than(18)

    assert minors.count() > 20
    assert not minors.filter(guardian_name="").exists()
    assert not Application.objects.exclude(pk__in=minors).exclude(guardian_name="").exists()


def test_places_are_those_of_the_accepted_and_never_too_many():
    holders = Application.objects.filter(participations__isnull=False).values_list("state", flat=True)

    assert set(holders) == HOLDS_PLACE
    assert all(shift.held <= shift.places for row in Opportunity.objects.all() for shift in row.places())


def test_nothing_happened_before_it_could():
    now = timezone.now()

    assert not LogEntry.objects.filter(at__gt=now).exists()
    for application in Application.objects.prefetch_related("log"):
        log = list(application.log.all())
        assert log[0].move == Move.SUBMIT
        assert log[0].at == application.submitted_at >= application.opportunity.opens_at
        assert log[-1].to_state == application.state
    assert not Participation.objects.filter(held_since__gt=now).exists()
    waiting = Application.objects.awaiting_decision()
    assert waiting.earliest("submitted_at").submitted_at < now - datetime.timedelta(days=5)


def test_decision_is_dated_as_its_log_entry():
    decided = Application.objects.exclude(decided_at=None)

    assert decided.exists()
    for application in decided:
        assert application.log.filter(at=application.decided_at).exists(), application


def test_staff_decided_and_applicants_confirmed():
    deciders = LogEntry.objects.filter(move__in=[Move.ACCEPT, Move.DECLINE]).values_list("by__username", flat=True)

    assert set(deciders) == {"reviewer", "admin"}
    assert set(LogEntry.objects.filter(move=Move.CONFIRM).values_list("actor", flat=True)) == {"applicant"}


def test_answers_are_such_as_the_form_gives():
    for application in Application.objects.select_related("opportunity__form"):
        blocks = {block.value["key"]: block for block in application.opportunity.form.questions}

        assert set(application.answers) <= set(blocks) == set(application.asked)
        for key, answer in application.answers.items():
            if "choices" in blocks[key].value:
                offered = {choice["key"] for choice in blocks[key].value["choices"]}
                assert set(answer if isinstance(answer, list) else [answer]) <= offered


def test_no_mail_waits_to_be_sent(mailoutbox):
    assert Message.objects.exists()
    assert not Message.objects.filter(state__in=[Message.State.QUEUED, Message.State.SENDING]).exists()
    assert mailoutbox == []


def test_mail_is_written_in_the_language_of_its_reader():
    for message in Message.objects.select_related("application"):
        assert message.language == message.application.language
        assert message.recipient == message.application.email
        assert message.recipient.endswith(("@example.kz", "@example.org"))


def test_mail_about_the_past_names_past_days():
    past = opportunity("exhibition-opening")
    held_open = timezone.localdate(past.ends_at) + datetime.timedelta(days=90)
    texts = Message.objects.filter(application__opportunity=past, kind="accepted").values_list("body_text", flat=True)

    assert texts.count() == 8
    assert all(str(timezone.localdate(past.begins_at).year) in text for text in texts)
    assert not any(f"{held_open.day} " in text and str(held_open.year) in text.split("\n\n")[2] for text in texts)


def test_undone_decision_was_corrected_in_one_mail():
    undone = Application.objects.get(log__move=Move.UNDO)

    kinds = [(mail.kind, mail.state, mail.is_correction) for mail in undone.messages.order_by("created_at", "pk")]

    assert kinds == [
        ("received", "sent", False),
        ("declined", "sent", False),
        ("corrected", "superseded", False),
        ("accepted", "sent", True),
    ]


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.username)
def test_account_can_log_in_in_its_language(account):
    user = authenticate(username=account.username, password=PASSWORD)

    assert [group.name for group in user.groups.all()] == [account.group]
    assert not user.is_superuser
    assert UserProfile.get_for_user(user).preferred_language == account.language


def test_public_site_refuses_accounts_with_a_known_password():
    with pytest.raises(CommandError, match="--in-production"):
        call_command("demo")


def snapshot():
    models = [*apps.get_app_config("home").get_models(), *apps.get_app_config("events").get_models()]
    models += [*apps.get_app_config("volunteers").get_models(), *apps.get_app_config("wagtail_localize").get_models()]
    return {model._meta.label: model._default_manager.count() for model in models}


def test_second_run_adds_nothing_and_asks_little(django_assert_max_num_queries):
    before = snapshot()

    with django_assert_max_num_queries(10):
        call_command("demo", in_production=True)

    assert snapshot() == before


def test_second_run_keeps_what_a_person_changed():
    page = in_kazakh(NewsPage).first()
    page.title = "Бұл тақырыпты адам жазды"
    page.save()
    event = in_kazakh(EventPage).get(slug="onlayn-kezdesu")
    event.delete()
    row = Application.objects.filter(state=State.SUBMITTED).first()
    applications.withdraw(application=row)

    call_command("demo", in_production=True)

    page.refresh_from_db()
    row.refresh_from_db()
    assert page.title == "Бұл тақырыпты адам жазды"
    assert not in_kazakh(EventPage).filter(slug="onlayn-kezdesu").exists()
    assert row.state == State.WITHDRAWN


def test_interrupted_loading_goes_on_where_it_stopped():
    last = LoadedPart.objects.get(key="application/80")
    Application.objects.get(pk=last.object_id).delete()
    last.delete()

    call_command("demo", in_production=True)

    assert Application.objects.count() == 80


def test_site_with_a_home_page_of_its_own_is_left_alone():
    LoadedPart.objects.all().delete()
    before = snapshot()

    call_command("demo", in_production=True)

    assert snapshot() == before
