"""Every page group of home delivery's records: for staff, and for readers."""

from api.web.homes import (
    address,
    addresses,
    cartridges,
    crew,
    fleet,
    my_visits,
    my_wishes,
    reader_home,
    visits,
    wishes,
)

HOMES_STAFF = (
    reader_home.router, address.router, wishes.router, visits.router, crew.router, fleet.router,
    cartridges.router, addresses.router,
)  # fmt: skip
HOMES_MINE = (my_wishes.router, my_visits.router)
HOMES = (*HOMES_STAFF, *HOMES_MINE)
