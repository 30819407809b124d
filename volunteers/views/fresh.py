"""What a page with a form leaves out, so that it can be the same for everybody: asked for by js/apply.js."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from volunteers.forms import showing
from volunteers.forms.apply import ApplyForm
from volunteers.models import Opportunity


@require_safe
@never_cache
def fresh(request: HttpRequest, code: str) -> JsonResponse:
    """`values` for the form's hidden fields, by name; whether it can be sent, and the places left by the shift's pk."""
    opportunity = get_object_or_404(Opportunity.objects.select_related("form__consent"), code=code)
    form = ApplyForm(opportunity)
    return JsonResponse(
        {
            "values": {"csrfmiddlewaretoken": get_token(request), **showing.fresh(opportunity)},
            "state": form.state,
            "message": _message(form),
            "shifts": _shifts(form),
        }
    )


def _message(form: ApplyForm) -> str:
    if form.refusals:
        return " ".join(str(refusal.message) for refusal in form.refusals)
    return _("All places are taken") if form.leads_to_waiting_list else ""


def _shifts(form: ApplyForm) -> dict[str, dict[str, object]]:
    field = form.fields.get("shifts")
    return {
        key: {"left": shift.places_left, "text": _places(shift.places_left), "is_closed": field.is_closed(shift)}
        for key, shift in (field.shifts.items() if field else ())
    }


def _places(left: int) -> str:
    """In the words of components/places_meter.html."""
    return _("Places left: %(left)s") % {"left": left} if left else _("No places left")
