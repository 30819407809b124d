"""Whatever is done to a source and its translations, in any order: nothing is stale, mixed or lost.

A few examples of each kind are tried with the suite, always the same. Many, and each time others, with
`HYPOTHESIS_PROFILE=long pytest tests/translations/test_torture.py`; a failing one is then made smaller and told as the
calls that lead to it.
"""

import json
import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from wagtail_localize.models import TranslationSource

from home import translation_board
from tests.translations.content import Content
from tests.translations.desk import Desk
from tests.translations.kinds import LANGUAGES, MAKE, make_stock

pytestmark = pytest.mark.django_db

common = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
# A failing example is told as it is: making it smaller takes minutes of publishing.
settings.register_profile(
    "quick", derandomize=True, max_examples=5, stateful_step_count=12, phases=[Phase.generate], **common
)
settings.register_profile("long", max_examples=100, stateful_step_count=25, **common)

NUMBERS = st.integers(0, 99)
WHICH = st.sampled_from([0, 1])
OFTEN = st.sampled_from([True, True, False])


class People(RuleBasedStateMachine):
    kind: str
    stock: object

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize(language=st.sampled_from(LANGUAGES), is_chain=st.booleans())
    def begin(self, language, is_chain):
        first, second = [each for each in LANGUAGES if each != language]
        origins = {first: language, second: first if is_chain else language}
        self.desk = Desk(self.kind, self.stock, language, origins)
        self.languages = [first, second]

    # Editors.

    @rule(number=NUMBERS, then_publish=OFTEN)
    def reword(self, number, then_publish):
        self._edit(self.desk.reword, number, then_publish)

    @rule(number=NUMBERS, then_publish=OFTEN)
    def empty(self, number, then_publish):
        self._edit(self.desk.empty, number, then_publish)

    @rule(number=NUMBERS, then_publish=OFTEN)
    def swap_a_fact_of_a_block(self, number, then_publish):
        self._edit(self.desk.swap_a_fact_of_a_block, number, then_publish)

    @rule(number=NUMBERS, then_publish=OFTEN)
    def lead_links_elsewhere(self, number, then_publish):
        self._edit(self.desk.lead_links_elsewhere, number, then_publish)

    @rule(number=NUMBERS, then_publish=OFTEN)
    def add(self, number, then_publish):
        self._edit(self.desk.add, number, then_publish)

    @rule(number=NUMBERS, then_publish=OFTEN)
    def remove(self, number, then_publish):
        self._edit(self.desk.remove, number, then_publish)

    @rule(number=NUMBERS, then_publish=OFTEN)
    def reorder(self, number, then_publish):
        self._edit(self.desk.reorder, number, then_publish)

    def _edit(self, change, number, then_publish):
        self.desk.edit(change, number)
        self._save(then_publish)

    @rule(which=NUMBERS, number=NUMBERS, then_publish=OFTEN)
    def set_facts(self, which, number, then_publish):
        self.desk.set_facts(which, number)
        self._save(then_publish)

    def _save(self, then_publish):
        if then_publish:
            self.desk.publish_source()
        else:
            self.desk.save_draft()

    @rule()
    def publish(self):
        self.desk.publish_source()

    @rule(number=NUMBERS)
    def publish_a_former_version(self, number):
        self.desk.publish_former(number)

    @rule(is_spared=OFTEN)
    def unpublish(self, is_spared):
        if not is_spared:  # Nobody sees anything until it is published again.
            self.desk.unpublish_source()

    @rule(is_spared=OFTEN)
    def delete_and_make_again(self, is_spared):
        if not is_spared:  # It undoes all that has been done before.
            self.desk.make_again()

    @rule()
    def move(self):
        if self.desk.stock.other_parents:
            self.desk.move()

    # Translators.

    @rule(which=WHICH)
    def submit(self, which):
        language = self.languages[which]
        if not self.desk.version(language) and self.desk.origin(language):
            self.desk.submit(language)

    @rule(which=WHICH)
    def write_all(self, which):
        self.desk.write_all(self.languages[which])

    @rule(which=WHICH, number=NUMBERS, again=st.booleans())
    def write_one(self, which, number, again):
        self.desk.write_one(self.languages[which], number, again=again)

    @rule(which=WHICH)
    def save_translation(self, which):
        if self.desk.translation(self.languages[which]):
            self.desk.save_translation(self.languages[which])

    @rule(which=WHICH)
    def publish_translation(self, which):
        if self.desk.is_ready(self.languages[which]):
            self.desk.publish(self.languages[which])

    @rule(which=WHICH)
    def write_all_and_publish(self, which):
        self.desk.write_all(self.languages[which])
        self.publish_translation(which)

    @rule(which=WHICH)
    def unpublish_translation(self, which):
        if self.desk.version(self.languages[which]):
            self.desk.unpublish(self.languages[which])

    @rule(which=WHICH)
    def delete_translation(self, which):
        language = self.languages[which]
        if self.desk.version(language):
            self.desk.delete(language)

    @rule(which=WHICH)
    def make_alias(self, which):
        if self.desk.is_page and self.desk.version(self.languages[which]):
            self.desk.make_alias(self.languages[which])

    @rule(which=WHICH)
    def stop_or_restart(self, which):
        language = self.languages[which]
        if self.desk.translation(language):
            self.desk.stop(language)
        elif self.desk.is_stopped(language):
            self.desk.restart(language)

    @rule(which=WHICH, number=NUMBERS)
    def edit_by_hand(self, which, number):
        if self.desk.is_stopped(self.languages[which]):
            self.desk.edit_by_hand(self.languages[which], number)

    @rule()
    def do_all_that_is_left(self):
        if self.desk.source.live:
            for language in self.languages:
                self.desk.do_all(language)
                origin, seen = Content(self.desk.origin(language)), Content(self.desk.version(language))
                assert self.desk.readers[language].see_everything(origin, seen)

    @invariant()
    def readers_see_the_truth(self):
        if not getattr(self, "desk", None) or not self.desk.source.live:
            return
        source = Content(self.desk.source)
        frozen = TranslationSource.objects.get_for_instance_or_none(self.desk.source)
        cells = self.cells()
        for language in self.languages:
            version = self.desk.version(language)
            if version is None:
                assert cells[language].state == translation_board.State.MISSING
                continue
            readers, seen = self.desk.readers[language], Content(version)
            assert version.live == readers.is_served, "gone, or published by nobody"
            readers.check_facts(source, seen)
            readers.check_facts(source, Content(version, version.latest_revision.content))
            for alias in self.desk.aliases(language):
                copied = Content(alias)
                assert (copied.facts, copied.texts) == (seen.facts, seen.texts), "an alias is stale"
            origin = self.desk.origin(language)
            if not self.desk.translation(language) or not origin.live:
                continue
            assert self.desk.waiting(language) == readers.wanted(Content(origin)), "lost, or nobody is asked for it"
            if version.live:
                readers.check(Content(origin), seen)
                is_current = readers.see_everything(Content(origin), seen)
                assert (cells[language].state == translation_board.State.CURRENT) == is_current, "the board lies"
        if frozen:
            assert Content(self.desk.source, json.loads(frozen.content_json)).facts == source.facts

    def cells(self):
        key = self.desk.source.translation_key
        [row] = [row for row in translation_board.rows() if row.key == key]
        return {cell.language: cell for cell in row.cells}


@pytest.mark.parametrize("kind", MAKE)
def test_readers_see_the_truth_whatever_is_done(kind):
    people = type("People", (People,), {"kind": kind, "stock": make_stock(kind)})
    profile = settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
    run_state_machine_as_test(people, settings=profile)
