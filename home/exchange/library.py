"""What a cell names of the library of files: pictures and documents, by title or by file name."""

from collections import defaultdict
from collections.abc import Collection
from pathlib import PurePath

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home.exchange.columns import Column, folded
from home.models import CreditedDocument, CreditedImage

LibraryFile = AbstractImage | AbstractDocument


def _file_name(file: LibraryFile) -> str:
    return PurePath(file.file.name).name


class Library:
    """Files of one model under their names: many may bear one title, and each has a file name of its own."""

    def __init__(self, model: type[LibraryFile], *, missing: Promise, several: Promise) -> None:
        self.model, self.missing, self.several = model, missing, several
        self._choices: dict[int, set[int]] = {}

    def find(self, text: str, user: AbstractBaseUser, present: Collection[int | None] = ()) -> LibraryFile:
        """Of those that `user` may choose in the editor too, or that the page has already; the others are not told.

        Raises ValidationError.
        """
        may_be_found = self._may_be_chosen_by(user).union(present)
        found = [file for file in self._called(text) if file.pk in may_be_found]
        if not found:
            raise ValidationError(self.missing % {"name": text})
        if len(found) > 1:
            raise ValidationError(self.several % {"names": "; ".join(sorted(map(_file_name, found)))})
        return found[0]

    def name_of(self, pk: int | None) -> str:
        """Its title where that is its alone; '' where it is gone."""
        file = self._files.get(pk)
        if file is None:
            return ""
        return file.title if self._called(file.title) == [file] else _file_name(file)

    def _called(self, text: str) -> list[LibraryFile]:
        # Before the titles, so that under its file name each can be found, whatever the others are called.
        return self._by_file_name.get(text) or self._by_name.get(folded(text), [])

    @cached_property
    def _by_file_name(self) -> dict[str, list[LibraryFile]]:
        by_name = defaultdict(list)
        for file in self._files.values():
            by_name[_file_name(file)].append(file)
        return by_name

    @cached_property
    def _by_name(self) -> dict[str, list[LibraryFile]]:
        by_name = defaultdict(list)
        for file in self._files.values():
            for name in {folded(file.title), folded(_file_name(file))}:
                by_name[name].append(file)
        return by_name

    @cached_property
    def _files(self) -> dict[int | None, LibraryFile]:
        return {file.pk: file for file in self.model._default_manager.order_by("pk")}

    def _may_be_chosen_by(self, user: AbstractBaseUser) -> set[int]:
        if user.pk not in self._choices:
            policy = policy_registry.get_by_type(self.model)
            chosen = policy.instances_user_has_permission_for(user, "choose")
            self._choices[user.pk] = set(chosen.values_list("pk", flat=True))
        return self._choices[user.pk]


def pictures() -> Library:
    return Library(
        CreditedImage,
        missing=_("There is no picture of this title or file name: %(name)s."),
        several=_("Several pictures bear this title. Give the file name of one: %(names)s"),
    )


def documents() -> Library:
    return Library(
        CreditedDocument,
        missing=_("There is no document of this title or file name: %(name)s."),
        several=_("Several documents bear this title. Give the file name of one: %(names)s"),
    )


class CoverColumn(Column):
    """A picture that is here already: an import uploads none."""

    def __init__(self, name: str = "cover") -> None:
        super().__init__(name, note=_("The title of a picture in the library, or its file name."))
        self.pictures = pictures()

    def read(self, text: str, page: Page) -> LibraryFile:
        return self.pictures.find(text, self.user)

    def cell(self, page: Page) -> str:
        return self.pictures.name_of(page.cover_id)
