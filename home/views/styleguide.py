"""The style guide: for staff, outside the languages, since it shows all three beside each other."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from home.ornament import frame_svg
from home.ornament.sprites import MOTIFS
from home.styleguide import catalogue, examples, foundations


@require_safe
@require_admin_access
def index(request: HttpRequest) -> HttpResponse:
    """Every component in every state: with ?language=ru in that one at full width, else in all beside each other."""
    wanted = request.GET.get("language", "")
    languages = [(code, name) for code, name in settings.LANGUAGES if wanted in ("", code)]
    if not languages:
        raise Http404
    with translation.override(wanted or settings.LANGUAGE_CODE):
        response = render(
            request,
            "styleguide/index.html",
            {
                "languages": languages,
                "all_languages": settings.LANGUAGES,
                "wanted": wanted,
                "groups": [_shown(group, languages, request) for group in catalogue.GROUPS],
                "frames": catalogue.FRAMES,
                "colours": foundations.COLOURS,
                "steps": foundations.STEPS,
                "motifs": MOTIFS,
                "seeds": [examples.seed(number) for number in range(12)],
                "borders": [foundations.as_address(frame_svg(name, 420, 297)) for name in ("d", "k", "zz")],
            },
        )
    patch_cache_control(response, private=True)
    return response


def _shown(group: catalogue.Group, languages: list[tuple[str, str]], request: HttpRequest) -> dict[str, Any]:
    return {
        "key": group.key,
        "name": group.name,
        "components": [
            {
                "name": component.name,
                "is_inert": component.is_inert,
                "states": [
                    {
                        "name": state.name,
                        "looks": [(code, component.render(state, code, request)) for code, _name in languages],
                    }
                    for state in component.states
                ],
            }
            for component in group.components
        ],
    }


@require_safe
@require_admin_access
def frame(request: HttpRequest, name: str, language: str) -> HttpResponse:
    """One of catalogue.FRAMES by itself, to be shown in a frame of any width."""
    template = catalogue.FRAMES.get(name)
    if template is None:
        raise Http404
    with translation.override(language):
        context = catalogue.frame_context(language)
        if template.startswith("components/"):
            context["component"] = template
            template = "styleguide/frame.html"
        response = render(request, template, context)
    patch_cache_control(response, private=True)
    return response
