from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.models import UploadedFile

from home import uploads

KEPT = "kept_file"


class KeepsFile(forms.ModelForm):
    """Keeps a good file while the rest of the form is being mended, so that nobody has to choose it a second time.

    Only for a form that was shown with its hidden field, and can bring the file back: Wagtail keeps those that it takes
    many at once by itself.
    """

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        self.upload: UploadedFile | None = None
        if "file" not in self.fields or user is None:
            return
        self.fields[KEPT] = forms.CharField(required=False, widget=forms.HiddenInput)
        token = self.data.get(self.add_prefix(KEPT))
        if token and not self.files.get(self.add_prefix("file")):
            self._bring_back(token)

    def full_clean(self) -> None:
        super().full_clean()
        if self.add_prefix(KEPT) in self.data and self.errors and "file" not in self.errors:
            self._keep()

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit=commit)
        if commit and self.upload:
            uploads.discard(self.upload)
        return saved

    def _bring_back(self, token: str) -> None:
        self.upload = uploads.find(token, model=self._meta.model, user=self.user)
        if self.upload:
            self.files = self.files.copy()
            self.files[self.add_prefix("file")] = uploads.as_sent(self.upload)

    def _keep(self) -> None:
        file = self.files.get(self.add_prefix("file"))
        if not file:
            return
        if self.upload is None:
            self.upload = uploads.keep(file, model=self._meta.model, user=self.user)
        self.data = self.data.copy()
        self.data[self.add_prefix(KEPT)] = uploads.token_for(self.upload)
        self.fields["file"].required = False  # A browser would hold the form back although the file is here already.
        self["file"].help_text = _("The file is here already: %(name)s. Choose one only if you want another.") % {
            "name": file.name
        }
