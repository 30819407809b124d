"""The guide for editors, for whoever may enter the admin."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home import guide


class GuideMixin(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Guide for editors")
    header_icon = "help"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = guide.language_of_reader()
        topics = [(topic.name, topic.words[language]) for topic in guide.TOPICS.values()]
        return super().get_context_data(language=language, topics=topics, **kwargs)


class GuideView(GuideMixin):
    template_name = "home/admin/guide/index.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class TopicView(GuideMixin):
    template_name = "home/admin/guide/topic.html"

    @property
    def topic(self) -> guide.Topic:
        topic = guide.TOPICS.get(self.kwargs["name"])
        if topic is None:
            raise Http404
        return topic

    def get_page_subtitle(self) -> str:
        return self.topic.words[guide.language_of_reader()].title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        start = {"url": reverse("guide:start"), "label": self.page_title}
        return [*self.breadcrumbs_items, start, {"url": "", "label": self.get_page_subtitle()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = self.topic.template(guide.language_of_reader())
        return super().get_context_data(topic=self.topic, text=text, **kwargs)
