"""Pictures and documents as editors upload them, one by one, many at once, and out of a window for choosing."""

import re
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtail.models import UploadedFile
from wagtail.utils.file import hash_filelike

from home.forms.kept_file import KeepsFile
from volunteers.domain import file_kinds

# Of a file that waits for what the form asks, since Wagtail took it before its words: `uploaded-image-12`.
WAITING = re.compile(r"uploaded-(?:image|document)-(\d+)", re.ASCII)


class NoticesTwins(KeepsFile):
    """Tells of the same file that is here already before another is kept; that needs a tick.

    A twin that the editor may not choose is none of hers, and not told.
    """

    # Where Wagtail itself shows the two side by side.
    shown_by_wagtail = ""

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.waiting_hash = self._hash_of_waiting_file()
        if self.waiting_hash:
            # Wagtail says that the upload was successful, as it is where nothing more is asked.
            self.fields["rights"].help_text = _("The file is kept once you have given its source and rights and saved.")
        if self.waiting_hash and not self.is_bound:
            self._ask_about_twin(self.waiting_hash)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        file = cleaned.get("file") if "file" in self.changed_data else None
        file_hash = hash_filelike(file) if file else self.waiting_hash
        if file_hash and self.prefix != self.shown_by_wagtail:
            self._ask_about_twin(file_hash)
        if "keep_twin" in self.fields and not self["keep_twin"].data:
            self.add_error("keep_twin", _("Use the file that is here already, or tick the box to keep this one too."))
        return cleaned

    def _hash_of_waiting_file(self) -> str:
        found = WAITING.fullmatch(self.prefix or "")
        upload = found and UploadedFile.objects.filter(pk=found[1], uploaded_by_user=self.user).first()
        if not upload:
            return ""
        with upload.file.open() as file:
            return hash_filelike(file)

    def _ask_about_twin(self, file_hash: str) -> None:
        if self.user is None:  # a program's form, which nobody reads
            return
        twins = self.permission_policy.instances_user_has_permission_for(self.user, "choose")
        twin = twins.exclude(pk=self.instance.pk).filter(file_hash=file_hash).first()
        if twin is None:
            return
        self.fields["keep_twin"] = forms.BooleanField(
            required=False, label=_("Keep this one too"), help_text=self._told_of(twin)
        )

    def _told_of(self, twin: models.Model) -> str:
        url = AdminURLFinder(self.user).get_edit_url(twin)
        if url is None:
            return format_html(_("The same file is here already: {}"), twin.title)
        link = format_html('<a href="{}" target="_blank">{}</a>', url, twin.title)
        return format_html(_("The same file is here already: {}"), link)


class ImageForm(NoticesTwins, BaseImageForm):
    shown_by_wagtail = "image-chooser-upload"


class DocumentForm(NoticesTwins, BaseDocumentForm):
    """Wagtail goes by the ending of a document's name alone; whoever downloads it trusts the library."""

    not_what_it_says = gettext_lazy(
        "By its content this is no .%(extension)s file, or it holds macros or asks for a password. Save it anew, or"
        " choose another."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            field = self.fields["file"]
            field.widget.attrs["accept"] = ",".join(f".{each}" for each in settings.WAGTAILDOCS_EXTENSIONS)
            field.help_text = _("Allowed file types: %(allowed)s. No more than %(size)s.") % {
                "allowed": ", ".join(settings.WAGTAILDOCS_EXTENSIONS).upper(),
                "size": filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE),
            }

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        extension = PurePath(file.name).suffix.lower().removeprefix(".")
        if "file" in self.changed_data and extension in settings.WAGTAILDOCS_EXTENSIONS:
            kind = file_kinds.kind_of(file)
            expected = file_kinds.TEXT.extension if extension == "csv" else extension
            if kind is None or kind.extension != expected:
                raise ValidationError(self.not_what_it_says, params={"extension": extension})
        return file
