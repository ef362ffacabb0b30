"""Every page group of the desk of a day."""

from api.web.day import adding, calendar, drawing, following, planning, showing, stops, today

DAY = (
    today.router, showing.router, planning.router, stops.router, following.router, adding.router,
    calendar.router, drawing.router,
)  # fmt: skip
