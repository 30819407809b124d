"""Events and lessons in the words of schema.org."""

import datetime

from django.utils import timezone

from events.models import EventPage, LessonPage
from events.plans import ONLINE, Plan
from home.head import Head
from home.structured_data import Node, address_node, organisation_node, pictures_of, thing_of, without_blanks
from volunteers.models import Opportunity

SCHEMA = "https://schema.org/"
STATUSES = {
    EventPage.Status.SCHEDULED: f"{SCHEMA}EventScheduled",
    EventPage.Status.POSTPONED: f"{SCHEMA}EventPostponed",
    EventPage.Status.CANCELLED: f"{SCHEMA}EventCancelled",
}
ATTENDANCE = {
    EventPage.Attendance.IN_PERSON: f"{SCHEMA}OfflineEventAttendanceMode",
    EventPage.Attendance.ONLINE: f"{SCHEMA}OnlineEventAttendanceMode",
}
CURRENCY = "KZT"


@thing_of.register
def _event(page: EventPage, head: Head) -> list[Node]:
    organiser = _organiser(page, head)
    event = {
        "@type": "Event",
        "@id": f"{head.url}#event",
        "name": page.title,
        "description": page.summary or head.description,
        "url": head.url,
        "image": pictures_of(page),
        "previousStartDate": _moment(page.former, page.former.starts_at) if _is_rescheduled(page) else "",
        "startDate": _moment(page, page.starts_at),
        "endDate": _moment(page, page.ends_at),
        "eventStatus": _status(page),
        "eventAttendanceMode": ATTENDANCE[page.attendance],
        "location": _location(page),
        "organizer": organiser,
        "performer": organiser,
        "inLanguage": page.languages or [head.language],
        "offers": _offers(page, head),
    }
    return [without_blanks(event)]


def _status(page: EventPage) -> str | list[str]:
    """Both where it has been moved in time and onto the network. For another venue schema.org has no word."""
    moves = []
    if _is_rescheduled(page):
        moves.append(f"{SCHEMA}EventRescheduled")
    if page.former and page.attendance == ONLINE != page.former.attendance:
        moves.append(f"{SCHEMA}EventMovedOnline")
    return (moves if len(moves) > 1 else moves[0]) if moves else STATUSES[page.status]


def _is_rescheduled(page: EventPage) -> bool:
    return page.former is not None and page.former.starts_at != page.starts_at


def _organiser(page: EventPage, head: Head) -> Node:
    """Whom the page names, else whoever publishes the site. An editor's name has no address of its own."""
    if page.organiser:
        return {"@type": "Organization", "name": page.organiser, "url": head.url}
    return organisation_node(head)


def _moment(page: EventPage | Plan, at: datetime.datetime) -> str:
    """By the clock in Astana; the day alone for an event that lasts all of it."""
    local = timezone.localtime(at)
    return local.date().isoformat() if page.is_all_day else local.isoformat(timespec="seconds")


def _location(page: EventPage) -> Node | None:
    if page.attendance == EventPage.Attendance.ONLINE:
        return {"@type": "VirtualLocation", "url": page.online_url}
    place = page.place
    if place is None:
        return None
    address = address_node(street=place.address, city=place.city)
    return without_blanks({"@type": "Place", "name": place.name, "address": address, "hasMap": place.map_url})


def _offers(page: EventPage, head: Head) -> list[Node]:
    """A place as a volunteer costs nothing. Only what can be had now is offered, so that no card promises more."""
    if page.status == EventPage.Status.CANCELLED or page.is_past:
        return []
    return [_offer(opportunity, head) for opportunity in page.embedded_opportunities() if opportunity.is_open()]


def _offer(opportunity: Opportunity, head: Head) -> Node:
    # Its name is for staff, and stands nowhere here.
    offer: Node = {
        "@type": "Offer",
        "url": f"{head.url}#apply-{opportunity.code}",
        "price": 0,
        "priceCurrency": CURRENCY,
        "validFrom": timezone.localtime(opportunity.opens_at).isoformat(timespec="seconds"),
        "availability": f"{SCHEMA}InStock",
    }
    if opportunity.closes_at:
        offer["availabilityEnds"] = timezone.localtime(opportunity.closes_at).isoformat(timespec="seconds")
    # Asking for the places is what ties a kept page to them.
    shifts = opportunity.known_places
    if shifts:
        left = sum(shift.places_left for shift in shifts)
        offer["availability"] = f"{SCHEMA}{'InStock' if left else 'SoldOut'}"
        offer["inventoryLevel"] = {"@type": "QuantitativeValue", "value": left, "unitText": "places"}
    return offer


@thing_of.register
def _lesson(page: LessonPage, head: Head) -> list[Node]:
    publisher = organisation_node(head)
    lesson = {
        "@type": "LearningResource",
        "@id": f"{head.url}#lesson",
        "name": page.title,
        "description": page.summary or head.description,
        "url": head.url,
        "image": pictures_of(page),
        "about": page.topic,
        "learningResourceType": "Lesson",
        "educationalLevel": page.grades,
        "educationalAlignment": _subject(page),
        "audience": [{"@type": "EducationalAudience", "educationalRole": role} for role in ("student", "teacher")],
        "timeRequired": f"PT{page.duration_minutes}M" if page.duration_minutes else "",
        "inLanguage": head.language,
        "isAccessibleForFree": True,
        "dateModified": head.modified_at,
        "author": publisher,
        "publisher": publisher,
    }
    return [without_blanks(lesson)]


def _subject(page: LessonPage) -> Node | None:
    if not page.subject:
        return None
    return {"@type": "AlignmentObject", "alignmentType": "educationalSubject", "targetName": page.subject}
