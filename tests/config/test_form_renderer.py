import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from config.form_renderer import FormRenderer

ATTRIBUTES = [{}, {"id": "a", "required": True, "disabled": False, "title": "«<b>\"&'»", "maxlength": 5}]
VALUES = [None, "", "қазақ", "<\"'&>", 7, True, False]
WIDGETS = [
    forms.TextInput,
    forms.EmailInput,
    forms.NumberInput,
    forms.HiddenInput,
    forms.CheckboxInput,
    forms.URLInput,
    forms.Textarea,
    forms.DateInput,
]
CHOICES = [("a", "Ақ"), ("<b>", "Көк & жасыл")]


@pytest.mark.parametrize("attributes", ATTRIBUTES)
@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("widget", WIDGETS)
def test_widget_is_written_as_django_writes_it(widget, value, attributes):
    ours, djangos = (
        widget(attributes).render("name", value, renderer=renderer) for renderer in (FormRenderer(), DjangoTemplates())
    )

    assert ours == djangos


@pytest.mark.parametrize("widget", [forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_choices_are_written_as_django_writes_them(widget):
    def written(renderer):
        class ChoosingForm(forms.Form):
            default_renderer = renderer
            colour = forms.MultipleChoiceField(choices=CHOICES, initial=["<b>"], widget=widget)

        field = ChoosingForm()["colour"]
        return str(field), [choice.tag() for choice in field], [choice.tag(wrap_label=True) for choice in field]

    assert written(FormRenderer()) == written(DjangoTemplates())
