"""Three groups: Editors publish, Reviewers decide, Administrators do both. No right to pages reads an application.

It stands in `config`, the one package that knows all the others. Wagtail makes Editors itself, and Moderators, who here
would be taken for those who decide on applications: their part in Wagtail's approval of pages goes to Administrators.
"""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations
from wagtail.snippets.models import create_extra_permissions

ALL = ("add", "change", "delete", "view", "publish")
EDITORS = {
    "home": {"organisation": ("add", "change", "view", "publish"), "synonyms": ALL},
    "events": {"venue": ALL, "holding": ALL},
    "volunteers": {
        "opportunity": ALL,
        "role": ALL,
        "applicationform": ALL,
        "consenttext": ("add", "change", "view"),
    },
    "wagtailredirects": {"redirect": ALL},
}
REVIEWERS = {
    "volunteers": {
        "application": ("view", "change"),
        "message": ("view", "change"),
        "opportunity": ("view",),
    },
}
OF_PAGES = ("add_page", "change_page", "publish_page")
OF_PAGES_FOR_ADMINISTRATORS = (*OF_PAGES, "bulk_delete_page", "lock_page", "unlock_page")
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
    groups = {
        name: Group.objects.using(alias).get_or_create(name=name)[0]
        for name in ("Editors", "Reviewers", "Administrators")
    }

    common = permissions.filter(codename="access_admin", content_type__app_label="wagtailadmin")
    translate = permissions.filter(codename="submit_translation", content_type__app_label="wagtail_localize")
    groups["Editors"].permissions.set([*common, *translate, *named(permissions, EDITORS)])
    groups["Reviewers"].permissions.set([*common, *named(permissions, REVIEWERS)])
    groups["Administrators"].permissions.set(permissions.all())

    give_pages(apps, alias, groups["Editors"], OF_PAGES)
    give_pages(apps, alias, groups["Administrators"], OF_PAGES_FOR_ADMINISTRATORS)
    give_files(apps, alias, groups["Editors"], permissions.filter(codename__in=OF_FILES))
    of_files = permissions.filter(content_type__model__in=("image", "document", "collection"))
    give_files(apps, alias, groups["Administrators"], of_files)
    end_moderators(apps, alias, heir=groups["Administrators"])


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


def end_moderators(apps, alias, heir):
    moderators = apps.get_model("auth", "Group").objects.using(alias).filter(name="Moderators").first()
    if moderators is None or moderators.user_set.exists():
        return
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.using(alias).filter(groups=moderators):
        task.groups.add(heir)
    moderators.delete()


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

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop, elidable=False)]
