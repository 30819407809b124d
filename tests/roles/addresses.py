"""Every address of the admin that the resolver knows, with something real for each of its parameters."""

import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail import hooks
from wagtail.models import Locale, Page, Site

from events.models import Venue
from home.models import CreditedDocument, CreditedImage
from tests.roles import house as houses
from volunteers.models.settings import VolunteeringSettings

# An opportunity belongs to no language; an application is made and ended by the domain.
MODELS = re.compile(r"^wagtailsnippet\w*_(home|events|volunteers)_(\w+)$")
PLACEHOLDER = re.compile(r"<(?:\w+:)?(\w+)>")


BULK, BULK_PREFIX = "wagtail_bulk_action", "bulk:"


class Address(NamedTuple):
    name: str  # as the resolver knows it
    url: str
    language: str = ""  # of what is shown, where it has one

    def __str__(self) -> str:
        return f"{self.name} {self.language}".strip()


class Route(NamedTuple):
    name: str
    pattern: str
    parameters: tuple[str, ...]


def routes() -> list[Route]:
    """One for each address; the first that matches is taken, as the resolver does."""
    all_routes = [route for route in _walk(get_resolver().url_patterns) if route.pattern.startswith("admin/")]
    # Who takes the way out walks no further.
    all_routes = [route for route in all_routes if route.name != "wagtailadmin_logout"]
    # Some of ours stand without a name at the address of another's, before it.
    nameless_first = sorted(all_routes, key=lambda route: not route.name.startswith("/"))
    return list({route.pattern: route for route in nameless_first}.values())


def _walk(patterns: list, prefix: str = "", namespaces: tuple[str, ...] = ()) -> Iterator[Route]:
    for each in patterns:
        pattern = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            within = (*namespaces, each.namespace) if each.namespace else namespaces
            yield from _walk(each.url_patterns, pattern, within)
        elif isinstance(each, URLPattern):
            # Without a name it is called by its address; of anything else, by one.
            name = ":".join([*namespaces, each.name]) if each.name else "/" + pattern.replace("^.*/$", "nothing-here/")
            yield Route(name, pattern, tuple(PLACEHOLDER.findall(pattern)))


def addresses(house: SimpleNamespace) -> list[Address]:
    found = []
    for route in routes():
        if route.name == BULK:
            found += _bulk_addresses(house)
        elif route.name.startswith("/"):
            found.append(Address(route.name, route.name))
        elif route.parameters:
            found += _filled(route, house)
        else:
            found.append(Address(route.name, reverse(route.name)))
    return found


def _filled(route: Route, house: SimpleNamespace) -> Iterator[Address]:
    values = {name: _value(route.name, name, house) for name in route.parameters}
    languages = next((tuple(each) for each in values.values() if isinstance(each, dict)), ("",))
    for language in languages:
        kwargs = {name: each[language] if isinstance(each, dict) else each for name, each in values.items()}
        yield Address(route.name, reverse(route.name, kwargs=kwargs), language)


def _value(name: str, parameter: str, house: SimpleNamespace) -> Any:
    """Of one parameter: {language: value} where the address opens something in a language."""
    for known, parameters, value in VALUES:
        if fnmatchcase(name, known) and parameter in parameters.split():
            return value(house, name)
    raise LookupError(f"What is {parameter} of {name}? Say it in VALUES.")


def _bulk_addresses(house: SimpleNamespace) -> Iterator[Address]:
    for action in sorted(hooks.get_hooks("register_bulk_action"), key=lambda each: each.__name__):
        for model in action.models:
            for language, pk in _instances_of(model, house).items():
                name = f"{BULK_PREFIX}{model._meta.label_lower}:{action.action_type}"
                url = reverse(BULK, args=[model._meta.app_label, model._meta.model_name, action.action_type])
                yield Address(name, f"{url}?id={pk}&next=/admin/", language)


def _instances_of(model: type, house: SimpleNamespace) -> dict[str, Any]:
    if model in house.snippets:
        return _pks(house.snippets[model])
    if model._meta.model_name == "page":
        return _pks(house.events)
    single = {
        "creditedimage": house.image,
        "crediteddocument": house.document,
        "user": house.editor,
        "application": house.application,
        "message": house.message,
        "opportunity": house.opportunity,
        "synonyms": house.synonyms,
    }
    return {"": single[model._meta.model_name].pk}


def _pks(by_language: dict[str, Any]) -> dict[str, Any]:
    return {language: instance.pk for language, instance in by_language.items()}


def _model(name: str) -> type:
    return apps.get_model(*MODELS.match(name.split(":")[0]).groups())


