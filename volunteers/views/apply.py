"""Applying: the form, its sending, and the receipt."""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from volunteers import rules
from volunteers.domain import applications, opportunities, sendings
from volunteers.domain.errors import DomainError, Refused
from volunteers.forms.apply import ApplyForm
from volunteers.forms.questions import file_names
from volunteers.forms.uploads import QuotaHandler
from volunteers.models import Opportunity, VolunteeringSettings
from volunteers.views import limits
from volunteers.views.origins import Origin, origin_of

_receipts = signing.Signer(salt="volunteers.receipt")
FORBIDDEN, UNPROCESSABLE, TOO_MANY = 403, 422, 429


@csrf_exempt  # `_send` asks itself: only once the body's limit stands, and without throwing away what was typed.
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """The form on a page of its own. The form on a page of the site posts here too."""
    opportunity = get_object_or_404(Opportunity.objects.select_related("form__consent"), code=code)
    if request.method == "POST":
        quota = QuotaHandler(
            request,
            names=file_names(opportunity.form.localized.questions),
            maximum_bytes=VolunteeringSettings.load().maximum_upload_megabytes * 1024 * 1024,
        )
        request.upload_handlers.insert(0, quota)
        return _send(request, opportunity, quota)
    return _blank(request, opportunity)


@gzip_page  # Django masks its token anew each time, and nothing else in it is a secret that its length could betray.
def _blank(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    page = opportunities.page_in(opportunity, get_language())
    response = _show(request, ApplyForm(opportunity, page_id=page.pk if page else None), page)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _send(request: HttpRequest, opportunity: Opportunity, quota: QuotaHandler) -> HttpResponse:
    """Send the form, or show it again with everything typed and what is wrong with it."""
    wait = limits.wait_for_address(request)
    origin = origin_of(request)
    form = ApplyForm(
        opportunity,
        data=request.POST,
        # Who sends too much fills no disk, nor does another site through its visitors.
        files=None if wait or origin is Origin.FOREIGN else request.FILES,
        too_large=quota.too_large,
        remote_address=limits.address(request),
    )
    page = _page_applied_from(opportunity, form.data.get("page", ""))
    if wait:
        return _ask_to_wait(request, form, page, wait)
    if origin is not Origin.OURS:
        return _ask_to_confirm(request, form, page)
    number = None
    if form.is_valid() and form.passes_captcha():
        wait = limits.wait_for_email(request, form.cleaned_data["email"])
        number = None if wait else _submit(form, page)
    if number is None:
        number = _number_of_first_sending(form)
    if number is not None:
        return _receipt(opportunity, form, number)
    if wait:
        return _ask_to_wait(request, form, page, wait)
    response = _show(request, form, page, status=UNPROCESSABLE)
    add_never_cache_headers(response)
    return response


def _submit(form: ApplyForm, page: Page | None) -> str | None:
    """The number of the application; None when the domain refuses it, and then the form says why."""
    try:
        return applications.submit(
            opportunity=form.opportunity,
            language=get_language(),
            details=form.details,
            shifts=form.chosen_shifts,
            answers=form.answers,
            asked=form.asked,
            uploads=form.uploads,
            consent_text=form.consent_text,
            submission_key=form.sending,
            page_title=page.title if page else "",
            page_url=(page.get_url() or "") if page else "",
            flag=form.flag,
        ).number
    except Refused as refused:
        for refusal in refused.refusals:
            form.add_refusal(refusal)
    except DomainError as error:
        form.add_error(None, error.message)
    return None


def _number_of_first_sending(form: ApplyForm) -> str | None:
    """The number that this very form got when it came before, if it did.

    A second click must not learn that the place is taken which the first one took. Only who has the sending's key,
    which is in no other form, comes here.
    """
    first = sendings.application_of(
        opportunity=form.opportunity, email=form.cleaned_data.get("email", ""), submission_key=form.sending
    )
    return first.number if first else None


def _page_applied_from(opportunity: Opportunity, page_id: str) -> Page | None:
    """The page named by the form if it shows this opportunity in this language, else any that does."""
    pages = [page for page in opportunities.pages_for(opportunity) if page.locale.language_code == get_language()]
    return next((page for page in pages if str(page.pk) == page_id), pages[0] if pages else None)


def _receipt(opportunity: Opportunity, form: ApplyForm, number: str) -> HttpResponse:
    """The same for whoever applies: the address of the receipt must not tell who has applied already."""
    token = _receipts.sign_object([number, opportunity.code, rules.masked_email(form.cleaned_data["email"])])
    response = HttpResponseRedirect(reverse("volunteers:receipt", args=[token]))
    response.status_code = 303  # 302 would let a program repeat the POST there.
    add_never_cache_headers(response)
    return response


def _ask_to_wait(request: HttpRequest, form: ApplyForm, page: Page | None, wait: int) -> HttpResponse:
    form.add_error(
        None,
        _("Many applications have come in a short time. Nothing is lost: please send this one a little later."),
    )
    response = _show(request, form, page, status=TOO_MANY)
    response["Retry-After"] = str(wait)
    add_never_cache_headers(response)
    return response


def _ask_to_confirm(request: HttpRequest, form: ApplyForm, page: Page | None) -> HttpResponse:
    """The form as it was typed, now with a token: one press more, and it is sure that the person meant it."""
    form.add_error(
        None,
        _(
            "Your browser did not say that this form comes from our site. Nothing is lost: please send it once more. "
            "Should you read this again, allow cookies for this site."
        ),
    )
    response = _show(request, form, page, status=FORBIDDEN)
    add_never_cache_headers(response)
    return response


def _show(request: HttpRequest, form: ApplyForm, page: Page | None, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "opportunity": form.opportunity,
        "shown_on": page,
        "title": page.title if page else form.opportunity.name,
    }
    return render(request, "volunteers/apply.html", context, status=status)


@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """That an application has come in. It holds nothing that the person with the token did not just type."""
    try:
        number, code, email = _receipts.unsign_object(token)
    except signing.BadSignature as error:
        raise Http404 from error
    opportunity = get_object_or_404(Opportunity.objects.select_related("form"), code=code)
    page = opportunities.page_in(opportunity, get_language())
    context = {"number": number, "email": email, "wording": opportunity.form.localized, "shown_on": page}
    response = render(request, "volunteers/receipt.html", context)
    add_never_cache_headers(response)
    return response
