"""Opportunities: listed and edited under Volunteers, chosen or made from within a page."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from volunteers.forms.opportunities import NewOpportunityForm, OpportunityForm, ShiftForm, ShiftFormSet
from volunteers.models import Opportunity
from volunteers.views import opportunities


class ShiftsPanel(InlinePanel):
    """Shifts with the rules of their own form: Wagtail's panel knows no place to name it."""

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"]["shifts"].update(form=ShiftForm, formset=ShiftFormSet)
        return options


class OpportunityChooserViewSet(SnippetChooserViewSet):
    choose_view_class = opportunities.OpportunityChooseView
    choose_results_view_class = opportunities.OpportunityChooseResultsView
    create_view_class = opportunities.OpportunityCreateView
    creation_form_class = NewOpportunityForm
    creation_tab_label = _("New opportunity")
    create_action_label = _("Create and choose")


class OpportunityViewSet(SnippetViewSet):
    model = Opportunity
    icon = "calendar-check"
    menu_label = _("Opportunities")
    menu_name = "volunteers-opportunities"
    url_prefix = "volunteers/opportunities"
    list_display = ["name"]
    list_filter = ["kind", "mode"]
    inspect_view_enabled = True
    copy_view_enabled = False
    index_view_class = opportunities.OpportunityListView
    edit_view_class = opportunities.OpportunityEditView
    inspect_view_class = opportunities.OpportunityInspectView
    inspect_template_name = opportunities.OpportunityInspectView.template_name
    chooser_viewset_class = OpportunityChooserViewSet
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
            FieldPanel("kind"),
            ShiftsPanel(
                "shifts",
                heading=_("Shifts"),
                label=_("Shift"),
                panels=[
                    FieldRowPanel([FieldPanel("role"), FieldPanel("places")]),
                    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                ],
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                    FieldPanel("mode"),
                    FieldPanel("has_waiting_list"),
                    FieldPanel("minimum_age"),
                    FieldPanel("form"),
                ],
                heading=_("Applications"),
            ),
        ],
        base_form_class=OpportunityForm,
    )
