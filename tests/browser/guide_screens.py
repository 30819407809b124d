"""The screens that the guide in the admin shows, and the work that waits on them: made first, in the database."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.users.models import UserProfile

from events import changes
from events.models import EventIndexPage, EventPage
from home.models import CreditedImage, NewsIndexPage, NewsPage
from volunteers.models import Application

TRANSLATORS = {
    "kk": "translator",
    "ru": "translator",
    "en": "translator-en",
}  # Nobody of the demo's writes Kazakh alone.
INTO = {"kk": "ru", "ru": "ru", "en": "en"}
NEWS = "Кіру тегін."
FOOTER_MENU = "[data-edit-form] .footer .w-dropdown__toggle"


@dataclass(frozen=True)
class Screen:
    name: str
    account: str
    address: str
    press: str = ""  # opens a menu
    show: str = ""  # stands further down


@dataclass(frozen=True)
class Work:
    draft: Page
    submitted: Page
    outdated: Page
    moved: EventPage


def speak(language: str) -> None:
    """Everybody's admin in that language."""
    UserProfile.objects.update(preferred_language=language)


def begin_work() -> Work:
    """Call once: what one person has left for another, and what she has begun herself."""
    users = get_user_model().objects
    editor, moderator = users.get(username="editor"), users.get(username="moderator")
    draft, sent_back, submitted, outdated = NewsPage.objects.filter(locale__language_code="kk").order_by("pk")[:4]
    draft.save_revision(user=editor)
    for page in (sent_back, submitted):
        page.save_revision(user=editor)
        page.get_workflow().start(page, editor)
    sent_back.current_workflow_task_state.reject(user=moderator, comment="Күнін тексеріңізші.")
    outdated.summary += f" {NEWS}"
    outdated.save_revision(user=moderator).publish(user=moderator)
    moved = next(
        event for event in EventPage.objects.live().upcoming().filter(locale__language_code="kk") if _awaits(event)
    )
    moved.starts_at += datetime.timedelta(days=7)
    moved.ends_at += datetime.timedelta(days=7)
    moved.save_revision(user=moderator)
    return Work(draft, submitted, outdated, moved)


def _awaits(event: EventPage) -> bool:
    """Whether somebody has applied to it."""
    return Application.objects.filter(opportunity__in=changes.opportunities_of(event)).exists()


def screens(work: Work, language: str) -> Iterator[Screen]:
    edit = "wagtailadmin_pages:edit"
    news = NewsIndexPage.objects.get(locale__language_code="kk")
    events = EventIndexPage.objects.get(locale__language_code="kk")
    held = EventPage.objects.live().filter(locale__language_code="kk", ends_at__lt=timezone.now())
    translation = work.outdated.get_translations().get(locale__language_code=INTO[language])
    image = CreditedImage.objects.order_by("pk").first()
    yield Screen("home", "editor", reverse("wagtailadmin_home"))
    yield Screen("pages", "editor", reverse("wagtailadmin_explore", args=[news.pk]))
    yield Screen("write", "editor", reverse(edit, args=[work.draft.pk]), press=FOOTER_MENU)
    yield Screen("moderate", "moderator", reverse(edit, args=[work.submitted.pk]), press=FOOTER_MENU)
    yield Screen(
        "new-event", "editor", reverse("events_admin:new_from", args=[events.pk, held.order_by("-ends_at")[0].pk])
    )
    yield Screen(
        "change",
        "moderator",
        reverse("events_admin:publish_change", args=[work.moved.pk, work.moved.latest_revision_id]),
    )
    yield Screen("board", TRANSLATORS[language], reverse("translation_board"))
    yield Screen("translate", TRANSLATORS[language], reverse(edit, args=[translation.pk]), show=f"text={NEWS}")
    yield Screen("picture", "editor", reverse("wagtailimages:edit", args=[image.pk]), show="#id_rights")
    yield Screen("lists", "editor", reverse("exchange:start"))
