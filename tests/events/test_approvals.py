"""An editor cannot publish: what she changes goes out when a moderator approves, who is then asked as she would be."""

import json

import pytest
from django.urls import reverse
from wagtail.models import GroupApprovalTask, TaskState, Workflow, WorkflowTask

from home import roles
from tests.events import factories
from tests.events.test_change_views import edit
from tests.home import factories as pages
from tests.volunteers.factories import make_application, make_opportunity
from tests.volunteers.staff import browser_of, make_member
from volunteers.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    index = factories.make_event_index(pages.make_home())
    opportunity = make_opportunity()
    make_application(opportunity, email="one@example.kz")
    return factories.make_event(
        index,
        starts_at=opportunity.shifts.get().starts_at.replace(second=0, microsecond=0),
        body=[("application_form", {"opportunity": opportunity})],
    )


@pytest.fixture
def moderator(event):
    return browser_of(make_member("Moderators"))


def submit(event, **changed):
    """As an editor leaves it who has pressed "Submit to ..."."""
    draft = pages.fresh(event).get_latest_revision_as_object()
    for name, value in changed.items():
        setattr(draft, name, value)
    draft.save_revision()
    event = pages.fresh(event)
    event.get_workflow().start(event, make_member("Editors"))
    return event


def approve(browser, event, *, next_url="", **posted):
    """From the admin's home."""
    names = [event.pk, "approve", event.current_workflow_task_state.pk]
    return browser.post(reverse("wagtailadmin_pages:workflow_action", args=names), {"next": next_url, **posted})


def question_for(event, query=""):
    names = [event.pk, pages.fresh(event).latest_revision_id]
    return reverse("events_admin:approve_change", args=names) + query


def told():
    return list(Message.objects.exclude(kind="received").values_list("kind", "recipient"))


def state_of(event):
    event = pages.fresh(event)
    return event.status, event.workflow_in_progress, told()


UNDECIDED = ("scheduled", True, [])
CANCELLED = ("cancelled", False, [("event_cancelled", "one@example.kz")])


def test_an_approval_from_the_home_page_asks_and_then_leads_back(moderator, event):
    event = submit(event, status="cancelled")

    response = approve(moderator, event, next_url="/admin/", comment="Дұрыс")
    page = moderator.get(response.url).content.decode()

    assert response.url == question_for(event, "?next=%2Fadmin%2F")
    assert "1 person has applied and will be written to" in page
    assert state_of(event) == UNDECIDED

    confirmed = moderator.post(response.url, {"is_mailed": "on"})

    assert (confirmed.url, state_of(event)) == ("/admin/", CANCELLED)
    step = TaskState.objects.get(revision__object_id=str(event.pk))
    assert (step.status, step.comment) == ("approved", "Дұрыс")


def test_an_approval_in_a_dialogue_leads_to_the_question_too(moderator, event):
    event = submit(event, status="cancelled")
    names = [event.pk, "approve", event.current_workflow_task_state.pk]

    response = moderator.post(
        reverse("wagtailadmin_pages:workflow_action", args=names),
        {"comment": "Дұрыс"},
        headers={"x-requested-with": "XMLHttpRequest"},
    )

    assert response.json() == {"step": "success", "redirect": question_for(event)}
    assert state_of(event) == UNDECIDED


def press_approve(browser, event, **fields):
    extra = json.dumps({"comment": "Дұрыс"})
    approve = {"action-workflow-action": "true", "workflow-action-name": "approve", "workflow-action-extra-data": extra}
    return edit(browser, event, **approve, **{"action-publish": ""}, **fields)


def test_an_approval_in_the_page_editor_keeps_what_was_mended_there(moderator, event):
    event = submit(event, status="cancelled")

    response = press_approve(moderator, event, status="cancelled", title="Түзетілген атау")

    assert response.url == question_for(event)
    assert state_of(event) == UNDECIDED
    moderator.post(response.url, {"is_mailed": "on"})
    assert state_of(event) == CANCELLED
    assert pages.fresh(event).title == "Түзетілген атау"
    assert TaskState.objects.filter(comment="Дұрыс").exists()