def _of_snippet(house, name):
    found = _instances_of(_model(name), house)
    return found.get("", found)


def _of_moderated_snippet(house, name):
    return house.moderated_snippets[_model(name)].pk


def _state_of_snippet(house, name):
    return house.moderated_snippets[_model(name)].current_workflow_state.pk


def _task_state_of_snippet(house, name):
    return house.moderated_snippets[_model(name)].current_workflow_task_state.pk


def _revision_of_snippet(house, name):
    found = house.snippets[_model(name)]
    return {language: instance.latest_revision_id for language, instance in found.items()}


def _translations(value: Callable[[Any], Any]) -> Callable:
    """Of a page and of a snippet, in each language into which they are being translated."""

    def values(house, _name):
        found = {"page": house.begun, "snippet": house.begun_snippet}
        return {f"{kind} {code}": value(each) for kind in found for code, each in found[kind].items()}

    return values


def _of_begun_pages(value: Callable[[Any], Any]) -> Callable:
    return lambda house, _name: {code: value(page) for code, page in house.begun.items()}


def _of_waiting_pages(house, _name):
    return {code: houses.translation_of(page).pk for code, page in house.waiting.items()}


def _revisions(by_language):
    return {language: instance.latest_revision_id for language, instance in by_language.items()}


# (names, parameters, what they are): the first that fits.
VALUES = [
    ("*:revisions_compare", "revision_id_a", lambda *_: "earliest"),
    ("*:revisions_compare", "revision_id_b", lambda *_: "latest"),
    ("*", "action_name", lambda *_: "approve"),
    # Pages
    ("wagtailadmin_api:pages:*", "action_name", lambda *_: "publish"),
    ("wagtailadmin_pages:*", "content_type_app_name app_label", lambda *_: "events"),
    ("wagtailadmin_pages:*", "content_type_model_name model_name", lambda *_: "eventpage"),
    ("wagtailadmin_*", "parent_page_id destination_id", lambda house, _: _pks(house.indexes)),
    ("wagtailadmin_pages:*", "task_id", lambda house, _: house.task.pk),
    ("wagtailadmin_pages:*", "task_state_id", lambda house, _: house.moderated.current_workflow_task_state.pk),
    ("wagtailadmin_pages:*", "workflow_state_id", lambda house, _: house.moderated.current_workflow_state.pk),
    ("wagtailadmin_pages:*workflow*", "page_id", lambda house, _: house.moderated.pk),
    ("wagtailadmin_pages:convert_alias", "page_id", lambda house, _: house.alias.pk),
    ("wagtailadmin_pages:revisions_unschedule", "page_id", lambda house, _: house.scheduled.pk),
    ("wagtailadmin_pages:revisions_unschedule", "revision_id", lambda house, _: house.scheduled.latest_revision_id),
    ("wagtailadmin_pages:*", "revision_id", lambda house, _: _revisions(house.events)),
    ("wagtailadmin_pages:*", "page_id page_to_move_id pk", lambda house, _: _pks(house.events)),
    ("wagtailadmin_api:pages:*", "pk", lambda house, _: _pks(house.events)),
    ("events_admin:tell_change", "pk", lambda house, _: house.untold.pk),
    ("events_admin:publish_change", "pk", lambda house, _: house.events["kk"].pk),
    ("events_admin:publish_change", "revision_pk", lambda house, _: house.change.pk),
    ("events_admin:approve_change", "pk", lambda house, _: house.called_off.pk),
    ("events_admin:approve_change", "revision_pk", lambda house, _: house.called_off.latest_revision_id),
    ("events_admin:*", "index_pk", lambda house, _: _pks(house.indexes)),
    ("events_admin:*", "source_pk", lambda house, _: _pks(house.events)),
    # Translations
    ("wagtail_localize:submit_*", "page_id", lambda house, _: house.untold.pk),
    ("wagtail_localize:*", "page_id", lambda house, _: _pks(house.events)),
    ("wagtail_localize:*", "app_label", lambda *_: "events"),
    ("wagtail_localize:*", "model_name", lambda *_: "venue"),
    ("wagtail_localize:*", "pk", lambda house, _: house.moderated_snippets[Venue].pk),
    ("wagtail_localize:*", "mode", lambda *_: "kk"),
    ("wagtail_localize:*", "translation_source_id", lambda house, _: houses.source_of(house.events["kk"]).pk),
    ("wagtail_localize:*", "string_segment_id", _translations(lambda each: houses.string_of(each).pk)),
    ("wagtail_localize:*", "overridable_segment_id", _of_begun_pages(lambda each: houses.overridable_of(each).pk)),
    # Snippets have nothing that could be overridden, and no preview.
    ("wagtail_localize:edit_override", "translation_id", _of_begun_pages(lambda each: houses.translation_of(each).pk)),
    ("wagtail_localize:preview_*", "translation_id", _of_begun_pages(lambda each: houses.translation_of(each).pk)),
    ("translation_workflow:cancel", "translation_id", _of_waiting_pages),
    ("*", "translation_id", _translations(lambda each: houses.translation_of(each).pk)),
    # Snippets
    ("wagtailsnippets_*", "task_state_id", _task_state_of_snippet),
    ("wagtailsnippets_*", "workflow_state_id", _state_of_snippet),
    ("wagtailsnippets_*workflow*", "pk", _of_moderated_snippet),
    ("wagtailsnippets_*", "revision_id", _revision_of_snippet),
    ("wagtailsnippet*", "pk", _of_snippet),
    # Volunteers
    ("volunteers_applications:*", "pk", lambda house, _: house.application.pk),
    ("volunteers_messages:*", "pk", lambda house, _: house.message.pk),
    ("volunteers_file", "pk", lambda house, _: house.file.pk),
    # Files
    ("wagtaildocs:*", "uploaded_file_id", lambda house, _: houses.upload(house, CreditedDocument).pk),
    ("wagtailimages:*", "uploaded_file_id", lambda house, _: houses.upload(house, CreditedImage).pk),
    ("wagtailimages:preview", "filter_spec", lambda *_: "width-100"),
    ("wagtaildocs*", "pk document_id doc_id", lambda house, _: house.document.pk),
    ("wagtailimages*", "pk image_id", lambda house, _: house.image.pk),
    ("wagtailadmin_api:documents:*", "pk", lambda house, _: house.document.pk),
    ("wagtailadmin_api:images:*", "pk", lambda house, _: house.image.pk),
    ("wagtailadmin_collections:*", "pk collection_id", lambda house, _: house.collection.pk),
    # Settings
    ("wagtailadmin_workflows:remove", "page_pk", lambda house, _: Page.objects.get(depth=1).pk),
    ("wagtailadmin_workflows:remove", "workflow_pk", lambda house, _: house.workflow.pk),
    ("wagtailadmin_workflows:enable", "pk", lambda house, _: house.former_workflow.pk),
    ("wagtailadmin_workflows:enable_task", "pk", lambda house, _: house.former_task.pk),
    ("wagtailadmin_workflows:*task*", "pk task_id", lambda house, _: house.task.pk),
    ("wagtailadmin_workflows:add_task", "app_label", lambda *_: "wagtailcore"),
    ("wagtailadmin_workflows:add_task", "model_name", lambda *_: "groupapprovaltask"),
    ("wagtailadmin_workflows:*", "pk", lambda house, _: house.workflow.pk),
    ("wagtailredirects:*", "redirect_id", lambda house, _: house.redirect.pk),
    ("wagtailsettings:*", "app_name", lambda *_: "volunteers"),
    ("wagtailsettings:*", "model_name", lambda *_: "volunteeringsettings"),
    ("wagtailsettings:*", "pk", lambda *_: VolunteeringSettings.load().pk),
    ("wagtaillocales:*", "pk", lambda *_: Locale.objects.get(language_code="en").pk),
    ("wagtailsites:*", "pk", lambda *_: Site.objects.get().pk),
    ("wagtailusers_users:*", "pk", lambda house, _: house.editor.pk),
    ("wagtailusers_groups:*", "pk", lambda house, _: house.group.pk),
    # Others
    ("wagtailadmin_tag_model_autocomplete", "app_name", lambda *_: "taggit"),
    ("wagtailadmin_tag_model_autocomplete", "model_name", lambda *_: "tag"),
    ("wagtailadmin_editing_sessions:*", "app_label", lambda *_: "events"),
    ("wagtailadmin_editing_sessions:*", "model_name", lambda *_: "eventpage"),
    ("wagtailadmin_editing_sessions:*", "object_id", lambda house, _: _pks(house.events)),
    ("wagtailadmin_editing_sessions:*", "session_id", lambda house, _: houses.editing_session(house).pk),
    ("wagtailadmin_password_reset_confirm", "uidb64", lambda *_: "MQ"),
    ("wagtailadmin_password_reset_confirm", "token", lambda *_: "set-password"),
    ("exchange:blank", "name", lambda *_: "events"),
    ("guide:topic", "name", lambda *_: "first-steps"),
]
