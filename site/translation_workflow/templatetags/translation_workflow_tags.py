import json
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime
from wagtail import hooks
from wagtail_localize.models import Translation

from translation_workflow import moderation

register = template.Library()


@register.inclusion_tag("translation_workflow/standing.html", takes_context=True)
def translation_standing(context: template.Context, translation: Translation, instance: Any) -> dict[str, Any]:
    request = context["request"]
    return {
        "may_publish": moderation.may_publish(instance, request.user),
        "standing": moderation.standing(translation, instance, request.user),
        "translation": translation,
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def translation_side_panels(context: template.Context, translation: Translation, instance: Any) -> list[Any]:
    """wagtail-localize's, and what the site adds by `construct_translation_side_panels` hooks."""
    panels = list(context["side_panels"])
    for construct in hooks.get_hooks("construct_translation_side_panels"):
        construct(context["request"], translation, instance, panels)
    return panels


@register.filter
def mended(props: str, instance: Any) -> str:
    """What wagtail-localize's script gets, with the date in the reader's words and without the way to an alias.

    An alias in another language shows readers the source's words, and to a person who may not publish it is the first
    thing that the script offers.
    """
    parsed = json.loads(props)
    parsed["links"]["convertToAliasUrl"] = None
    if parsed["object"]["lastPublishedDate"]:
        revision = getattr(instance, "live_revision", None)
        published_at = revision.created_at if revision else instance.last_published_at
        parsed["object"]["lastPublishedDate"] = date_format(localtime(published_at))
    return json.dumps(parsed)
