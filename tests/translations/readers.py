"""What readers of a language must see, whatever has been done: the one model by which every test here judges."""

from collections import defaultdict

from django.utils.html import strip_tags

from tests.translations.content import Content, parts, slots_of, worded


class Readers:
    """Those of one language, and what they have been shown.

    Whatever is translated begins with its language: `[ru] …`, `[ru 2] …` once a translator has reworded it.
    """

    def __init__(self, language):
        self.language = language
        self.is_served = False  # Whether there is anything that they can open.
        self.written = {}  # by translators, {(path, part of the source): how it begins}
        self.published = {}  # of these, what readers have been shown
        self.shown = defaultdict(set)  # every text that somebody has published, by path

    def wording(self, number=1):
        return f"[{self.language}]" if number == 1 else f"[{self.language} {number}]"

    def write(self, path, part, number=1):
        self.written[path, part] = self.wording(number)
        if number > 1:
            # Where its place is empty, the former wording cannot come back: the latter has taken its place.
            self.published.pop((path, part), None)

    def note_publishing(self, source: Content, seen: Content):
        """A translation as it is written now has been published."""
        self.is_served = True
        for path, text in source.texts.items():
            for part in parts(text):
                self.published[path, part] = self.written[path, part]
        self.note_texts(seen)

    def note_texts(self, seen: Content):
        for path, text in seen.texts.items():
            self.shown[path].add(text)

    def wanted(self, source: Content):
        """The texts that translators have to be asked for."""
        texts = {(path, part) for path, text in source.texts.items() for part in parts(text)}
        return texts - set(self.written)

    def expected(self, path, text):
        """What readers knew of a source's text; None where they knew it not, or not all of it."""
        return worded(text, lambda part: self.published.get((path, part)))

    def check_facts(self, source: Content, seen: Content):
        for name, value in source.facts.items():
            assert seen.facts[name] == value, f"stale: {name}"
        stale = [path for path, value in facts_within(source).items() if facts_within(seen).get(path, value) != value]
        assert not stale, f"stale: {stale}"

    def check(self, source: Content, seen: Content):
        self.check_facts(source, seen)
        self._check_structure(source, seen)
        for path, text in seen.texts.items():
            assert path in source.texts, f"lives on, though the source has emptied or removed it: {path}"
            assert all(part.startswith((f"[{self.language}] ", f"[{self.language} ")) for part in parts(text)), "mixed"
            known = self.expected(path, source.texts[path])
            assert text in self.shown[path] or text == known, f"published by nobody: {path}: {text}"

    def _check_structure(self, source: Content, seen: Content):
        seen_children = {children.path: children.items for children in seen.children()}
        missing = set()
        for children in source.children():
            if children.path not in seen_children:
                continue  # A block around it is missing.
            order = [child["id"] for child in children.items]
            here = [child["id"] for child in seen_children[children.path]]
            assert here == [each for each in order if each in here], f"order, or lives on: {children.path}"
            for child in children.items:
                if child["id"] not in here:
                    path = f"{children.path}.{child['id']}"
                    missing.add(f"{path}.")
                    assert not self._are_all_known(children.block_of(child), child, path), f"lost: {path}"
        for path, text in source.texts.items():
            if known := self.expected(path, text):
                is_there = not f"{path}.".startswith(tuple(missing))
                assert not is_there or seen.texts.get(path) == known, f"lost: {path}: {known}"

    def _are_all_known(self, block, child, path):
        """Whether nothing in a block waits for its translation; so in one that has no words."""
        texts = {
            slot.path: slot.value
            for slot in slots_of(block, child, "value", path)
            if slot.is_text and strip_tags(slot.value)
        }
        return all(self.expected(each, text) for each, text in texts.items())

    def see_everything(self, source: Content, seen: Content):
        """Whether nothing is left to translate or to publish."""
        wanted = {
            path: worded(text, lambda part, path=path: self.written.get((path, part)))
            for path, text in source.texts.items()
        }
        return seen.texts == wanted


def facts_within(content: Content):
    """{path: value} of what has no language inside the streams."""
    return {slot.path: slot.value for slot in content.slots() if not slot.is_text}
