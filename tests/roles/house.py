"""One of everything that an address of the admin can name: live, drafted, moderated, translated, uploaded."""

import datetime
from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, GroupApprovalTask, UploadedFile, Workflow
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
    TranslationContext,
    TranslationSource,
)

from events.models import EventPage
from home.models import CreditedDocument, CreditedImage, StandardPage, Synonyms
from tests.events import factories as events
from tests.home import factories as pages
from tests.volunteers import factories as volunteers
from tests.volunteers.staff import make_member
from translation_workflow import moderation
from volunteers.models import ApplicationFile

LANGUAGES = ("kk", "ru", "en")
APPLICANT = "Құпиябекова"
DRAFT = "Жарияланбаған"  # the title that readers do not know


def build() -> SimpleNamespace:
    """What the editor has written, submitted and uploaded; she is in the house as everybody else is."""
    house = SimpleNamespace(editor=make_member("Editors"), home=pages.make_home())
    _add_volunteers(house)
    _add_pages(house)
    _add_snippets(house)
    _add_settings(house)
    return house


def secrets(house: SimpleNamespace) -> set[str]:
    return {DRAFT, APPLICANT, house.application.email, house.application.number}


def in_all_languages(instance: models.Model) -> dict[str, models.Model]:
    pages.translated(instance, "ru", "en")
    return {code: pages.fresh(instance.get_translation(pages.locale(code))) for code in LANGUAGES}


def begun(instance: models.Model) -> dict[str, models.Model]:
    """Its translations: worded, and not published yet."""
    pages.submit(instance, *LANGUAGES[1:])
    for code in LANGUAGES[1:]:
        pages.translate_words(instance, code)
    return {code: pages.fresh(instance.get_translation(pages.locale(code))) for code in LANGUAGES[1:]}


def draft(instance: models.Model, **fields):
    """A later revision than the published one; returns it."""
    for name, value in fields.items():
        setattr(instance, name, value)
    return instance.save_revision()


def submitted(instance: models.Model, by):
    instance.save_revision(user=by)
    instance.get_workflow().start(instance, by)
    return pages.fresh(instance)


def publish_later(instance: models.Model):
    instance.go_live_at = timezone.now() + datetime.timedelta(days=3)
    instance.save_revision().publish()
    return pages.fresh(instance)


def _add_volunteers(house: SimpleNamespace) -> None:
    house.opportunity = volunteers.make_opportunity()
    house.application = volunteers.make_application(house.opportunity, surname=APPLICANT, **volunteers.GUARDIAN)
    house.message = house.application.messages.get()
    house.file = ApplicationFile.objects.create(
        application=house.application,
        opportunity=house.opportunity,
        key="cv",
        file=ContentFile(b"text", name="cv.pdf"),
        original_name=f"{APPLICANT}.pdf",
        content_type="application/pdf",
        size=4,
    )


def _add_pages(house: SimpleNamespace) -> None:
    house.image, house.document = pages.make_image(), pages.make_document()
    form = [("application_form", {"opportunity": house.opportunity})]
    starts_at = house.opportunity.shifts.get().starts_at
    index = events.make_event_index(house.home)
    event = events.make_event(index, title="Іс-шара", slug="event", starts_at=starts_at, body=form)
    house.events = in_all_languages(event)
    house.indexes = {code: page.get_parent().specific for code, page in house.events.items()}
    for page in house.events.values():
        draft(page, title=DRAFT)
    house.change = draft(house.events["kk"], status="cancelled")
    # Published with nobody asked, as by a command.
    house.untold = events.make_event(index, starts_at=starts_at, body=form)
    house.untold.status = "postponed"
    house.untold = pages.publish(house.untold)
    house.begun = begun(events.make_event(index, venue=event.venue))
    house.waiting = begun(events.make_event(index, venue=event.venue))
    for page in house.waiting.values():
        moderation.submit(translation=translation_of(page), instance=page, by=house.editor)
    house.moderated = submitted(
        house.home.add_child(instance=StandardPage(title=DRAFT, slug="draft", live=False)), house.editor
    )
    called_off = events.make_event(index, starts_at=starts_at, body=form)
    called_off.status = "cancelled"
    house.called_off = submitted(called_off, house.editor)
    house.scheduled = publish_later(pages.make_page(house.home))
    house.alias = pages.make_page(house.home).create_alias(parent=house.home, update_slug="alias")


def _add_snippets(house: SimpleNamespace) -> None:
    form = house.opportunity.form
    made = [
        house.opportunity.shifts.get().role,
        form,
        form.consent,
        house.events["kk"].venue,
        events.make_holding(),
        pages.make_organisation(),
    ]
    house.snippets = {type(each): in_all_languages(pages.publish(each)) for each in made}
    house.begun_snippet = begun(events.make_holding())
    consent = volunteers.make_consent(version="2026-12")
    to_moderate = [
        volunteers.make_role(),
        volunteers.make_form(consent=consent),
        consent,
        events.make_venue(),
        events.make_holding(),
        house.snippets[type(made[-1])]["kk"],
    ]
    house.moderated_snippets = {type(each): submitted(each, house.editor) for each in to_moderate}


def _add_settings(house: SimpleNamespace) -> None:
    house.synonyms = Synonyms.objects.create(words="музей, мұражай", language="kk")
    house.redirect = Redirect.objects.create(old_path="/old", redirect_page=house.home)
    house.collection = Collection.get_first_root_node().add_child(name="Мұрағат")
    house.workflow, house.task = Workflow.objects.get(), GroupApprovalTask.objects.get()
    house.former_workflow = Workflow.objects.create(name="Workflow", active=False)
    house.former_task = GroupApprovalTask.objects.create(name="Task", active=False)
    house.group = Group.objects.create(name="Group")


def source_of(instance: models.Model) -> TranslationSource:
    return TranslationSource.objects.get_for_instance(instance)


def translation_of(instance: models.Model) -> Translation:
    return Translation.objects.get(source__object_id=instance.translation_key, target_locale=instance.locale)


def string_of(translated: models.Model) -> StringSegment:
    return translation_of(translated).source.stringsegment_set.first()


def overridable_of(page: EventPage) -> OverridableSegment:
    """What has no language is nobody's to override here, so that none comes of itself."""
    source = translation_of(page).source
    context, _made = TranslationContext.objects.get_or_create(object_id=source.object_id, path="cover")
    return OverridableSegment.objects.get_or_create(source=source, context=context, order=99, data_json="null")[0]


def upload(house: SimpleNamespace, kind: type[CreditedImage] | type[CreditedDocument]) -> UploadedFile:
    """One that waits for its source and rights."""
    return UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(kind),
        file=ContentFile(b"text", name="file.txt"),
        uploaded_by_user=house.editor,
    )


def editing_session(house: SimpleNamespace) -> EditingSession:
    return EditingSession.objects.create(
        user=house.editor, content_object=house.events["kk"], last_seen_at=timezone.now()
    )
