"""Import and export of pages in the admin: a file, what it would do, and then, if the editor wants it, the doing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from home.exchange import plan as plans
from home.exchange.columns import Column
from home.exchange.files import UnreadableFile
from home.exchange.forms import ExportForm, ImportForm, Parcel, place_of
from home.exchange.kinds import Kind, draft_to_read, kind_named
from home.exchange.lines import Outcome
from home.exchange.plan import NotAsShown, Plan
from volunteers.spreadsheets import SafeSpreadsheetMixin

ANY_PART = ["add", "change"]  # Each step asks anew, of which page.


class ForEditorsMixin(PermissionCheckedMixin):
    permission_policy = page_permission_policy
    any_permission_required = ANY_PART


class PageMixin(ForEditorsMixin, WagtailAdminTemplateMixin):
    page_title = gettext_lazy("Import and export")
    header_icon = "table"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": reverse("exchange:start"), "label": self.page_title}
        if self.page_subtitle:
            return [*self.breadcrumbs_items, own, {"url": "", "label": self.page_subtitle}]
        return [*self.breadcrumbs_items, {**own, "url": ""}]

    def show_plan(self, plan: Plan, kind: Kind, index: Page, parcel: str, **context: Any) -> HttpResponse:
        self.page_subtitle = _("What the file would do")
        self.template_name = "home/admin/exchange_plan.html"
        shown = {"plan": plan, "kind": kind, "index": index, "parcel": parcel, "counts": counts_in_words(plan)}
        return self.render_to_response(self.get_context_data(**shown, **context))


def counts_in_words(plan: Plan) -> list[tuple[Outcome, str]]:
    n = plan.counts
    words = {
        Outcome.MISTAKEN: ngettext("%(n)d row with a mistake", "%(n)d rows with mistakes", n[Outcome.MISTAKEN]),
        Outcome.NEW: ngettext("%(n)d new page", "%(n)d new pages", n[Outcome.NEW]),
        Outcome.CHANGED: ngettext("%(n)d changed page", "%(n)d changed pages", n[Outcome.CHANGED]),
        Outcome.UNCHANGED: ngettext("%(n)d unchanged page", "%(n)d unchanged pages", n[Outcome.UNCHANGED]),
    }
    return [(outcome, text % {"n": n[outcome]}) for outcome, text in words.items() if n[outcome]]


class StartView(PageMixin, View):
    """The form, and in answer to it the report of what the file would do. Writes nothing."""

    template_name = "home/admin/exchange.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(user=request.user, initial={"place": request.GET.get("place")})
        return self._show(form)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES, user=request.user)
        if not form.is_valid():
            return self._show(form)
        file_name = form.cleaned_data["file"].name
        try:
            plan = plans.draw_up(form.kind, form.index, form.sheet, request.user)
            parcel = Parcel(request.user.pk, form.index.pk, file_name, form.sheet, plan.fingerprint).packed()
        except UnreadableFile as error:
            form.add_error("file", error.message)
            return self._show(form)
        return self.show_plan(plan, form.kind, form.index, parcel, file_name=file_name)

    def _show(self, form: ImportForm) -> HttpResponse:
        place = form.places.get(form["place"].value() or "") or next(iter(form.places.values()), None)
        kind, index = place or (None, None)
        exported = {"kind": kind.name, "language": index.locale.language_code} if kind else {}
        context = {"form": form, "export_form": ExportForm(initial=exported), "media": form.media}
        return self.render_to_response(self.get_context_data(**context))


class CarryOutView(PageMixin, View):
    """Does what the editor has been shown; where the site has changed since, shows what would happen now."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        parcel = Parcel.unpacked(request.POST.get("parcel", ""))
        place = place_of(parcel) if parcel and parcel.user_id == request.user.pk else None
        if parcel is None or place is None:
            messages.error(request, _("Too much time has passed. Nothing was imported: choose the file again."))
            return redirect("exchange:start")
        kind, index = place
        try:
            plan = plans.carry_out(
                kind, index, parcel.sheet, request.user, shown=parcel.fingerprint, file_name=parcel.file_name
            )
        except NotAsShown as error:
            now = Parcel(parcel.user_id, index.pk, parcel.file_name, parcel.sheet, error.plan.fingerprint)
            return self.show_plan(error.plan, kind, index, now.packed(), file_name=parcel.file_name, has_changed=True)
        done = ", ".join(text for _outcome, text in counts_in_words(plan))
        messages.success(
            request, _("The import is done: %(counts)s. Publish the drafts when you like.") % {"counts": done}
        )
        return redirect("wagtailadmin_explore", index.pk)


class SpreadsheetView(ForEditorsMixin, SafeSpreadsheetMixin, View):
    columns: dict[str, Column]

    @property
    def list_export(self) -> list[str]:
        return list(self.columns)

    def get_heading(self, queryset: Any, field: str) -> str:
        return self.columns[field].heading

    def to_row_dict(self, item: Page) -> dict[str, Any]:
        page = draft_to_read(item)
        return {name: column.cell(page) for name, column in self.columns.items()}


class ExportView(SpreadsheetView):
    """The pages as their editors see them, drafts too: those that the user may change."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = ExportForm(request.GET)
        if not self.is_export or not form.is_valid():
            return redirect("exchange:start")
        kind, language = form.cleaned_data["kind"], form.cleaned_data["language"]
        self.export_filename = "-".join(each for each in (kind.name, language) if each)
        self.columns = {column.name: column for column in kind.columns if column.is_exported}
        allowed = page_permission_policy.instances_user_has_permission_for(request.user, "change")
        pages = kind.pages().filter(pk__in=allowed.values("pk"))
        if language:
            pages = pages.filter(locale__language_code=language)
        return self.as_spreadsheet(pages.order_by("locale", f"-{kind.told_apart_by}", "-pk"), request.GET["export"])


class BlankView(SpreadsheetView):
    """A file to fill in: the headings alone. In XLSX a second sheet says what may stand below each."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        kind = kind_named(name)
        if kind is None or not self.is_export:
            return redirect("exchange:start")
        self.export_filename = name
        self.columns = {column.name: column for column in kind.columns if column.is_imported}
        return self.as_spreadsheet([], request.GET["export"])

    def write_xlsx(self, queryset: Any, output: Any) -> None:
        workbook = Workbook()
        blank, notes = workbook.active, workbook.create_sheet(_("What may stand where"))
        blank.append([column.heading for column in self.columns.values()])
        for position, column in enumerate(self.columns.values(), start=1):
            blank.column_dimensions[get_column_letter(position)].width = 24
            notes.append([column.heading, _("required") if column.is_required else "", column.note])
        for letter, width in (("A", 28), ("B", 16), ("C", 90)):
            notes.column_dimensions[letter].width = width
        workbook.save(output)
