"""Publishing from a list of pages, where Wagtail asks nobody about each."""

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page


def pages_to_publish(request: HttpRequest, chosen: list[Page]) -> list[Page]:
    """Those chosen, and the drafts below them where that was ticked, as far as this person may publish them."""
    pages = [page.specific for page in chosen]
    if request.POST.get("include_descendants"):
        for page in chosen:
            drafts = page.get_descendants().not_live().specific()
            pages += [draft for draft in drafts if draft.permissions_for_user(request.user).can_publish()]
    return pages


def refuse(request: HttpRequest, text: str, titles: list[str]) -> HttpResponseRedirect:
    """Back to the list with `text`, which names the `titles`; nothing has been published."""
    messages.error(request, text % {"titles": ", ".join(titles)})
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_explore_root")
