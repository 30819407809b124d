"""The house's groups. Editors write, translators translate, Moderators publish what both have written, Reviewers decide
on applications, Administrators do all of it. No right to pages reads an application.

It stands in `config`, the one package that knows all the others. Wagtail makes Editors and Moderators itself, and the
way from one to the other: a workflow at the root of all pages. Here it is laid for snippets too. Which tree a group of
translators may edit is known only when a home page of its language is made (`home.roles`).
"""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations
from wagtail.snippets.models import create_extra_permissions

from home import roles

ALL = ("add", "change", "delete", "view")
# Snippets with drafts, and so with somebody who approves of them.
MODERATED = {
    "home": ("organisation",),
    "events": ("venue", "holding"),
    "volunteers": ("role", "applicationform", "consenttext"),
}
# Those without: what an editor saves holds at once.
UNMODERATED = {"home": {"synonyms": ALL}, "volunteers": {"opportunity": ALL}, "wagtailredirects": {"redirect": ALL}}
# An agreement that somebody has given must not go; there is one organisation, and it stays.
KEPT = ("organisation", "consenttext")
REVIEWERS = {
    "volunteers": {
        "application": ("view", "change"),
        "message": ("view", "change"),
        "opportunity": ("view",),
    },
}
OF_PAGES = ("add_page", "change_page")
OF_PAGES_FOR_MODERATORS = (*OF_PAGES, "publish_page", "lock_page", "unlock_page")
OF_PAGES_FOR_ADMINISTRATORS = (*OF_PAGES_FOR_MODERATORS, "bulk_delete_page")
OF_FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


def make_groups(apps, schema_editor):
    alias = schema_editor.connection.alias
    # Django writes the rows of permissions only after all migrations; they are needed here and now.
    for app_config in installed.get_app_configs():
        create_permissions(app_config, verbosity=0, using=alias)
        create_extra_permissions(app_config, using=alias)

    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    permissions = Permission.objects.using(alias)
    names = (roles.EDITORS, roles.MODERATORS, roles.REVIEWERS, roles.ADMINISTRATORS, *roles.TRANSLATORS.values())
    groups = {name: Group.objects.using(alias).get_or_create(name=name)[0] for name in names}

    common = permissions.filter(codename="access_admin", content_type__app_label="wagtailadmin")
    translate = permissions.filter(codename="submit_translation", content_type__app_label="wagtail_localize")
    translator = [*common, *translate, *named(permissions, moderated("change", "view"))]
    editor = [*translator, *named(permissions, moderated("add")), *named(permissions, UNMODERATED)]
    moderator = [*editor, *named(permissions, moderated("publish")), *named(permissions, moderated("delete", but=KEPT))]
    for name in roles.TRANSLATORS.values():
        groups[name].permissions.set(translator)
    groups[roles.EDITORS].permissions.set(editor)
    groups[roles.MODERATORS].permissions.set(moderator)
    groups[roles.REVIEWERS].permissions.set([*common, *named(permissions, REVIEWERS)])
    groups[roles.ADMINISTRATORS].permissions.set(permissions.all())

    give_pages(apps, alias, groups[roles.EDITORS], OF_PAGES)
    give_pages(apps, alias, groups[roles.MODERATORS], OF_PAGES_FOR_MODERATORS)
    give_pages(apps, alias, groups[roles.ADMINISTRATORS], OF_PAGES_FOR_ADMINISTRATORS)
    for name in (roles.EDITORS, roles.MODERATORS):
        give_files(apps, alias, groups[name], permissions.filter(codename__in=OF_FILES))
    of_files = permissions.filter(content_type__model__in=("image", "document", "collection"))
    give_files(apps, alias, groups[roles.ADMINISTRATORS], of_files)
    lay_workflow(apps, alias, moderators=groups[roles.MODERATORS], administrators=groups[roles.ADMINISTRATORS])


def moderated(*actions, but=()):
    return {
        app_label: {model: actions for model in models if model not in but} for app_label, models in MODERATED.items()
    }


def named(permissions, granted):
    """Those of `granted`, {app: {model: actions}}, that exist: not every model can be published."""
    return [
        permission
        for app_label, models in granted.items()
        for model, actions in models.items()
        for permission in permissions.filter(
            content_type__app_label=app_label,
            content_type__model=model,
            codename__in=[f"{action}_{model}" for action in actions],
        )
    ]


def give_pages(apps, alias, group, codenames):
    Page = apps.get_model("wagtailcore", "Page")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    of_pages = apps.get_model("auth", "Permission").objects.using(alias).filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=codenames
    )
    for root in Page.objects.using(alias).filter(depth=1):
        for permission in of_pages:
            GroupPagePermission.objects.using(alias).get_or_create(group=group, page=root, permission=permission)


def give_files(apps, alias, group, permissions):
    Collection = apps.get_model("wagtailcore", "Collection")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    for root in Collection.objects.using(alias).filter(depth=1):
        for permission in permissions:
            GroupCollectionPermission.objects.using(alias).get_or_create(
                group=group, collection=root, permission=permission
            )


def lay_workflow(apps, alias, moderators, administrators):
    """Wagtail's own, under a name that all can read; Administrators may stand in for Moderators."""
    task = apps.get_model("wagtailcore", "GroupApprovalTask").objects.using(alias).filter(groups=moderators).first()
    if task is None:  # An operator has made ways of her own.
        return
    task.groups.add(administrators)
    task.name = roles.WORKFLOW
    task.save(update_fields=["name"])
    workflow = apps.get_model("wagtailcore", "Workflow").objects.using(alias).get(workflow_tasks__task=task)
    workflow.name = roles.WORKFLOW
    workflow.save(update_fields=["name"])

    ContentType = apps.get_model("contenttypes", "ContentType")
    WorkflowContentType = apps.get_model("wagtailcore", "WorkflowContentType")
    for app_label, models in MODERATED.items():
        for model in models:
            content_type = ContentType.objects.using(alias).get(app_label=app_label, model=model)
            WorkflowContentType.objects.using(alias).get_or_create(
                content_type=content_type, defaults={"workflow": workflow}
            )


def name_root(apps, schema_editor):
    """Above the home pages of all languages stands one page that no visitor sees, and that has no language itself."""
    Page = apps.get_model("wagtailcore", "Page")
    Page.objects.using(schema_editor.connection.alias).filter(depth=1, title="Root").update(
        title="Erikti", draft_title="Erikti"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("events", "0001_initial"),
        ("home", "0002_first_synonyms"),
        ("volunteers", "0001_initial"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [
        migrations.RunPython(make_groups, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(name_root, migrations.RunPython.noop, elidable=False),
    ]
