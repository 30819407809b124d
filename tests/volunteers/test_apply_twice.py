"""The same form and the same mailbox at the same moment, from several threads against a real database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from tests.volunteers import applying
from tests.volunteers.applying import typed
from tests.volunteers.factories import make_opportunity
from volunteers.models import Application, Opportunity, Participation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

AT_ONCE = 5


def post_at_once(opportunity, forms: list[dict]) -> list:
    """The responses to `forms`, all of them sent at one moment."""
    start = Barrier(len(forms))

    def post(form):
        try:
            client = Client()
            start.wait(timeout=30)
            return client.post(applying.url(opportunity), form)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(forms)) as pool:
        return list(pool.map(post, forms))


def test_clicks_at_once_are_one_application_with_one_receipt():
    opportunity = make_opportunity()

    responses = post_at_once(opportunity, [typed(opportunity)] * AT_ONCE)

    assert [response.status_code for response in responses] == [303] * AT_ONCE
    assert len({response["Location"] for response in responses}) == 1
    assert Application.objects.count() == 1


def test_clicks_at_once_on_the_last_place_are_one_application_with_one_receipt():
    """Whoever comes second finds the place taken, by herself."""
    opportunity = make_opportunity(places=(1,), mode=Opportunity.Mode.AUTOMATIC, has_waiting_list=False)

    responses = post_at_once(opportunity, [typed(opportunity)] * AT_ONCE)

    assert [response.status_code for response in responses] == [303] * AT_ONCE
    assert len({response["Location"] for response in responses}) == 1
    assert Participation.objects.count() == 1


def test_forms_of_one_mailbox_at_once_are_one_application():
    opportunity = make_opportunity()
    forms = [typed(opportunity) for _number in range(AT_ONCE)]

    responses = post_at_once(opportunity, forms)

    assert [response.status_code for response in responses] == [303] * AT_ONCE
    assert Application.objects.count() == 1


def test_strangers_at_once_share_out_the_last_place():
    opportunity = make_opportunity(places=(1,), mode=Opportunity.Mode.AUTOMATIC, has_waiting_list=False)
    forms = [typed(opportunity, email=f"a{number}@example.kz") for number in range(AT_ONCE)]

    responses = post_at_once(opportunity, forms)

    assert sorted(response.status_code for response in responses) == [303] + [422] * (AT_ONCE - 1)
    assert Participation.objects.count() == 1
