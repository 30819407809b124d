"""An applicant's file, for those who may read applications and nobody else."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from volunteers.models import ApplicationFile


@require_safe
@never_cache
def application_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file as a download. It is a stranger's: no browser is to show it, run it, or guess what it is."""
    if not request.user.has_perm("volunteers.view_application"):
        raise PermissionDenied
    upload = get_object_or_404(ApplicationFile, pk=pk, application__isnull=False)
    try:
        content = upload.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        content, as_attachment=True, filename=upload.original_name, content_type=upload.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
