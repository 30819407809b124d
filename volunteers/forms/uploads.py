"""A file of an application: chosen once, kept through every other error of the form."""

import uuid
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.utils.translation import gettext_lazy as _

from volunteers.domain import uploads
from volunteers.forms.fields import required
from volunteers.models import ApplicationFile, Opportunity

ACCEPT = ".pdf,.jpg,.jpeg,.png,.docx,.odt"


class QuotaHandler(FileUploadHandler):
    """Lets a file through while it is one that the form asks for and no larger than allowed.

    Without it a file of any size would be written to the disk in full before a form could refuse it; and a limit on
    the whole request would lose everything that was typed.
    """

    def __init__(self, request, *, names: set[str], maximum_bytes: int):
        super().__init__(request)
        self.names = names
        self.maximum_bytes = maximum_bytes
        self.too_large: set[str] = set()

    def receive_data_chunk(self, raw_data, start):
        # Not in `new_file`: a file skipped there makes Django close the one before it, which was complete.
        if self.field_name not in self.names:
            raise SkipFile
        if start + len(raw_data) > self.maximum_bytes:
            self.too_large.add(self.field_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        return None


@dataclass
class Sent:
    """What came in for one file question."""

    file: UploadedFile | None
    token: str
    is_removed: bool


class KeptFileInput(forms.FileInput):
    """A file box beside the signed number of the file that is here already, and a box to remove that one."""

    def __init__(self):
        super().__init__(attrs={"accept": ACCEPT})

    # A hyphen cannot stand in a question's key, so these names clash with no field.
    def token_name(self, name):
        return f"kept-{name}"

    def remove_name(self, name):
        return f"remove-{name}"

    def value_from_datadict(self, data, files, name):
        return Sent(
            file=files.get(name),
            token=data.get(self.token_name(name), ""),
            is_removed=self.remove_name(name) in data,
        )

    def value_omitted_from_data(self, data, files, name):
        return name not in files and self.token_name(name) not in data

    def use_required_attribute(self, initial):
        # A browser would hold the form back although the file is here already.
        return False


class UploadField(forms.Field):
    """The answer to a file question. Its value is an ApplicationFile that waits, or None.

    `kept` is that file also when the rest of the form, or a second file chosen in its stead, is refused.
    """

    widget = KeptFileInput
    default_error_messages = {
        "required": required,
        "kind": _("Allowed file types: %(allowed_extensions)s."),
        "size": _("The file must not exceed %(max)s MB."),
        "empty": _("This file is empty."),
    }

    def __init__(self, *, opportunity: Opportunity, key: str, maximum_megabytes: int, **kwargs):
        super().__init__(**kwargs)
        self.opportunity = opportunity
        self.key = key
        self.maximum_megabytes = maximum_megabytes
        self.submission_key: uuid.UUID | None = None
        self.is_too_large = False
        self.kept: ApplicationFile | None = None

    @property
    def kept_token(self) -> str:
        return uploads.token_for(self.kept) if self.kept else ""

    @property
    def extensions(self) -> str:
        return ", ".join(kind.extension.upper() for kind in uploads.KINDS)

    def clean(self, value: Sent) -> ApplicationFile | None:
        self.kept = self._find(value)
        if self.is_too_large:
            self._refuse("size", max=self.maximum_megabytes)
        if value.file is not None:
            self._replace(value.file)
        if self.kept is None and self.required:
            self._refuse("required")
        return self.kept

    def _find(self, value: Sent) -> ApplicationFile | None:
        if not value.token:
            return None
        kept = uploads.find(value.token, opportunity=self.opportunity, key=self.key, submission_key=self.submission_key)
        if kept is not None and value.is_removed:
            uploads.discard(kept)
            return None
        return kept

    def _replace(self, file: UploadedFile) -> None:
        if not file.size:
            self._refuse("empty")
        if file.size > self.maximum_megabytes * 1024 * 1024:
            self._refuse("size", max=self.maximum_megabytes)
        kind = uploads.kind_of(file)
        if kind is None:
            self._refuse("kind", allowed_extensions=self.extensions)
        former, self.kept = self.kept, uploads.keep(opportunity=self.opportunity, key=self.key, file=file, kind=kind)
        if former is not None:
            uploads.discard(former)

    def _refuse(self, code: str, **params: object) -> None:
        raise ValidationError(self.error_messages[code], code=code, params=params)
