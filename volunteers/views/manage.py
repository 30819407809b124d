"""The applicant's own view of an application: how it stands, confirming, withdrawing. The link is the key to it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from volunteers.domain import applications, links, opportunities
from volunteers.domain.errors import DomainError
from volunteers.domain.names import roles_in_language, shift_time
from volunteers.models import Application, LogEntry, Role, Shift
from volunteers.states import HOLDS_PLACE, Move, State, is_allowed

CONFLICT = 409

# What a state means to the applicant, and what comes next.
WORDS = {
    State.SUBMITTED: (
        _("We have received your application"),
        _("We shall read it and write to you as soon as we have decided. Until then there is nothing for you to do."),
    ),
    State.IN_REVIEW: (
        _("We are looking at your application"),
        _("We shall write to you as soon as we have decided. Until then there is nothing for you to do."),
    ),
    State.ACCEPTED: (
        _("You have been accepted"),
        _("Please confirm that you will come. If you cannot, withdraw, so that somebody else can have the place."),
    ),
    State.CONFIRMED: (
        _("You have confirmed that you will come"),
        _("We look forward to seeing you. If something comes up, withdraw, so that somebody else can have the place."),
    ),
    State.WAITLISTED: (
        _("You are on the waiting list"),
        _("As soon as a place becomes free for you, we shall write to you."),
    ),
    State.DECLINED: (
        _("Unfortunately your application was declined this time"),
        _("Please do not let it discourage you: we should be glad if you applied for another event."),
    ),
    State.WITHDRAWN: (
        _("Your application has been withdrawn"),
        _("Should you change your mind, you can apply again as long as applications are taken."),
    ),
    State.EXPIRED: (
        _("Your application has expired"),
        _("It is over now, and we did not come to a decision on your application in time. We are sorry."),
    ),
}
TOLD = {
    Move.SUBMIT: _("Your application came in"),
    Move.START_REVIEW: _("We began to look at it"),
    Move.ACCEPT: _("You were accepted"),
    Move.WAITLIST: _("You were put on the waiting list"),
    Move.DECLINE: _("It was declined"),
    Move.CONFIRM: _("You confirmed that you will come"),
    Move.WITHDRAW: _("It was withdrawn"),
    Move.EXPIRE: _("It expired"),
    Move.UNDO: _("We are looking at it again"),
}
_UNDONE = {Move.ACCEPT, Move.WAITLIST, Move.DECLINE, Move.CONFIRM}


@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """How it stands. A POST confirms or withdraws; a GET never does, since mail scanners open every link."""
    application = links.application_from(token)
    if application is None:
        raise Http404
    if request.method == "POST":
        return _private(_act(request, application))
    if request.GET.get("step") == "withdraw" and can_withdraw(application):
        return _private(render(request, "volunteers/withdraw.html", _context(application)))
    return _private(render(request, "volunteers/manage.html", _context(application)))


def _act(request: HttpRequest, application: Application) -> HttpResponse:
    try:
        match request.POST.get("action"):
            case "confirm":
                applications.confirm(application=application)
            case "withdraw":
                applications.withdraw(application=application)
    except DomainError as error:
        application.refresh_from_db()
        context = {**_context(application), "problem": error.message}
        return render(request, "volunteers/manage.html", context, status=CONFLICT)
    response = HttpResponseRedirect(request.path)
    response.status_code = 303
    return response


def can_confirm(application: Application) -> bool:
    opportunity = application.opportunity
    is_on = opportunity.cancelled_at is None and not opportunity.has_begun()
    return is_on and is_allowed(Move.CONFIRM, application.state)


def can_withdraw(application: Application) -> bool:
    return is_allowed(Move.WITHDRAW, application.state)


def history(application: Application) -> list[tuple[LogEntry, str]]:
    """What has happened, in the applicant's words; who did it and what staff wrote is no part of it.

    A decision that was taken back is left out. Within the first seconds it may have been a slip of which she was never
    told; and where she was told, the correction came by mail.
    """
    told: list[LogEntry] = []
    for entry in application.log.all():
        if entry.move == Move.UNDO:
            while told and told[-1].move in _UNDONE:
                told.pop()
        told.append(entry)
    return [(entry, TOLD[Move(entry.move)]) for entry in told]


def _shifts(application: Application) -> list[tuple[Role, str]]:
    """Role and time of the places held; of the wishes while nothing is held."""
    if application.state in HOLDS_PLACE:
        shifts = Shift.objects.filter(participations__application=application)
    else:
        shifts = application.wished_shifts.all()
    shifts = list(shifts.select_related("role__locale"))
    roles = roles_in_language(shifts)
    return [(roles[shift.role_id], shift_time(shift)) for shift in shifts]


def _context(application: Application) -> dict:
    title, what_next = WORDS[State(application.state)]
    page = opportunities.page_in(application.opportunity, get_language())
    return {
        "subject": page.title if page else application.subject,
        # Where there is no page in this language, what she read when she applied.
        "subject_language": get_language() if page else application.language,
        "application": application,
        "title": title,
        "what_next": what_next,
        "shifts": _shifts(application),
        "history": history(application),
        "can_confirm": can_confirm(application),
        "can_withdraw": can_withdraw(application),
    }


def _private(response: HttpResponse) -> HttpResponse:
    """In no cache and no search engine, and its address in nobody else's log."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    # Not "no-referrer": with it a browser sends `Origin: null`, and the form below fails its CSRF check.
    response["Referrer-Policy"] = "same-origin"
    return response
