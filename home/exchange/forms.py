"""What an editor says before a file is read, and what is kept of the file until she has seen what it would do."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from home.exchange import files
from home.exchange.files import Row, Sheet, UnreadableFile
from home.exchange.kinds import Kind, all_kinds, kind_named, kind_of_index

SALT = "home.exchange"
DAY = 24 * 60 * 60  # seconds
# Django takes no more in a form; the other fields are short.
MAX_PARCEL = 2_400_000  # bytes


@dataclass(frozen=True)
class Parcel:
    """A file that was read, on its way through the editor's browser and back: no server has to keep it."""

    user_id: int
    index_id: int
    file_name: str
    sheet: Sheet
    fingerprint: str  # of the plan that the editor has seen

    def packed(self) -> str:
        """Signed, so that what comes back is what was shown. Raises UnreadableFile where it holds too much text."""
        rows = [[row.number, *row.cells] for row in self.sheet.rows]
        content = [self.user_id, self.index_id, self.file_name, self.sheet.headings, rows, self.fingerprint]
        packed = signing.dumps(content, salt=SALT, compress=True)
        if len(packed) > MAX_PARCEL:
            raise UnreadableFile(_("The file is larger than 2 MB. Divide it into several."))
        return packed

    @classmethod
    def unpacked(cls, packed: str) -> "Parcel | None":
        """None where it is not ours, or older than a day."""
        try:
            user_id, index_id, file_name, headings, rows, fingerprint = signing.loads(packed, salt=SALT, max_age=DAY)
        except signing.BadSignature:
            return None
        sheet = Sheet(headings, [Row(number, cells) for number, *cells in rows])
        return cls(user_id, index_id, file_name, sheet, fingerprint)


def places_for(user: AbstractBaseUser) -> list[tuple[Kind, Page]]:
    """Where `user` may add pages that can be imported, each language after the other."""
    allowed = page_permission_policy.instances_user_has_permission_for(user, "add")
    order = [code for code, _name in settings.LANGUAGES]
    return [
        (kind, index)
        for kind in all_kinds()
        for index in sorted(
            kind.index_model.objects.filter(pk__in=allowed.values("pk"), alias_of=None).select_related("locale"),
            key=lambda index: order.index(index.locale.language_code),
        )
    ]


class ImportForm(forms.Form):
    place = forms.ChoiceField(
        label=_("Import into"), help_text=_("New pages come below it, in its language, as drafts.")
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "An Excel file (.xlsx) or CSV, with headings as in the template. At most 300 rows and 2 MB, since"
            " others who save have to wait until it is imported."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,text/csv"}),
    )

    def __init__(self, *args: Any, user: AbstractBaseUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(index.pk): (kind, index) for kind, index in places_for(user)}
        groups: dict[str, list[tuple[str, str]]] = {}
        languages = dict(settings.LANGUAGES)
        for pk, (kind, index) in self.places.items():
            name = f"{languages[index.locale.language_code]}: {index.title}"
            groups.setdefault(kind.label, []).append((pk, name))
        self.fields["place"].choices = list(groups.items())

    @cached_property
    def kind(self) -> Kind:
        return self.places[self.cleaned_data["place"]][0]

    @cached_property
    def index(self) -> Page:
        return self.places[self.cleaned_data["place"]][1]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("place") and cleaned.get("file"):
            try:
                self.sheet = files.read(cleaned["file"], self.kind.is_heading)
            except UnreadableFile as error:
                self.add_error("file", ValidationError(error.message))
        return cleaned


class ExportForm(forms.Form):
    """`kind` and `language` of the pages; `language` empty: all."""

    kind = forms.ChoiceField(label=_("Which pages"))
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("All languages")), *settings.LANGUAGES]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.name, kind.label) for kind in all_kinds()]

    def clean_kind(self) -> Kind | None:
        return kind_named(self.cleaned_data["kind"])


def place_of(parcel: Parcel) -> tuple[Kind, Page] | None:
    """None where it is gone."""
    index = Page.objects.filter(pk=parcel.index_id).specific().first()
    kind = kind_of_index(index) if index else None
    return (kind, index) if kind else None
