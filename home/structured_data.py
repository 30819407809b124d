"""Pages in the words of schema.org, as JSON-LD: what search engines make their cards, calendars and paths of.

A page has one graph: where it stands, and the one thing that it is about. What that is, each package says of its own
pages by registering with `thing_of`. Ids are addresses, so that engines know one organisation on all pages.
"""

import json
from functools import singledispatch
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from home import renditions
from home.addresses import absolute
from home.head import Head
from home.models import BasePage, HomePage, NewsPage, Organisation
from home.models.organisation import organisation_in
from home.sharing.pictures import share_picture
from home.surroundings import HOME_DEPTH, around

Node = dict[str, Any]

COUNTRY = "KZ"
# What would end the script, or begin a comment in it, were it in somebody's text; as Django's json_script has it.
ESCAPES = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&"}


def as_script(graph: Node) -> SafeString:
    text = json.dumps(graph, cls=DjangoJSONEncoder, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(text)  # noqa: S308 - nothing in it can end the script


def graph_of(page: BasePage, head: Head) -> Node:
    nodes = [*thing_of(page, head)]
    if page.depth and page.depth > HOME_DEPTH:
        nodes.append(breadcrumbs(page, head))
    return {"@context": "https://schema.org", "@graph": nodes}


@singledispatch
def thing_of(page: BasePage, head: Head) -> list[Node]:
    """What the page is about; nothing for a page that is only read or leads on."""
    return []


@thing_of.register
def _site(page: HomePage, head: Head) -> list[Node]:
    site = {
        "@type": "WebSite",
        "@id": f"{head.url}#site",
        "name": head.site_name,
        "url": head.url,
        "description": head.description,
        "inLanguage": head.language,
        "publisher": {"@id": organisation_id()},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{head.url}search/?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
    return [organisation_node(head, whole=True), site]


@thing_of.register
def _article(page: NewsPage, head: Head) -> list[Node]:
    publisher = organisation_node(head)
    return [
        {
            "@type": "NewsArticle",
            "@id": f"{head.url}#article",
            "headline": page.title,
            "description": page.summary or head.description,
            "url": head.url,
            "mainEntityOfPage": head.url,
            "image": pictures_of(page),
            "datePublished": head.published_at,
            "dateModified": head.modified_at,
            "inLanguage": head.language,
            "isAccessibleForFree": True,
            "author": publisher,
            "publisher": publisher,
        }
    ]


def organisation_id() -> str:
    return absolute("/#organisation")


def organisation_node(head: Head, *, whole: bool = False) -> Node:
    """Who publishes the site; `whole` with where it is and how it is reached, for the one page that is about it."""
    organisation = organisation_in(head.language)
    node: Node = {"@type": "Organization", "@id": organisation_id(), "name": head.site_name, "url": absolute("/")}
    if organisation is None:
        return node
    logo = organisation.logo.file.url if organisation.logo else static("ornament/favicon.svg")
    node |= {"name": organisation.name, "logo": {"@type": "ImageObject", "url": absolute(logo)}}
    if organisation.short_name != organisation.name:
        node["alternateName"] = organisation.short_name
    return node | _contacts(organisation) if whole else node


def _contacts(organisation: Organisation) -> Node:
    phones = [phone.href.removeprefix("tel:") for phone in organisation.phone_list]
    found: Node = {
        "email": organisation.email,
        "telephone": phones[0] if phones else "",
        "sameAs": [link.url for link in organisation.social_link_list],
        "contactPoint": [
            {"@type": "ContactPoint", "telephone": phone, "contactType": "customer service"} for phone in phones
        ],
    }
    if organisation.address or organisation.city:
        found["address"] = address_node(street=organisation.address, city=organisation.city)
    return without_blanks(found)


def address_node(*, street: str, city: str) -> Node:
    address = {"@type": "PostalAddress", "streetAddress": street, "addressLocality": city, "addressCountry": COUNTRY}
    return without_blanks(address)


def without_blanks(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}


def pictures_of(page: BasePage) -> list[str]:
    """Its cover as the page shows it, and the picture that is drawn for a link to it."""
    drawn = share_picture(page)
    return [*_covers(page), *([drawn.url] if drawn else [])]


def _covers(page: BasePage) -> list[str]:
    """What came along with the page: a picture is made for readers, and not for machines that ask before them."""
    if not page.cover:
        return []
    widest = renditions.filters(page.cover, "cover")[-1]
    ready = getattr(page.cover, "prefetched_renditions", ())
    return [absolute(rendition.url) for rendition in ready if rendition.filter_spec == widest.spec]


def breadcrumbs(page: BasePage, head: Head) -> Node:
    """The live pages from the home page of its language down to itself."""
    above = [each for each in around(page).above if HOME_DEPTH <= each.depth < page.depth and each.live]
    steps = [(gettext("Home") if each.depth == HOME_DEPTH else each.title, absolute(each.get_url())) for each in above]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate([*steps, (page.title, head.url)], start=1)
        ],
    }
