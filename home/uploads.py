"""Files that wait in Wagtail's own table until an editor has said what a picture or document must say.

Those that came many at once are put there by Wagtail. One that was chosen alone is put there where the rest of its form
is refused: a browser can send a file again, and cannot be given it back.
"""

import datetime
import logging
import os.path

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signing import BadSignature, Signer
from django.db.models import Model
from django.utils import timezone
from wagtail.models import UploadedFile

logger = logging.getLogger(__name__)

# An editor may leave the page open over a holiday, and nobody but staff has sent what waits here.
WAITING = datetime.timedelta(days=7)

_signer = Signer(salt="home.waiting-upload")


def keep(file: File, *, model: type[Model], user: AbstractBaseUser) -> UploadedFile:
    file.seek(0)
    kind = ContentType.objects.get_for_model(model)
    return UploadedFile.objects.create(for_content_type=kind, file=file, uploaded_by_user=user)


def token_for(upload: UploadedFile) -> str:
    return _signer.sign(str(upload.pk))


def find(token: str, *, model: type[Model], user: AbstractBaseUser) -> UploadedFile | None:
    """What `user` has sent for `model` and `token` stands for; None where it was cleared away."""
    try:
        pk = _signer.unsign(token)
    except BadSignature:
        return None
    kind = ContentType.objects.get_for_model(model)
    upload = UploadedFile.objects.filter(pk=pk, for_content_type=kind, uploaded_by_user=user).first()
    return upload if upload and upload.file and upload.file.storage.exists(upload.file.name) else None


def as_sent(upload: UploadedFile) -> SimpleUploadedFile:
    """As it would come if it were chosen once more: in the memory, as pictures are while they are looked at anyway."""
    with upload.file.open() as file:
        return SimpleUploadedFile(os.path.basename(upload.file.name), file.read())


def discard(upload: UploadedFile) -> None:
    """The file before its row: a row without its file is found by the next clearing, a file without its row never."""
    if upload.file:
        upload.file.delete(save=False)
    upload.delete()


def delete_abandoned() -> int:
    """Discard what has waited for too long, and return how many. How long is what the store knows: the row does not."""
    discarded = 0
    for upload in UploadedFile.objects.order_by("pk"):
        try:
            if _is_abandoned(upload):
                discard(upload)
                discarded += 1
        except Exception:
            # A store of files fails in its own words (botocore, OSError); the other files are not kept for it.
            logger.exception("The file of upload %s could not be deleted", upload.pk)
    return discarded


def _is_abandoned(upload: UploadedFile) -> bool:
    storage, name = upload.file.storage, upload.file.name
    if not name or not storage.exists(name):
        return True
    return storage.get_modified_time(name) < timezone.now() - WAITING
