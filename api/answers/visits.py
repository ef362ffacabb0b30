"""What is said when something about visits and runs is refused."""

from api.answers.answer import Table, conflict, forbidden, later, missing, too_often, wrong
from api.words.catalogues import mark
from delivery import errors as of

ANSWERS: Table = {
    of.NotHere: missing("not_here", mark("There is nothing with this number.")),
    of.ImpossibleMove: conflict(
        "impossible_visit_move", mark("As things stand this cannot be done any more.")
    ),
    of.BadWish: wrong("bad_wish", mark("What was written contradicts itself (%(what)s).")),
    of.NoAddress: conflict("no_address", mark("Nobody wrote down where this reader lives.")),
    of.NotVisitedAtHome: conflict(
        "not_visited_at_home", mark("The reader is not visited at home on %(on)s.")
    ),
    of.NoDeliveryThatDay: conflict("no_delivery_that_day", mark("There are no visits on %(on)s.")),
    of.VisitedThatDay: conflict(
        "visited_that_day", mark("The reader is visited on %(on)s already.")
    ),
    of.DayFull: conflict("day_full", mark("On %(on)s no courier has room for one more stop.")),
    of.NoDayHasRoom: conflict(
        "no_day_has_room", mark("No day until %(until_on)s has room for this visit.")
    ),
    of.DayChanged: conflict(
        "day_changed", mark("The visits changed while they were being planned. Plan the day again.")
    ),
    of.TooManyPlannings: later(
        "too_many_plannings",
        mark("Other days are being planned at this moment. Try again in a minute."),
    ),
    of.CannotTakeIt: conflict("cannot_take_it", mark("This courier cannot take this stop.")),
    of.NotYourRun: forbidden("not_your_run", mark("This run is another courier's.")),
    of.NotPublished: conflict(
        "not_published",
        mark("This run is not published yet. Publish it first, then print its sheet."),
    ),
    of.BadSpan: wrong(
        "bad_span",
        mark("Choose a first and a last day in this order, at most %(most_days)d days apart."),
    ),
    of.NoCalendar: missing(
        "no_calendar", mark("This address opens no calendar. Ask for a new one.")
    ),
    of.CalendarTooOften: too_often(
        "calendar_too_often", mark("The calendar was fetched too often. Try again in an hour.")
    ),
    of.EventTwice: conflict(
        "event_twice", mark("This report came before, with other contents; the first one stands.")
    ),
    of.BadEvent: wrong("bad_event", mark("This report cannot be understood.")),
    of.WrongScan: conflict("wrong_scan", mark("This bar code is not expected here.")),
}
