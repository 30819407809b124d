"""The tree of pages, in three languages."""

import datetime
from collections.abc import Iterator

from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from demo.content import SOURCE, in_language, moment, read
from demo.loading import Fields, Load
from events.models import EventIndexPage, EventPage, LessonIndexPage, LessonPage
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage

# In the order of the site's menu.
SECTIONS: dict[str, type[Page]] = {
    "events": EventIndexPage,
    "lessons": LessonIndexPage,
    "news": NewsIndexPage,
    "volunteer": StandardPage,
    "about": StandardPage,
    "privacy": StandardPage,
}
NOT_IN_MENU = {"privacy"}
CHILDREN: dict[str, type[Page]] = {"events": EventPage, "lessons": LessonPage, "news": NewsPage}

AS_THEY_STAND = (
    "title", "slug", "summary", "published_on", "is_all_day", "attendance", "online_url", "scale", "languages",
    "organiser", "status", "topic", "subject", "grade_from", "grade_to", "duration_minutes",
)  # fmt: skip
REFERENCES = {"cover": "picture", "venue": "venue"}
CHOSEN = {"holdings": "holding", "materials": "document"}  # a stream's name, and its block

Planned = tuple[str, type[Page], str, Fields]  # key, model, key of the parent, entry


def load(load: Load) -> None:
    """First every page in the source language, then their texts: they refer to each other in all directions."""
    planned = list(_planned())
    for key, model, parent, entry in planned:
        if not load.ledger.has(f"page/{key}"):
            _plant(load, key, model, parent, entry)
    for key, _model, _parent, entry in planned:
        if not load.ledger.has(f"words/{key}"):
            _publish(load, key, entry)


def _planned() -> Iterator[Planned]:
    """Parents before their children: a page cannot be translated before the one above it."""
    pages = read("pages")
    yield "home", HomePage, "", pages["home"]
    for key, model in SECTIONS.items():
        yield key, model, "home", pages[key]
    for parent, model in CHILDREN.items():
        for entry in read(parent)[parent]:
            yield entry["key"], model, parent, entry


def _plant(load: Load, key: str, model: type[Page], parent: str, entry: Fields) -> None:
    """A draft with all but the body, so that others can refer to it."""
    page = model(
        locale=Locale.objects.get(language_code=SOURCE),
        live=False,
        show_in_menus=key in SECTIONS and key not in NOT_IN_MENU,
        owner=load.editor,
        **fields_of(load, model, entry, SOURCE, with_body=False),
    )
    with transaction.atomic():
        if parent:
            load.ledger.get(Page, f"page/{parent}").add_child(instance=page)
        else:
            _plant_home(page)
        load.ledger.record(f"page/{key}", page)


def _plant_home(page: Page) -> None:
    """In place of the page with which Wagtail welcomes a developer."""
    site = Site.objects.get(is_default_site=True)
    welcome = site.root_page
    Page.get_first_root_node().add_child(instance=page)
    site.root_page = page
    site.site_name = "Erikti"
    site.save()
    welcome.delete()


def _publish(load: Load, key: str, entry: Fields) -> None:
    page = load.ledger.find(Page, f"page/{key}")
    if page is None:  # deleted between two attempts at loading
        return
    page = page.specific
    for name, value in {**fields_of(load, type(page), entry, SOURCE), **entry.get("former", {})}.items():
        setattr(page, name, value)
    page.save_revision(user=load.editor).publish(user=load.editor, skip_permission_checks=True)
    load.translate(page, lambda language: fields_of(load, type(page), entry, language))
    # A translation begins with the source's address, under which nobody has ever read it.
    Redirect.objects.filter(redirect_page__in=page.get_translations(), automatically_created=True).delete()
    load.ledger.record(f"words/{key}", page)


def fields_of(load: Load, model: type[Page], entry: Fields, language: str, *, with_body: bool = True) -> Fields:
    """The page's fields in `language`; those without a language are the same in each."""
    plain = in_language(entry, language)
    body = load.body(entry["key"], language)
    fields = {name: plain[name] for name in AS_THEY_STAND if name in plain}
    fields |= {f"{name}_at": moment(plain[name], load.today) for name in ("starts", "ends") if name in plain}
    fields |= {f"{name}_id": load.find_id(kind, plain[name]) for name, kind in REFERENCES.items() if name in plain}
    if "days_ago" in plain:
        fields["published_on"] = load.today - datetime.timedelta(days=plain["days_ago"])
    if "takeaways" in plain:
        fields["takeaways"] = body.html(plain["takeaways"])
    for name, kind in CHOSEN.items():
        if name in plain:
            blocks = [{"type": kind, "key": key} for key in plain[name]]
            fields[name] = body.stream(model._meta.get_field(name), blocks)
    if with_body and "body" in entry:
        fields["body"] = body.stream(model._meta.get_field("body"), entry["body"])
    return fields
