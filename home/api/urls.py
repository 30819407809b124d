"""The API's addresses, for config.urls: pages, and nothing else that Wagtail could tell of."""

from django.urls import re_path
from django.views.decorators.http import conditional_page
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.utils.urlpatterns import decorate_urlpatterns

from home.api.views import PagesAPIViewSet, not_found

router = WagtailAPIRouter("api")
router.register_endpoint("pages", PagesAPIViewSet)

app_name = "api"
urlpatterns = [
    *decorate_urlpatterns(router.get_urlpatterns(), conditional_page),
    # With the slash, so that an address without it is sent on to the one that has it.
    re_path(r"^(?:.*/)?$", not_found, name="not_found"),
]
