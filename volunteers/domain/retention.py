"""What is kept no longer than its purpose needs."""

from __future__ import annotations

import datetime
import logging

from django.db import transaction
from django.utils import timezone

from volunteers.models import ApplicationFile

logger = logging.getLogger(__name__)

# Long enough for a form begun in the evening and sent in the morning. The files are personal data all the same, and
# nobody has consented to anything yet.
UPLOADS_WAIT = datetime.timedelta(hours=24)


def delete_abandoned_uploads() -> int:
    """Delete what was uploaded with a form that was never sent whole: the file, then its row. Returns how many.

    In this order, and row by row, because a row without its file is found and finished by the next run, and a file
    without its row is found by nobody.
    """
    abandoned = ApplicationFile.objects.filter(application=None, uploaded_at__lt=timezone.now() - UPLOADS_WAIT)
    deleted = 0
    for pk in list(abandoned.values_list("pk", flat=True)):
        try:
            deleted += _delete(pk)
        except Exception:
            # A store of files fails in its own words (botocore, OSError); the other files are not kept for it.
            logger.exception("The file of upload %s could not be deleted", pk)
    return deleted


@transaction.atomic
def _delete(pk: int) -> bool:
    upload = ApplicationFile.objects.select_for_update().filter(pk=pk, application=None).first()
    if upload is None:  # its form has been sent after all
        return False
    upload.file.delete(save=False)
    upload.delete()
    return True
