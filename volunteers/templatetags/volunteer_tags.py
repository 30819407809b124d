"""The application form for the pages that embed it."""

from typing import Any

from django import template

from volunteers.domain.opportunities import why_cannot_apply
from volunteers.forms.apply import ApplyForm
from volunteers.models import Opportunity

register = template.Library()


@register.inclusion_tag("volunteers/application_form.html", takes_context=True)
def application_form(context: dict[str, Any], opportunity: Opportunity, page: Any) -> dict[str, Any]:
    """The form for `opportunity`, or why nobody can apply. `page` is the page that shows it."""
    if refusals := why_cannot_apply(opportunity):
        # Without the form, which nobody sees then, and all that it would ask for.
        form: ApplyForm | dict[str, Any] = {"refusals": refusals}
    else:
        form = ApplyForm(opportunity, page_id=getattr(page, "pk", None), is_embedded=True)
    return {"form": form, "opportunity": opportunity, "request": context.get("request")}
