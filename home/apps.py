from django.apps import AppConfig
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from home.once import once

# What Wagtail's windows for choosing say, by the attribute that says it. English as in Wagtail's own catalogues, whence
# the translations come.
CHOOSERS_WORDS = {
    "choose_one_text": "Choose",
    "choose_another_text": "Choose another",
    "edit_item_text": "Edit",
    "search_tab_label": "Search",
    "create_action_label": "Create",
}


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Publishing")

    def ready(self) -> None:
        from wagtail.admin.viewsets.chooser import ChooserViewSet
        from wagtail.forms import TaskStateCommentForm

        from . import receivers, wagtail_labels  # noqa: F401 - receivers register themselves
        from .exchange import news
        from .search import pages

        pages.register_all()
        news.register_all()

        # Wagtail translates these while it is imported: into the site's first language, for everybody.
        for name, words in CHOOSERS_WORDS.items():
            setattr(ChooserViewSet, name, _(words))
        TaskStateCommentForm.base_fields["comment"].label = _("Comment")
        _name_groups()
        wagtail_labels.give()
        _count_without_a_noun()
        _let_wagtail_remember()


def _name_groups() -> None:
    """Forms choose groups in a dozen places, of Wagtail's and Django's, and each asks the group what it is called."""
    from django.contrib.auth.models import Group

    from home.groups import in_words

    Group.__str__ = in_words


def _count_without_a_noun() -> None:
    """Below its lists Wagtail puts the number before a plural: "8 images". Neither Kazakh nor Russian can say it so."""
    from wagtail.admin.paginator import WagtailPaginator

    WagtailPaginator.items_count_label = property(
        lambda paginator: gettext("In all: %(count)s") % {"count": intcomma(paginator.count)}
    )


def _let_wagtail_remember() -> None:
    """Wagtail asks for the reader's language at every page and snippet, and for the sites' paths at every link."""
    from wagtail.models import Locale, Site

    find_locale, find_paths = Locale.get_active, Site.get_site_root_paths
    Locale.get_active = staticmethod(lambda: once(("locale", get_language()), find_locale))
    Site.get_site_root_paths = staticmethod(lambda: once("site root paths", find_paths))
