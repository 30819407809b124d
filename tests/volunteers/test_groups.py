"""What else the groups may do with applications. Who opens which address is in tests/roles."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow

from home import roles
from tests.roles.matrix import ROLES
from tests.roles.people import browser_of_role
from tests.volunteers.factories import GUARDIAN, make_application
from tests.volunteers.staff import browser_of, make_member
from volunteers.models import Application, ApplicationFile, Message, TranslatedSnippet

pytestmark = pytest.mark.django_db

SURNAME = "Құпиябекова"
TRANSLATORS = "Translators (Russian)"
PEOPLE = tuple(ROLES.values())
NO_REVIEWERS = ["anonymous", "without group", "Editors", TRANSLATORS, "Moderators"]


@pytest.fixture
def application(settings, tmp_path):
    application = make_application(surname=SURNAME, **GUARDIAN)
    ApplicationFile.objects.create(
        application=application,
        opportunity=application.opportunity,
        key="cv",
        file="applications/nowhere",
        original_name=f"{SURNAME}.pdf",
        content_type="application/pdf",
        size=1,
    )
    return application


@pytest.mark.parametrize("person", PEOPLE)
def test_the_queue_is_handed_out_to_those_who_decide(application, person):
    client = browser_of_role(person)
    url = reverse("volunteers_applications:index")

    statuses = {client.get(url, {"export": kind}).status_code for kind in ("csv", "xlsx")}

    assert statuses == ({302} if person in NO_REVIEWERS else {200})


POSTS = ("decide", "undo", "start_review", "withdraw", "add_note")


@pytest.mark.parametrize("person", NO_REVIEWERS)
def test_only_reviewers_post(application, person):
    client = browser_of_role(person)
    data = {"move": "decline", "reason": "other", "version": 0, "text": "note"}

    statuses = {
        client.post(reverse(f"volunteers_applications:{name}", args=[application.pk]), data).status_code
        for name in POSTS
    }

    assert statuses == {302}
    application.refresh_from_db()
    assert (application.state, application.notes.count()) == ("submitted", 0)


@pytest.mark.parametrize("person", NO_REVIEWERS)
def test_only_reviewers_send_again(application, person):
    message = application.messages.get()

    browser_of_role(person).post(reverse("volunteers_messages:resend", args=[message.pk]))

    assert Message.objects.count() == 1


def test_reading_alone_does_not_decide(application):
    user = make_member("Reviewers")
    group = user.groups.get()
    group.permissions.remove(*group.permissions.filter(codename__in=["change_application", "change_message"]))
    client = browser_of(user)

    page = client.get(reverse("volunteers_applications:review", args=[application.pk]))
    client.post(reverse("volunteers_applications:decide", args=[application.pk]), {"move": "waitlist", "version": 0})

    assert page.status_code == 200
    assert "data-decision" not in page.content.decode()
    application.refresh_from_db()
    assert application.state == "submitted"


WAYS = (
    "/admin/",
    "/admin/snippets/",
    "/admin/volunteers/opportunities/",
    "/admin/volunteers/opportunities/edit/{opportunity}/",
    "/admin/volunteers/opportunities/inspect/{opportunity}/",
    "/admin/volunteers/opportunities/usage/{opportunity}/",
    "/admin/volunteers/opportunities/history/{opportunity}/",
    "/admin/volunteers/opportunities/delete/{opportunity}/",
    "/admin/snippets/choose/volunteers/opportunity/",
    "/admin/snippets/choose/volunteers/application/",
    "/admin/snippets/choose/volunteers/message/",
    "/admin/bulk/volunteers/application/delete/?id={application}",
    "/admin/bulk/volunteers/application/accept/?id={application}",
    "/admin/bulk/volunteers/message/delete/?id={message}",
    "/admin/volunteers/applications/{application}/",
    "/admin/volunteers/applications/edit/{application}/",
    "/admin/volunteers/applications/inspect/{application}/",
    "/admin/volunteers/applications/history/{application}/",
    "/admin/volunteers/applications/usage/{application}/",
    "/admin/volunteers/files/{file}/",
    "/admin/reports/site-history/",
)


@pytest.mark.parametrize("person", ["Editors", TRANSLATORS, "Moderators"])
def test_no_way_leads_who_writes_pages_to_a_name(application, person):
    client = browser_of_role(person)
    for way in WAYS:
        path = way.format(
            application=application.pk,
            opportunity=application.opportunity_id,
            message=application.messages.get().pk,
            file=application.files.get().pk,
        )
        body = client.get(path, follow=True).content.decode()

        assert [word for word in (SURNAME, application.email, application.number) if word in body] == [], path


@pytest.mark.parametrize("person", ["Reviewers", "superuser"])
def test_nobody_edits_adds_or_deletes_by_hand(application, person):
    client = browser_of_role(person)
    keys = {"application": application.pk, "message": application.messages.get().pk}
    ways = [
        f"/admin/volunteers/{model}s/{name}"
        for model, pk in keys.items()
        for name in ("add/", "new/", *(f"{verb}/{pk}/" for verb in ("edit", "delete", "copy", "history", "usage")))
    ]
    ways += [f"/admin/bulk/volunteers/{model}/delete/?id={pk}" for model, pk in keys.items()]

    for way in ways:
        assert client.get(way, follow=True).status_code == 404, way
        assert client.post(way, follow=True).status_code == 404, way
    assert (Application.objects.count(), Message.objects.count()) == (1, 1)


def test_reviewers_touch_no_pages():
    client = browser_of_role("Reviewers")

    assert client.get("/admin/pages/1/").status_code == 302
    assert client.get(reverse("wagtailimages:index")).status_code == 302


@pytest.mark.parametrize(
    ("group", "of_pages"),
    [
        ("Editors", ["add_page", "change_page"]),
        (TRANSLATORS, []),  # until their language has a home page
        ("Moderators", ["add_page", "change_page", "lock_page", "publish_page", "unlock_page"]),
        ("Reviewers", []),
    ],
)
def test_who_may_do_what_with_pages(group, of_pages):
    group = Group.objects.get(name=group)

    assert sorted(group.page_permissions.values_list("permission__codename", flat=True)) == of_pages
    assert set(group.page_permissions.values_list("page__depth", flat=True)) <= {1}


@pytest.mark.parametrize("group", ["Editors", TRANSLATORS, "Moderators"])
def test_who_writes_reads_no_application(group):
    group = Group.objects.get(name=group)

    assert not group.permissions.filter(codename__endswith="_application").exists()
    assert not group.permissions.filter(codename__endswith="_message").exists()


def test_moderators_alone_publish_snippets():
    publish = Group.objects.filter(permissions__codename__startswith="publish_").distinct()

    assert sorted(group.name for group in publish) == ["Administrators", "Moderators"]


def test_administrators_have_every_permission():
    missing = Permission.objects.exclude(group__name="Administrators")

    assert list(missing) == []


def test_one_way_leads_from_editors_to_readers():
    """For pages from the root on, and for each kind of snippet that has drafts."""
    task = GroupApprovalTask.objects.get()
    workflow = Workflow.objects.get(workflow_tasks__task=task)

    assert {group.name for group in task.groups.all()} == {"Moderators", "Administrators"}
    assert (task.name, workflow.name) == (roles.WORKFLOW, roles.WORKFLOW)
    assert [each.page.depth for each in workflow.workflow_pages.all()] == [1]
    assert {model for model in apps.get_models() if issubclass(model, TranslatedSnippet)} == {
        each.content_type.model_class() for each in workflow.workflow_content_types.all()
    }


def test_menu_shows_what_is_allowed(application):
    def has(person, *words):
        body = browser_of_role(person).get("/admin/").content.decode()
        return [word in body for word in words]

    words = ("volunteers-applications", "volunteers-messages", "volunteers-opportunities", "volunteers-roles")
    assert has("Reviewers", *words) == [True, True, True, False]
    assert has("Editors", *words) == [False, False, True, True]
    assert has("Administrators", *words) == [True, True, True, True]
    assert has("Reviewers", "Applications to decide: 1", '"data-waiting": "1"') == [True, True]
    assert has("Editors", "Applications to decide", "data-waiting") == [False, False]
