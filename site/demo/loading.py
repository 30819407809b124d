"""What every loader is given: the day, the ledger, and who is taken to have written it all."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from wagtail.models import DraftStateMixin, Locale, Page, TranslatableMixin

from demo import translating
from demo.bodies import Body
from demo.content import SOURCE, TRANSLATIONS
from demo.ledger import Ledger
from events.models import Holding, Venue
from home.models import CreditedDocument, CreditedImage
from volunteers.models import Opportunity

MODELS: dict[str, type[models.Model]] = {
    "page": Page,
    "picture": CreditedImage,
    "material": CreditedDocument,
    "venue": Venue,
    "holding": Holding,
    "opportunity": Opportunity,
}

Fields = dict[str, Any]


@dataclass
class Load:
    ledger: Ledger
    today: datetime.date

    @property
    def editor(self) -> AbstractUser:
        return get_user_model().objects.get(username="editor")

    def body(self, key: str, language: str) -> Body:
        return Body(key, language, self.find_id)

    def find_id(self, kind: str, key: str) -> int | None:
        found = self.ledger.find(MODELS[kind], f"{kind}/{key}")
        return found.pk if found else None

    def missing(self, kind: str, entries: Iterable[Fields], name: str = "key") -> list[tuple[str, Fields]]:
        """Those of `entries` that this database has not been given, each with its key in the ledger."""
        keyed = [(f"{kind}/{entry[name]}", entry) for entry in entries]
        return [(key, entry) for key, entry in keyed if not self.ledger.has(key)]

    def snippet(
        self, model: type[TranslatableMixin], key: str, fields_in: Callable[[str], Fields]
    ) -> TranslatableMixin:
        """Make a translatable snippet in the source language, publish it, and translate it."""
        with transaction.atomic():
            source = model(locale=Locale.objects.get(language_code=SOURCE), **fields_in(SOURCE))
            source.full_clean()
            source.save()
            self.ledger.record(key, source)
        if isinstance(source, DraftStateMixin):
            source.save_revision(user=self.editor).publish(user=self.editor, skip_permission_checks=True)
        self.translate(source, fields_in)
        return source

    def translate(self, source: TranslatableMixin, fields_in: Callable[[str], Fields]) -> None:
        words = {language: fields_in(language) for language in TRANSLATIONS}
        translating.publish_in(words, source=source, by=self.editor)
