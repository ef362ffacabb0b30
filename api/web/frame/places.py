"""The main menu: where somebody can go, by what they may do."""

from dataclasses import dataclass

from access.people.person import Person
from access.people.records import Role
from api.words.catalogues import mark
from delivery.runs.events import CHOOSERS


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the menu; its words are English and said by the page."""

    path: str
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that belong together; without words where the menu is short enough as it is."""

    words: str
    places: tuple[Place, ...]


MOST_IN_A_ROW = 9
"""A longer menu is told in groups: nobody wants to hear twenty entries to find one."""
FIND = Place("/", mark("Find a book"))
MY_LIST = Place("/my/list", mark("My list"))
PROFILE = Place("/my/profile", mark("My profile"))
CARD = Place("/my/card", mark("Library card"))
READERS = Place("/staff/readers", mark("Readers"))
TITLES = Place("/staff/titles", mark("Titles"))
REQUESTS = Place("/staff/requests", mark("Requests"))
MESSAGES = Place("/staff/messages", mark("Spoken messages"))
MY_RUNS = Place("/run", mark("My runs"))
TODAY = Place("/staff/today", mark("Today"))
CALENDAR = Place("/staff/calendar", mark("Calendar of visits"))
PICKING = Place("/staff/picking", mark("Pick list"))
STATISTICS = Place("/staff/statistics", mark("Figures"))
PRODUCTIONS = Place("/bench/productions", mark("Productions"))
EDITIONS = Place("/bench/editions", mark("Editions"))
LEXICON = Place("/bench/lexicon", mark("Lexicon"))
STAFF = Place("/staff/accounts", mark("Staff"))
VISITS = Place("/my/visits", mark("Visits"))
CREW = Place("/staff/crew", mark("Couriers"))
ADDRESSES = Place("/staff/addresses", mark("Houses on the map"))
NIGHTS = Place("/staff/nights", mark("What the night did"))
POINTS = Place("/staff/points", mark("Branches and closed days"))
ILS = Place("/staff/ils", mark("Library system"))
SAMPLES = Place("/bench/samples", mark("Quality"))
PASSWORD = Place("/staff/password", mark("My password"))

GROUPS: tuple[tuple[str, frozenset[Place]], ...] = (
    (mark("For you"), frozenset({FIND, MY_LIST, VISITS, PROFILE, CARD, MY_RUNS, PASSWORD})),
    (mark("Readers"), frozenset({READERS, REQUESTS, MESSAGES})),
    (
        mark("Home delivery"),
        frozenset({TODAY, CALENDAR, PICKING, NIGHTS, CREW, ADDRESSES, STATISTICS}),
    ),
    (mark("Books"), frozenset({TITLES, PRODUCTIONS, EDITIONS, LEXICON, SAMPLES})),
    (mark("Network"), frozenset({POINTS, ILS, STAFF})),
)
"""Every entry is in one of them."""


def groups_of(places: tuple[Place, ...]) -> tuple[Group, ...]:
    """A menu as it is shown: in one row while it is short, else by what belongs together."""
    if len(places) <= MOST_IN_A_ROW:
        return (Group("", places),)
    parted = (
        Group(words, tuple(one for one in places if one in members)) for words, members in GROUPS
    )
    return tuple(group for group in parted if group.places)


def places_of(person: Person | None) -> tuple[Place, ...]:
    """The menu of this person; for nobody in particular, the search alone."""
    found = [FIND]
    if person is None:
        return tuple(found)
    if person.serves_id is not None:
        found += [MY_LIST, VISITS, PROFILE, CARD]
    if person.may_as(Role.COORDINATOR, Role.ADMINISTRATOR, Role.ASSISTANT):
        found.append(READERS)
    if person.may_as(Role.COORDINATOR, Role.ADMINISTRATOR):
        found += [TODAY, CALENDAR, TITLES, REQUESTS, MESSAGES]
        found += [NIGHTS, CREW, ADDRESSES, STATISTICS, POINTS]
    if person.account_id is not None and person.may_as(Role.COURIER):
        found.append(MY_RUNS)
    if person.may_as(*CHOOSERS):
        found.append(PICKING)
    if person.may_as(Role.PRODUCER, Role.ADMINISTRATOR):
        found += [PRODUCTIONS, EDITIONS, LEXICON, SAMPLES]
    if person.may_as(Role.ADMINISTRATOR):
        found += [ILS, STAFF]
    if person.account_id is not None:
        found.append(PASSWORD)
    return tuple(found)
