"""What a row of the queue shows."""

from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, LocaleColumn, UpdatedAtColumn

from volunteers.domain.names import shift_names
from volunteers.models import Application
from volunteers.states import AWAITING_DECISION

# Wagtail's own headings are in the language of whoever starts the site, for everybody.
LANGUAGE = LocaleColumn(label=_("Language"))
UPDATED = UpdatedAtColumn(label=pgettext_lazy("of a list", "Updated"))


class CellColumn(Column):
    """A column whose cell has a template of its own: `volunteers/admin/cells/<name>.html`, which gets `instance`."""

    def __init__(self, name, **kwargs):
        super().__init__(name, **kwargs)
        self.cell_template_name = f"volunteers/admin/cells/{name}.html"

    def get_value(self, instance):
        return None

    def get_cell_context_data(self, instance, parent_context):
        return {**super().get_cell_context_data(instance, parent_context), **self.for_cell(instance)}

    def for_cell(self, instance) -> dict:
        return {}


class NameColumn(CellColumn):
    def __init__(self, name, *, get_url, **kwargs):
        super().__init__(name, **kwargs)
        self.get_url = get_url

    def for_cell(self, instance: Application) -> dict:
        return {"url": self.get_url(instance)}


class AgeColumn(CellColumn):
    def __init__(self, name, *, majority: int, **kwargs):
        super().__init__(name, **kwargs)
        self.majority = majority

    def for_cell(self, instance: Application) -> dict:
        return {"is_minor": instance.age < self.majority}


class ShiftsColumn(CellColumn):
    """The shifts held, or, while none is, those wished for."""

    SHOWN = 2

    def __init__(self, name, *, titles: dict[int, str], **kwargs):
        super().__init__(name, **kwargs)
        self.titles = titles

    def for_cell(self, instance: Application) -> dict:
        held = [participation.shift for participation in instance.participations.all()]
        names = shift_names(held or instance.wished_shifts.all(), self.titles)
        return {"names": names[: self.SHOWN], "more": names[self.SHOWN :]}


class WaitingColumn(CellColumn):
    def for_cell(self, instance: Application) -> dict:
        return {
            "is_waiting": instance.state in AWAITING_DECISION,
            "waiting": timesince(instance.submitted_at, timezone.now(), depth=1),
        }


def queue_columns(*, get_url, majority: int, titles: dict[int, str], can_decide: bool, show_opportunity: bool) -> list:
    columns = [
        NameColumn("applicant", label=_("Full name"), get_url=get_url),
        CellColumn("state", label=_("State")),
        AgeColumn("age", label=_("Age"), sort_key="birth_date", majority=majority),
        ShiftsColumn("shifts", label=_("Shifts"), titles=titles),
        CellColumn("language", label=_("Language")),
        WaitingColumn("waiting", label=_("Waiting since"), sort_key="submitted_at"),
    ]
    if show_opportunity:
        columns.insert(3, CellColumn("opportunity", label=_("Opportunity"), sort_key="opportunity__name"))
    if can_decide:
        columns.insert(0, BulkActionsCheckboxColumn("bulk_actions", obj_type="application"))
    return columns
