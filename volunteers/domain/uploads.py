"""Files that applicants send: what they are by their content, where they wait, and how they are found again.

A file arrives with a form that may still hold an error elsewhere. It is stored at once, as a row without an
application, so that nobody has to choose it a second time; the form carries its signed number.
"""

from __future__ import annotations

import unicodedata
import uuid
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from volunteers.domain import file_kinds
from volunteers.domain.file_kinds import DOCX, JPEG, ODT, PDF, PNG, Kind
from volunteers.models import ApplicationFile, Opportunity
from volunteers.states import LIVE

_signer = Signer(salt="volunteers.waiting-upload")
_LONGEST_NAME = 200
KINDS = (PDF, JPEG, PNG, DOCX, ODT)


def kind_of(file: UploadedFile) -> Kind | None:
    """Which of KINDS `file` is by its content."""
    kind = file_kinds.kind_of(file)
    return kind if kind in KINDS else None


def keep(*, opportunity: Opportunity, key: str, file: UploadedFile, kind: Kind) -> ApplicationFile:
    """Store `file` for the question `key`; its row waits for an application, and is cleared away if none comes."""
    return ApplicationFile.objects.create(
        opportunity=opportunity,
        key=key,
        file=file,
        original_name=_presentable(file.name or "", kind),
        content_type=kind.content_type,
        size=file.size or 0,
    )


@transaction.atomic
def discard(upload: ApplicationFile) -> None:
    """Delete a waiting file. One that belongs to an application by now stays.

    The file before its row: a row without its file is cleared away later, a file without its row never.
    """
    waiting = ApplicationFile.objects.select_for_update().filter(pk=upload.pk, application=None).first()
    if waiting is not None:
        waiting.file.delete(save=False)
        waiting.delete()


def token_for(upload: ApplicationFile) -> str:
    return _signer.sign(str(upload.pk))


def find(token: str, *, opportunity: Opportunity, key: str, submission_key: uuid.UUID | None) -> ApplicationFile | None:
    """The file that `token` stands for, if it was sent for this question and has not gone to somebody's application.

    With this very sending's application it may have gone: then the form has come a second time. One that has ended
    keeps its files, and a new one brings its own. Asked for, a file waits anew, so that it is not cleared away between
    two attempts.
    """
    try:
        pk = _signer.unsign(token)
    except BadSignature:
        return None
    free = Q(application=None)
    if submission_key is not None:
        free |= Q(application__submission_key=submission_key, application__state__in=LIVE)
    found = ApplicationFile.objects.filter(free, pk=pk, opportunity=opportunity, key=key)
    found.update(uploaded_at=timezone.now())
    return found.first()


def _presentable(name: str, kind: Kind) -> str:
    """The person's own name for it, without what could mislead: control characters, and an ending that is not true."""
    path = PurePath("".join(char for char in name if unicodedata.category(char)[0] != "C"))
    known = {f".{known.extension}" for known in KINDS} | {".jpeg"}
    stem = path.stem if path.suffix.lower() in known else path.name
    return f"{stem[: _LONGEST_NAME - len(kind.extension) - 1] or 'file'}.{kind.extension}"
