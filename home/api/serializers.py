from typing import Any

from django.utils import translation
from rest_framework.fields import Field
from wagtail.api.v2 import serializers
from wagtail.models import Page

from home.addresses import absolute
from home.api import representation


class HtmlUrlField(Field):
    """By the site's own address, where Wagtail goes by its record of the site."""

    def get_attribute(self, page: Page) -> Page:
        return page

    def to_representation(self, page: Page) -> str:
        return absolute(page.get_url())


class ParentField(serializers.PageParentField):
    def to_representation(self, page: Page) -> representation.Told:
        return representation.page_link(page)


class PageSerializer(serializers.PageSerializer):
    html_url = HtmlUrlField(read_only=True)
    parent = ParentField(read_only=True)

    def to_representation(self, instance: Page) -> dict[str, Any]:
        # Names of places and addresses in the page's language, and not in the one that the program's machine is set to.
        with translation.override(instance.locale.language_code):
            return super().to_representation(instance)
