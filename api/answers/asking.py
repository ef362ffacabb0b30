"""What is said when a wish cannot be taken down."""

from access.catalogue.errors import SeriesNotFound, TitleNotFound
from access.ils.errors import BlockedAtIls, MoveNotFound
from access.network.errors import PointNotFound
from access.requests import errors as of
from api.answers.answer import Table, conflict, forbidden, missing, wrong
from api.words.catalogues import mark

ANSWERS: Table = {
    TitleNotFound: missing("no_such_title", mark("There is no such title.")),
    PointNotFound: missing("no_such_service_point", mark("There is no such branch or station.")),
    of.RequestNotFound: missing("no_such_request", mark("There is no such request.")),
    of.NotEntitled: forbidden(
        "not_entitled",
        mark(
            "The right to %(service)s is not confirmed for %(on)s. Call the library: a librarian "
            "confirms it."
        ),
    ),
    of.NoCopy: conflict("no_copy", mark("The library has no such copy of this title.")),
    of.MediumNeeded: wrong("medium_needed", mark("Choose what the copy should be: %(media)s.")),
    of.TooManyOpenRequests: conflict(
        "too_many_open_requests",
        mark("You wait for %(limit)s titles already; that is as many as one reader may."),
    ),
    of.TooManyRequestsToday: conflict(
        "too_many_requests_today",
        mark("You asked for %(limit)s titles today; ask for more tomorrow."),
    ),
    of.AlreadyHad: conflict(
        "already_had", mark("You had this title on %(had_on)s. Ask again if you want it once more.")
    ),
    of.MayNotDecide: forbidden("may_not_decide", mark("You may not decide about this request.")),
    of.ImpossibleMove: conflict(
        "impossible_move", mark("The request is %(was)s already; it cannot be %(to)s any more.")
    ),
    SeriesNotFound: missing("no_such_series", mark("There is no such series.")),
    BlockedAtIls: forbidden(
        "blocked_at_ils",
        mark("The library lends nothing on this card at the moment. Call the library."),
    ),
    MoveNotFound: missing("no_such_move", mark("Nothing with this number waits for a decision.")),
    of.CopyIsLent: conflict("copy_is_lent", mark("Somebody else has this copy at home.")),
}
