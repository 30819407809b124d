"""What makes kept pages untrue. Nothing is told before it is committed, and nothing of what is rolled back."""

from collections.abc import Iterable
from copy import copy
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import COMMENTS_RELATION_NAME, Page
from wagtail.signals import post_page_move

from config.page_cache import frontend, store
from config.page_cache.dependencies import tag_of
from volunteers.signals import places_changed

# What public pages are made of, and every page type with them. A change of any of it makes all pages anew: it is rare,
# and which page shows what (lists, menus, related pages, names of venues) is more than anybody can keep in mind.
SHOWN = {
    "events.Holding",
    "events.Venue",
    "home.CreditedDocument",
    "home.CreditedImage",
    "home.CreditedRendition",
    "home.Organisation",
    "volunteers.ApplicationForm",
    "volunteers.ConsentText",
    "volunteers.Opportunity",
    "volunteers.Role",
    "volunteers.Shift",
    "volunteers.VolunteeringSettings",
    "wagtailcore.Collection",
    "wagtailcore.CollectionViewRestriction",
    "wagtailcore.Locale",
    "wagtailcore.Page",
    "wagtailcore.PageViewRestriction",
    "wagtailcore.Site",
    "wagtailredirects.Redirect",
}
# Shown to nobody without a session. Participation is what places are counted by, and has a signal of its own.
NEVER_SHOWN = {
    "events.ChangeNotice",
    # In search results alone, which nobody keeps.
    "home.SearchEntry",
    "home.SearchWord",
    "home.Synonyms",
    "home.TextArrival",
    "volunteers.Application",
    "volunteers.ApplicationFile",
    "volunteers.Consent",
    "volunteers.LogEntry",
    "volunteers.Message",
    "volunteers.Note",
    "volunteers.Participation",
    "wagtailcore.APIToken",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.GroupApprovalTask",
    "wagtailcore.GroupCollectionPermission",
    "wagtailcore.GroupPagePermission",
    "wagtailcore.GroupSitePermission",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.PageLogEntry",
    "wagtailcore.PageSubscription",
    "wagtailcore.ReferenceIndex",
    "wagtailcore.Revision",
    "wagtailcore.Task",
    "wagtailcore.TaskState",
    "wagtailcore.UploadedFile",
    "wagtailcore.Workflow",
    "wagtailcore.WorkflowContentType",
    "wagtailcore.WorkflowPage",
    "wagtailcore.WorkflowState",
    "wagtailcore.WorkflowTask",
    "wagtaildocs.Document",
    "wagtailembeds.Embed",
    "wagtailimages.Image",
    "wagtailimages.Rendition",
}
# Written whenever somebody types in the page editor, and seen by editors alone.
FIELDS_OF_DRAFTS = {
    COMMENTS_RELATION_NAME,
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}


def shown_models() -> set[type[models.Model]]:
    return {model for model in apps.get_models() if model._meta.label in SHOWN or issubclass(model, Page)}


def connect() -> None:
    for model in shown_models():
        post_save.connect(_saved, sender=model)
        post_delete.connect(_deleted, sender=model)
        for field in model._meta.local_many_to_many:
            m2m_changed.connect(_linked, sender=field.remote_field.through)
    post_page_move.connect(_moved)
    places_changed.connect(_places_changed)


def _saved(instance: models.Model, created: bool, update_fields: Iterable[str] | None, **kwargs: Any) -> None:
    if update_fields and FIELDS_OF_DRAFTS.issuperset(update_fields):
        return
    # The first page that needs a picture in some size makes it; no page can have shown it before.
    if created and instance._meta.label == "home.CreditedRendition":
        return
    _content_changed(frontend.addresses_showing(instance))


def _deleted(instance: models.Model, **kwargs: Any) -> None:
    _content_changed(frontend.addresses_showing(instance))


def _linked(instance: models.Model, action: str, **kwargs: Any) -> None:
    if action.startswith("post_"):
        _content_changed(frontend.addresses_showing(instance))


def _moved(instance: Page, url_path_before: str, **kwargs: Any) -> None:
    before = copy(instance)
    before.url_path = url_path_before
    _content_changed(frontend.addresses_showing(instance) | frontend.addresses_showing(before))


def _places_changed(opportunity_id: int, may_be_full: bool, **kwargs: Any) -> None:
    names = [tag_of(opportunity_id), *([tag_of(None)] if may_be_full else [])]
    transaction.on_commit(partial(store.change, *names), robust=True)
    frontend.purge(frontend.addresses_of_opportunity(opportunity_id))


def _content_changed(addresses: set[str]) -> None:
    # One word a transaction is enough, however many rows it saves.
    waiting = transaction.get_connection().run_on_commit
    if not any(function is change_content for _savepoints, function, *_rest in waiting):
        transaction.on_commit(change_content, robust=True)
    frontend.purge(addresses)


def change_content() -> None:
    store.change(store.GENERATION)
