from typing import Any

from wagtail import hooks
from wagtail.models import TranslatableMixin
from wagtail.snippets.views.snippets import IndexView


class LanguagesListView(IndexView):
    """A list of snippets in all languages, from which only those lead to the editor that it lets the person edit.

    Asked of the hooks `may_edit_translation` once a language.
    """

    def setup(self, *args: Any, **kwargs: Any) -> None:
        self._may_edit_in: dict[int, bool] = {}  # by language
        super().setup(*args, **kwargs)

    def get_edit_url(self, instance: TranslatableMixin) -> str | None:
        return super().get_edit_url(instance) if self._may_edit(instance) else None

    def _may_edit(self, instance: TranslatableMixin) -> bool:
        if instance.locale_id not in self._may_edit_in:
            asked = hooks.get_hooks("may_edit_translation")
            self._may_edit_in[instance.locale_id] = all(may(self.request.user, instance) for may in asked)
        return self._may_edit_in[instance.locale_id]
