from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
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
        return SafeString(f"<input{_written({**attributes, **widget['attrs']})}>")


def _written(attributes: dict[str, Any]) -> str:
    """As Django's attrs.html writes them."""
    return "".join(
        f" {_escaped(name)}" if value is True else f' {_escaped(name)}="{_escaped(value)}"'
        for name, value in attributes.items()
        if value is not False
    )


def _escaped(value: Any) -> str:
    # django.utils.html's costs more than all the rest of a field, since it may be handed a lazy string.
    return value.__html__() if hasattr(value, "__html__") else escape(str(value))