def test_what_the_moderator_herself_changes_is_asked_about(moderator, event):
    event = submit(event, title="Басқа атау")

    response = press_approve(moderator, event, status="postponed")

    assert response.url == question_for(event)
    assert state_of(event) == UNDECIDED


def test_where_nothing_is_to_be_told_an_approval_publishes_at_once(moderator, event):
    event = submit(event, title="Басқа атау")

    approve(moderator, event)

    assert state_of(event) == ("scheduled", False, [])
    assert pages.fresh(event).title == "Басқа атау"


def test_changes_are_requested_without_a_question(moderator, event):
    event = submit(event, status="cancelled")
    names = [event.pk, "reject", event.current_workflow_task_state.pk]

    moderator.post(reverse("wagtailadmin_pages:workflow_action", args=names), {"comment": "Неге?"})

    assert pages.fresh(event).current_workflow_state.status == "needs_changes"


def test_only_the_last_step_asks(moderator, event):
    second = GroupApprovalTask.objects.create(name="Екінші")
    second.groups.set(GroupApprovalTask.objects.get(name=roles.WORKFLOW).groups.all())
    WorkflowTask.objects.create(workflow=Workflow.objects.get(), task=second, sort_order=1)
    event = submit(event, status="cancelled")

    first = approve(moderator, event)

    assert (first.url, state_of(event)) == (reverse("wagtailadmin_pages:edit", args=[event.pk]), UNDECIDED)
    assert approve(moderator, pages.fresh(event)).url == question_for(event)


def test_what_somebody_else_has_approved_meanwhile_is_not_done_twice(moderator, event):
    event = submit(event, status="cancelled")
    url = approve(moderator, event).url
    moderator.post(url, {"is_mailed": "on"})

    response = moderator.post(url, {"is_mailed": "on"}, follow=True)

    assert state_of(event) == CANCELLED
    assert "does not wait for an approval any more" in response.content.decode()


def test_what_was_edited_meanwhile_is_not_approved_unseen(moderator, event):
    event = submit(event, status="cancelled")
    url = approve(moderator, event).url
    pages.fresh(event).get_latest_revision_as_object().save_revision()

    response = moderator.post(url, {"is_mailed": "on"})

    assert response.url == reverse("wagtailadmin_pages:edit", args=[event.pk])
    assert state_of(event) == UNDECIDED


def test_an_editor_cannot_answer_for_the_moderator(moderator, event):
    event = submit(event, status="cancelled")
    url = approve(moderator, event).url

    browser_of(make_member("Editors")).post(url, {"is_mailed": "on"})

    assert state_of(event) == UNDECIDED


def publish_many(browser, *chosen, **ticked):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    numbers = "&".join(f"id={page.pk}" for page in chosen)
    return browser.post(f"{url}?{numbers}&next=/admin/", ticked, follow=True).content.decode()


def test_from_a_list_of_pages_such_a_change_is_not_published(moderator, event):
    draft = pages.fresh(event).get_latest_revision_as_object()
    draft.status = "cancelled"
    draft.save_revision()
    other = factories.make_event(event.get_parent(), title="Басқа")
    other.unpublish()

    said = publish_many(moderator, event, other)

    assert pages.fresh(event).status == "scheduled"
    assert not pages.fresh(other).live
    assert f"publish one by one: {event.title}" in said


def test_nor_is_it_with_all_that_stands_below_a_page(moderator, event):
    event.unpublish()
    draft = pages.fresh(event).get_latest_revision_as_object()
    draft.status = "postponed"
    draft.save_revision()

    said = publish_many(moderator, event.get_parent(), include_descendants="on")

    assert not pages.fresh(event).live
    assert f"publish one by one: {event.title}" in said
