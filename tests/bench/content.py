"""More content than the demo's, so that what grows with it shows."""

import uuid

from wagtail.models import Page

from home.models import HomePage


def multiply(times: int) -> None:
    """For each page below the lists, as many again in its language as make `times` of it; revisions are left out.

    The copies of a page and those of its translations are translations of one another.
    """
    for page in Page.objects.live().exclude(depth__lte=HomePage.objects.first().depth + 1).specific():
        for number in range(2, times + 1):
            page.copy(
                recursive=False,
                copy_revisions=False,
                reset_translation_key=False,
                log_action=None,
                update_attrs={
                    "slug": f"{page.slug}-{number}",
                    "title": f"{page.title} {number}",
                    "translation_key": uuid.uuid5(page.translation_key, str(number)),
                },
            )
