"""Names of fields and columns in the admin that Wagtail makes of Python's names: in English, for everybody."""

from django.contrib.auth.models import Permission
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

# The page of a group translates what the database says of a right and of its model.
SAID_BY_THE_DATABASE = (
    gettext_noop("Can publish"),
    gettext_noop("Can publish consent"),
    gettext_noop("Can submit translations"),
    gettext_noop("translation"),
)


def give() -> None:
    """Called once, when all apps are ready."""
    from wagtail.admin.forms.workflows import WorkflowContentTypeForm, WorkflowPageForm
    from wagtail.sites.views import IndexView
    from wagtail.users.forms import PagePermissionsForm

    WorkflowContentTypeForm.base_fields["content_types"].label = _("Snippets")
    WorkflowPageForm.base_fields["page"].label = _("Page")
    PagePermissionsForm.base_fields["page"].label = _("Page")
    PagePermissionsForm.base_fields["permissions"].label_from_instance = _right_to_a_page
    columns = {column.name: column for column in IndexView.columns}
    columns["port"].label = capfirst(_("port"))
    columns["site_name"].label = capfirst(_("site name"))
    columns["root_page"].label = capfirst(_("root page"))


def _right_to_a_page(permission: Permission) -> str | Promise:
    from wagtail.models import Page

    return next(
        (name for right, _short, name in Page.permission_types if right == permission.codename), permission.name
    )
