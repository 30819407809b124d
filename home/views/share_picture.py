"""The picture beside a shared link, at an address that changes whenever the picture does."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from home.sharing import pictures


@require_safe
def share_picture(request: HttpRequest, page_id: int, name: str) -> HttpResponse:
    """Draws only what a live page shows now, so nobody can have anything else drawn, nor see what was taken back.

    Networks ask again for years for the address that they once found: an outdated one leads to the current picture.
    """
    page = pictures.shared_page(page_id)
    if page is None:
        raise Http404
    card = pictures.card_of(page)
    if name != card.name:
        response: HttpResponse = HttpResponseRedirect(pictures.address(page, card))
        patch_cache_control(response, public=True, max_age=60 * 60)
        return response
    kind = "image/jpeg" if name.endswith(".jpg") else "image/png"
    response = HttpResponse(pictures.picture_of(page, card), content_type=kind)
    patch_cache_control(response, public=True, max_age=60 * 60 * 24 * 365, immutable=True)
    return response
