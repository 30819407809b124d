"""What an entry of the style guide is: a component, and the states that it is shown in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.safestring import SafeString

Context = Mapping[str, Any]


@dataclass(frozen=True)
class State:
    """One look of a component: what it is called, and what its template is given in a language."""

    name: str
    context: Callable[[str], Context]


@dataclass(frozen=True)
class Component:
    name: str  # templates/components/<name>.html
    states: tuple[State, ...]
    template: str = ""  # where it lies elsewhere
    is_inert: bool = False

    def render(self, state: State, language: str, request: HttpRequest) -> SafeString:
        with translation.override(language):
            context = {"request": request, **state.context(language)}
            return render_to_string(self.template or f"components/{self.name}.html", context)


@dataclass(frozen=True)
class Group:
    key: str  # in addresses
    name: Promise
    components: tuple[Component, ...]
