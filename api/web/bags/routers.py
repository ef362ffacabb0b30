"""Every page group of bags, sheets and figures."""

from api.web.bags import calendars, labels, packing, picking, sheets, statistics

BAGS = (
    calendars.router, labels.router, packing.router, picking.router, sheets.router,
    statistics.router,
)  # fmt: skip
