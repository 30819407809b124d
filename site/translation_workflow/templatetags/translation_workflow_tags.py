import json
from typing import Any

from django import template
from wagtail_localize.models import Translation

from translation_workflow import moderation

register = template.Library()


@register.inclusion_tag("translation_workflow/standing.html", takes_context=True)
def translation_standing(context: template.Context, translation: Translation, instance: Any) -> dict[str, Any]:
    request = context["request"]
    return {
        "standing": moderation.standing(translation, instance, request.user),
        "translation": translation,
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }


@register.filter
def without_alias(props: str) -> str:
    """What wagtail-localize's script gets, less its way of turning a translation into an alias.

    An alias in another language shows readers the source's words, and to a person who may not publish it is the first
    thing that the script offers.
    """
    parsed = json.loads(props)
    parsed["links"]["convertToAliasUrl"] = None
    return json.dumps(parsed)
