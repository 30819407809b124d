"""A page that is to appear or to go at a time."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from config import tasks
from tests.home import factories
from tests.volunteers.staff import make_member

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def index():
    return factories.make_news_index(factories.make_home())


def test_an_approved_page_appears_at_its_time(index):
    editor, moderator = make_member("Editors"), make_member("Moderators")
    page = index.add_child(instance=factories.news(live=False, locale=index.locale, go_live_at=timezone.now() + HOUR))
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    page.current_workflow_task_state.approve(user=moderator)

    tasks.publish_scheduled.enqueue()
    assert not factories.fresh(page).live

    with time_machine.travel(timezone.now() + 2 * HOUR):
        tasks.publish_scheduled.enqueue()
        tasks.publish_scheduled.enqueue()  # by another machine's clock
    assert factories.fresh(page).live


def test_a_page_goes_at_its_time(index):
    page = factories.make_news(index, expire_at=timezone.now() + HOUR)

    tasks.publish_scheduled.enqueue()
    assert factories.fresh(page).live

    with time_machine.travel(timezone.now() + 2 * HOUR):
        tasks.publish_scheduled.enqueue()
    assert not factories.fresh(page).live
