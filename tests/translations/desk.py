"""One page or snippet, its versions in three languages, and all that people do to them."""

from django.utils.html import strip_tags
from wagtail.log_actions import registry
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from tests.home import factories
from tests.translations.content import Content, normal
from tests.translations.kinds import MAKE, new_block, new_facts, new_item, other_fact
from tests.translations.readers import Readers
from translation_workflow.texts import is_ready, texts_waiting, translation_of
from translation_workflow.wagtail_hooks import take_translations_along


class Desk:
    """`origins` says of each other language which one it is translated from."""

    def __init__(self, kind, stock, language, origins):
        self.kind, self.stock, self.language, self.origins = kind, stock, language, origins
        self.count = 0
        self.begin(MAKE[kind](stock, language, self.words))
        for each in origins:
            self.submit(each)
            self.write_all(each)
            self.publish(each)

    def begin(self, instance):
        self.source = self.draft = instance
        self.readers = {language: Readers(language) for language in self.origins}

    def words(self):
        self.count += 1
        return f"Сөз {self.count}"

    @property
    def is_page(self):
        return isinstance(self.source, Page)

    # What an editor does. `draft` is what she is working on; others see it once it is published.

    def edit(self, change, number):
        """Calls `change` with the content of the draft: one of the methods below."""
        content = Content(self.draft)
        change(content, number)
        self.draft = factories.fresh(self.source).with_content_json(content.serialised())

    def reword(self, content, number):
        slot = self.pick([slot for slot in content.slots() if slot.is_text], number)
        if not slot.is_rich:
            slot.set(f"{self.words()} & т")
        elif number % 3 == 0:
            slot.set(f"<p>{self.words()}</p>")
        elif "</p>" in slot.value:
            _first, _end, rest = slot.value.partition("</p>")
            slot.set(rest if rest and number % 3 == 1 else f"{slot.value}<p>{self.words()}</p>")
        else:
            slot.set(f"<ul><li>{self.words()}</li></ul>")

    def empty(self, content, number):
        if slot := self.pick([slot for slot in content.slots() if slot.is_text and slot.may_be_empty], number):
            slot.set("<p></p>" if slot.is_rich and number % 2 else "")

    def swap_a_fact_of_a_block(self, content, number):
        if slot := self.pick([slot for slot in content.slots() if not slot.is_text], number):
            slot.set(other_fact(slot, self.stock))

    def lead_links_elsewhere(self, content, number):
        first, second = (page.pk for page in self.stock.pages)
        for slot in content.slots():
            if slot.is_rich:
                swapped = slot.value.replace(f'id="{first}"', 'id="?"').replace(f'id="{second}"', f'id="{first}"')
                slot.set(swapped.replace('id="?"', f'id="{second}"'))

    def add(self, content, number):
        """A block, or an item of a list in one."""
        if children := self.pick(list(content.children()), number):
            which = number // 7
            if children.is_stream:
                child = new_block(self.stock, self.words, which, number)
            else:
                child = new_item(children.path, self.stock, self.words, which)
            children.items.insert(number % (len(children.items) + 1), child)

    def remove(self, content, number):
        if children := self.pick([each for each in content.children() if each.items], number):
            del children.items[number // 3 % len(children.items)]

    def reorder(self, content, number):
        if children := self.pick([each for each in content.children() if len(each.items) > 1], number):
            children.items.append(children.items.pop(number // 3 % len(children.items)))

    def set_facts(self, which, number):
        for name, value in new_facts(self.draft, self.stock, which, number).items():
            setattr(self.draft, name, value)

    def pick(self, found, number):
        return found[number % len(found)] if found else None

    def save_draft(self):
        self.draft.save_revision()
        self.source = factories.fresh(self.source)

    def publish_source(self):
        self.source = self.draft = factories.publish(self.draft)

    def publish_former(self, number):
        former = self.source.revisions.filter(pk__in=self.published_revisions()).order_by("pk")
        self.draft = former[number % former.count()].as_object()
        self.publish_source()

    def published_revisions(self):
        logs = registry.get_logs_for_instance(self.source).filter(action="wagtail.publish")
        return logs.values_list("revision_id", flat=True)

    def unpublish_source(self):
        """As the admin does it: a page takes its translations along."""
        if self.is_page:
            for version in take_translations_along([self.source], "unpublish")[self.source]:
                version.specific.unpublish()
            for readers in self.readers.values():
                readers.is_served = False
        self.source.unpublish()
        self.source = factories.fresh(self.source)

    def move(self):
        """Under another page, as the admin does it: in all languages."""
        versions = [self.source, *take_translations_along([self.source], "move")[self.source]]
        is_there = self.source.get_parent().pk == self.stock.other_parents[self.language].pk
        parents = self.stock.parents if is_there else self.stock.other_parents
        for version in versions:
            factories.fresh(version).move(factories.fresh(parents[version.locale.language_code]), pos="last-child")
        self.source = factories.fresh(self.source)
        # Where it is belongs to no draft.
        self.draft = self.source.with_content_json(Content(self.draft).serialised())

    def make_again(self):
        """Deletes it with its translations, but for a copy, which is what can be had back."""
        if self.is_page:
            self.words()
            copy = self.source.copy(update_attrs={"slug": f"again-{self.count}"}, copy_revisions=False)
            found = [*take_translations_along([self.source], "delete")[self.source], self.source]
            for version in found:
                factories.fresh(version).delete()
            copy = factories.fresh(copy.specific)
        else:
            self.source.get_translations().delete()
            self.source.delete()
            copy = MAKE[self.kind](self.stock, self.language, self.words)
        self.begin(factories.publish(copy))

    # What translators do.

    def version(self, language):
        return self.source.get_translation_or_none(factories.locale(language))

    def origin(self, language):
        """The version that it is translated from; None where that is missing."""
        code = self.origins[language]
        return self.source if code == self.language else self.version(code)

    def translation(self, language):
        """None while there is none, and while it is stopped."""
        version = self.version(language)
        return translation_of(version) if version else None

    def submit(self, language):
        factories.submit(self.origin(language), language)

    def texts_of(self, language):
        """The texts of its origin, as a translator is shown them."""
        translation = self.translation(language)
        return translation.source.stringsegment_set.select_related("string", "context") if translation else []

    def write_all(self, language):
        readers = self.readers[language]
        for segment in self.texts_of(language):
            if (segment.context.path, normal(segment.string.data)) not in readers.written:
                self._write(language, segment, 1)

    def write_one(self, language, number, *, again=False):
        """One that is missing; `again`, one that has been written before."""
        readers = self.readers[language]
        texts = [
            segment
            for segment in self.texts_of(language)
            if ((segment.context.path, normal(segment.string.data)) in readers.written) == again
            and segment.context.path != "slug"
        ]
        if segment := self.pick(texts, number):
            self._write(language, segment, 2 + number if again else 1)

    def _write(self, language, segment, number):
        path, text = segment.context.path, segment.string.data
        wording = self.readers[language].wording(number)
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=factories.locale(language),
            defaults={
                "data": f"{text}-{language}" if path == "slug" else f"{wording} {text}",
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            },
        )
        self.readers[language].write(path, normal(text), number)

    def waiting(self, language):
        """The texts that a translator is asked for."""
        waiting = texts_waiting(self.translation(language)).select_related("string", "context")
        return {(segment.context.path, normal(segment.string.data)) for segment in waiting}

    def is_ready(self, language):
        translation = self.translation(language)
        return translation is not None and is_ready(translation)

    def save_translation(self, language):
        """For a moderator to look at: nothing is published by it."""
        self.translation(language).save_target(publish=False)

    def publish(self, language):
        with factories.committing():
            self.translation(language).save_target(publish=True)
        self.readers[language].note_publishing(Content(self.origin(language)), Content(self.version(language)))

    def unpublish(self, language):
        self.version(language).unpublish()
        self.readers[language].is_served = False

    def delete(self, language):
        factories.fresh(self.version(language)).delete()
        self.readers[language].is_served = False
        self.source = factories.fresh(self.source)
        for other, origin in self.origins.items():
            if origin == language and self.version(other):  # Only what led its own origin is left to it.
                self.origins[other] = self.origins[language]

    def make_alias(self, language):
        self.words()
        self.version(language).create_alias(update_slug=f"alias-{self.count}")

    def aliases(self, language):
        version = self.version(language)
        return type(version).objects.filter(alias_of=version) if self.is_page and version.live else []

    def stop(self, language):
        Translation.objects.filter(pk=self.translation(language).pk).update(enabled=False)

    def is_stopped(self, language):
        version = self.version(language)
        return bool(version) and self.translation(language) is None

    def edit_by_hand(self, language, number):
        """A version whose translation is stopped, or which has lost its origin."""
        version = self.version(language)
        content = Content(version)
        for slot in content.slots():
            if slot.is_text and strip_tags(slot.value) and number % 2:
                slot.set(f"[{language}] {self.words()}" if not slot.is_rich else f"<p>[{language}] Қолдан</p>")
                break
        edited = version.with_content_json(content.serialised())
        for name, value in new_facts(edited, self.stock, number, number).items():
            setattr(edited, name, value)
        self.readers[language].note_texts(Content(factories.publish(edited)))
        self.readers[language].is_served = True

    def restart(self, language):
        translation = Translation.objects.get(
            source__object_id=self.source.translation_key, target_locale=factories.locale(language)
        )
        translation.enabled = True
        translation.save(update_fields=["enabled"])

    def do_all(self, language):
        """What is left to do until its readers see everything."""
        if not self.version(language):
            self.submit(language)
        if self.is_stopped(language):
            self.restart(language)
        self.write_all(language)
        self.publish(language)
