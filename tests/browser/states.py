"""Run within a running site: makes the states that the demo does not show, and tells where every kind of page is.

All by the means of the site itself, so that nothing stands here which a visitor and a member of staff could not bring
about.
"""

import datetime
import functools
from urllib.parse import urlsplit

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale

from home.models import HomePage, StandardPage
from tests.browser.pages import LANGUAGES, found
from tests.volunteers import applying, factories
from volunteers.domain import applications, links, opportunities
from volunteers.models import Application, Opportunity

DAY = datetime.timedelta(days=1)
NAME = "Форум 2027"  # in Kazakh and in Russian


def addresses() -> dict[str, dict[str, str]]:
    """Paths by language and kind."""
    wanting = Opportunity.objects.get(code="forum-volunteers")
    calls = {name: reverse_in_all("volunteers:apply", each.code) for name, each in _calls(wanting).items()}
    alone = {code: _alone(code) for code in ("kk", "ru")}
    paths = found()
    for language in LANGUAGES:
        elsewhere = alone["ru" if language == "kk" else "kk"]
        paths[language] |= {
            **{name: own[language] for name, own in calls.items()},
            **_own_pages(wanting, language),
            "not in this language": reverse("home:switch_language", args=[language, elsewhere.pk]),
        }
    return paths


def reverse_in_all(name: str, *args) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = reverse(name, args=args)
    return found


def _calls(wanting: Opportunity) -> dict[str, Opportunity]:
    """A call for volunteers in each state in which a form can be."""
    now, form = timezone.now(), wanting.form
    make = functools.partial(factories.make_opportunity, name=NAME)
    calls = {
        "form": wanting,
        "form full": make(places=(1,), form=form, has_waiting_list=False),
        "form with a waiting list": make(places=(1,), form=form),
        "form closed": make(form=form, opens_at=now - 2 * DAY, closes_at=now - DAY),
        "form not yet open": make(form=form, opens_at=now + DAY),
        "form cancelled": make(form=form),
    }
    for name in ("form full", "form with a waiting list"):
        factories.submit(calls[name])
        applications.accept(application=calls[name].applications.get(), by=_reviewer())
    opportunities.cancel(opportunity=calls["form cancelled"], by=_reviewer())
    return calls


def _own_pages(wanting: Opportunity, language: str) -> dict[str, str]:
    """What an applicant alone sees: the receipt, and how her application stands."""
    sent = applying.send(
        wanting,
        client=Client(SERVER_NAME="localhost"),
        language=language,
        email=f"states-{language}@example.kz",
        shifts=[str(wanting.shifts.first().pk)],
        q_motivation="Көмектескім келеді.",
        q_experience="none",
    )
    other = factories.make_opportunity(form=wanting.form, name=NAME)
    waiting, accepted, withdrawn = (factories.make_application(other, language=language) for _state in range(3))
    applications.accept(application=accepted, by=_reviewer())
    applications.withdraw(application=withdrawn)
    return {
        "receipt": sent["Location"],
        "application waiting": _own_page(waiting),
        "application accepted": _own_page(accepted),
        "application withdrawn": _own_page(withdrawn),
        "withdrawing": _own_page(accepted) + "?step=withdraw",
    }


def _own_page(application: Application) -> str:
    return urlsplit(links.manage_url(application)).path


def _reviewer():
    return get_user_model().objects.get(username="reviewer")


def _alone(language: str) -> StandardPage:
    """A page that exists in one language only."""
    home = HomePage.objects.get(locale__language_code=language, live=True)
    locale = Locale.objects.get(language_code=language)
    page = home.add_child(instance=StandardPage(title="Аудармасыз", slug=f"alone-{language}", locale=locale))
    page.save_revision().publish()
    return page
