"""A tree of pages for tests, translated by wagtail-localize's own means and never by hand."""

import contextlib
import itertools

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import TestCase
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, Site
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from home.models import CreditedDocument, CreditedImage, HomePage, NewsIndexPage, NewsPage, Organisation, StandardPage
from home.models.media import Rights

_numbers = itertools.count(1)


def locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def make_home(**fields) -> HomePage:
    """The Kazakh home page, as the root of the default site; the two other languages are only set up."""
    for code in ("kk", "ru", "en"):
        locale(code)
    root = Page.objects.get(depth=1)
    home = root.add_child(
        instance=HomePage(**{"title": "Ерікті", "slug": "erikti", "locale": locale("kk"), **fields}),
    )
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "testserver", "root_page": home})
    root.get_children().not_exact_type(HomePage).delete()
    return publish(home)


def add(parent, page):
    """Publishes `page` below `parent`, through a revision as the admin does."""
    page.locale = parent.locale
    parent.refresh_from_db()
    return publish(parent.add_child(instance=page))


def publish(instance):
    instance.save_revision().publish()
    return fresh(instance)


def fresh(instance):
    return type(instance)._default_manager.get(pk=instance.pk)


def make_news_index(home, **fields):
    return add(home, NewsIndexPage(**{"title": "Жаңалықтар", "slug": "news", "show_in_menus": True, **fields}))


def news(**fields):
    """One as yet unsaved."""
    number = next(_numbers)
    return NewsPage(**{"title": f"Жаңалық {number}", "slug": f"news-{number}", **fields})


def make_news(index, **fields):
    return add(index, news(**fields))


def make_page(parent, **fields):
    number = next(_numbers)
    return add(parent, StandardPage(**{"title": f"Бет {number}", "slug": f"page-{number}", **fields}))


def make_organisation(**fields):
    defaults = {"name": "Президенттік орталық", "short_name": "Орталық", "locale": locale("kk")}
    return publish(Organisation.objects.create(**{**defaults, **fields}))


def make_image(**fields):
    number = next(_numbers)
    return CreditedImage.objects.create(
        **{
            "title": f"Сурет {number}",
            "file": get_test_image_file(f"{number}.png"),
            "credit": "Мұражай қоры",
            "rights": Rights.OWN,
            **fields,
        }
    )


def make_document(**fields):
    number = next(_numbers)
    file = ContentFile(b"text", name=f"{number}.txt")
    defaults = {"title": f"Құжат {number}", "file": file, "credit": "Мұражай қоры", "rights": Rights.OWN}
    return CreditedDocument.objects.create(**{**defaults, **fields})


def make_superuser(language="en"):
    user = get_user_model().objects.create_superuser(f"admin-{next(_numbers)}", "admin@example.kz", "password")
    UserProfile.objects.filter(user=user).update(preferred_language=language)
    return user


def submit(instance, *codes):
    """Submits for translation, and returns the first one's draft."""
    translate_object(fresh(instance), [locale(code) for code in codes])
    return instance.get_translation(locale(codes[0]))


def translate_words(instance, code):
    """Gives each string of the source a translation that shows its language: `[ru] …`."""
    source = TranslationSource.objects.get_for_instance(instance)
    for segment in source.stringsegment_set.select_related("string", "context"):
        text = segment.string.data
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=locale(code),
            defaults={
                "data": f"{text}-{code}" if segment.context.path == "slug" else f"[{code}] {text}",
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            },
        )


@contextlib.contextmanager
def committing():
    """Runs what waits for the commit, which in a test never comes."""
    with TestCase.captureOnCommitCallbacks(execute=True), transaction.atomic():
        yield


def publish_translation(instance, code):
    """As the translator's button does; the publishing itself comes with the commit."""
    translation = Translation.objects.get(source__object_id=instance.translation_key, target_locale=locale(code))
    with committing():
        translation.save_target(publish=True)
    return fresh(instance.get_translation(locale(code)))


def translated(instance, *codes):
    """Submitted, worded and published in each language; returns the first."""
    submit(instance, *codes)
    for code in codes:
        translate_words(instance, code)
        publish_translation(instance, code)
    return fresh(instance.get_translation(locale(codes[0])))
