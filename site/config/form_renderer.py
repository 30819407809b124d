from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# Those of Django's templates that make one <input>, and nothing around it as long as no label is asked for.
INPUTS = {
    f"django/forms/widgets/{name}.html"
    for name in ("checkbox", "checkbox_option", "email", "hidden", "input", "number", "radio_option", "tel", "text")
}


class FormRenderer(DjangoTemplates):
    """Django's, with a line in the place of the two or three templates that make an `<input>`.

    The application form has some forty of them, and their templates took a quarter of the time of its page.
    """

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        widget = context.get("widget")
        if template_name not in INPUTS or widget.get("wrap_label"):
            return super().render(template_name, context, request)
        attributes = {"type": widget["type"], "name": widget["name"]}
        if widget["value"] is not None:
            attributes["value"] = str(widget["value"])
        return format_html("<input{}>", _written({**attributes, **widget["attrs"]}))


def _written(attributes: dict[str, Any]) -> SafeString:
    """As Django's attrs.html writes them."""
    shown = [(name, value) for name, value in attributes.items() if value is not False]
    return format_html_join(
        "",
        "{}",
        (
            (format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value)),)
            for name, value in shown
        ),
    )
