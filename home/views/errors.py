"""Answers for when the request, or the site itself, is what is broken.

Django's own views give the template nothing, so that nothing can fail again; ours give it the request, whose cookie
says whether the reader sees poorly. No context processor runs, and with that no query.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(render_to_string("400.html", {"request": request}), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    return HttpResponse(render_to_string("500.html", {"request": request}), status=500)
