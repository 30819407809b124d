"""The public addresses of applying, below a language."""

from django.urls import path

from volunteers.views import apply, fresh, manage

app_name = "volunteers"
urlpatterns = [
    path("apply/received/<str:token>/", apply.receipt, name="receipt"),
    path("apply/<slug:code>/", apply.apply, name="apply"),
    path("apply/<slug:code>/fresh/", fresh.fresh, name="fresh"),
    path("application/<str:token>/", manage.manage, name="manage"),
]
