from typing import Any

from wagtail import hooks
from wagtail.models import TranslatableMixin
from wagtail.snippets.views.snippets import IndexView


class LanguagesListView(IndexView):
    """A list of snippets in all languages, from which only those lead to the editor that it lets the person edit.

    Asked of the hooks `may_edit_translation` once a language.
    """

    def get_edit_url(self, instance: TranslatableMixin) -> str | None:
        return super().get_edit_url(instance) if self._may_edit(instance) else None

    def _may_edit(self, instance: TranslatableMixin) -> bool:
        known: dict[Any, bool] = self.__dict__.setdefault("_languages_to_edit", {})
        if instance.locale_id not in known:
            user = self.request.user
            known[instance.locale_id] = all(may(user, instance) for may in hooks.get_hooks("may_edit_translation"))
        return known[instance.locale_id]
