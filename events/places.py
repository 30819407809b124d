"""Events by the place where they are held: what a map would tell, for those who see none."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from home.collation import kazakh_key

if TYPE_CHECKING:
    from events.models.events import EventPage
    from events.models.venues import Venue


class Place(NamedTuple):
    venue: "Venue"
    events: list["EventPage"]


class City(NamedTuple):
    name: str
    places: list[Place]


@dataclass(frozen=True)
class Places:
    cities: list[City]
    online: list["EventPage"]

    @classmethod
    def of(cls, events: Iterable["EventPage"]) -> "Places":
        """Cities and places by the alphabet, the events of each in the order given. Fill their places beforehand."""
        held_at: dict[Venue, list[EventPage]] = {}
        online = []
        for event in events:
            if event.attendance == event.Attendance.ONLINE:
                online.append(event)
            elif event.place:
                held_at.setdefault(event.place, []).append(event)
        places = [Place(venue, held) for venue, held in held_at.items()]
        places.sort(key=lambda place: (kazakh_key(place.venue.city), kazakh_key(place.venue.name), place.venue.pk))
        cities = itertools.groupby(places, key=lambda place: place.venue.city)
        return cls([City(name, list(group)) for name, group in cities], online)

    def __bool__(self) -> bool:
        return bool(self.cities or self.online)

    @property
    def count(self) -> int:
        return sum(len(city.places) for city in self.cities) + bool(self.online)
