"""What Google's documentation requires and recommends of each type of ours, as of November 2026.

For LearningResource, which Google shows no card of, what schema.org and the LRMI community describe a lesson by.
"""

import json

from bs4 import BeautifulSoup

REQUIRED = {
    "Event": {"name", "startDate", "location"},
    "NewsArticle": set(),
    "LearningResource": {"name"},
    "Organization": set(),
    "publisher": set(),
    "WebSite": {"name", "url"},
    "BreadcrumbList": {"itemListElement"},
    "Offer": set(),
    "Place": {"address"},
}
RECOMMENDED = {
    "Event": {
        "description",
        "endDate",
        "eventAttendanceMode",
        "eventStatus",
        "image",
        "offers",
        "organizer",
        "performer",
    },
    "NewsArticle": {"author", "dateModified", "datePublished", "headline", "image"},
    "LearningResource": {
        "about",
        "audience",
        "description",
        "educationalAlignment",
        "educationalLevel",
        "image",
        "inLanguage",
        "isAccessibleForFree",
        "learningResourceType",
        "publisher",
        "timeRequired",
        "url",
    },
    "Organization": {"address", "alternateName", "contactPoint", "email", "logo", "name", "sameAs", "telephone", "url"},
    "publisher": {"logo", "name", "url"},
    "WebSite": {"potentialAction"},
    "BreadcrumbList": set(),
    "Offer": {"availability", "price", "priceCurrency", "url", "validFrom"},
    "Place": {"name"},
}


def by_type(response):
    """The nodes of the page's one graph, by their types."""
    [script] = BeautifulSoup(response.content, "html.parser").select("script[type='application/ld+json']")
    data = json.loads(script.string)
    assert data.keys() == {"@context", "@graph"}
    assert data["@context"] == "https://schema.org"
    nodes = {node["@type"]: node for node in data["@graph"]}
    assert len(nodes) == len(data["@graph"])
    return nodes


def lacking(node, kind=""):
    """What is required or recommended and is not there, or is blank."""
    kind = kind or node["@type"]
    return sorted(name for name in REQUIRED[kind] | RECOMMENDED[kind] if node.get(name) in (None, "", [], {}))
