"""What is said when something about people is refused."""

from access.people import errors as of
from api.answers.answer import Table, conflict, forbidden, missing, wrong
from api.words.catalogues import mark

ANSWERS: Table = {
    of.BadField: wrong("bad_field", mark("This field cannot be so (%(field)s): %(wrong)s.")),
    of.ReaderNotFound: missing("no_such_reader", mark("There is no such reader.")),
    of.ReaderClosed: conflict("reader_closed", mark("The record of this reader is closed.")),
    of.AccountNotFound: missing("no_such_account", mark("There is no such account.")),
    of.CardTaken: conflict("card_taken", mark("This card belongs to another reader already.")),
    of.StillHas: conflict(
        "still_has",
        mark(
            "The reader still has %(open_requests)s open requests and %(loans)s loans. "
            "End them first."
        ),
    ),
    of.DoesNotServe: wrong("does_not_serve", mark("This need gives no right to this service.")),
    of.CannotMerge: conflict("cannot_merge", mark("These two records cannot become one.")),
    of.LoginTaken: conflict("login_taken", mark("Somebody else has this name already.")),
    of.StaleRecord: conflict(
        "stale_record",
        mark(
            "Somebody else changed this record meanwhile; nothing of your change was kept. "
            "Look at it again, then change it."
        ),
    ),
    of.WeakPassword: wrong("weak_password", mark("Choose another password: %(weakness)s.")),
    of.WeakPin: wrong("weak_pin", mark("Choose another PIN: %(weakness)s.")),
    of.WrongPassword: forbidden("wrong_password", mark("The present password is not right.")),
    of.MayNotActFor: forbidden("may_not_act_for", mark("You may not act for this reader today.")),
    of.DatesInWrongOrder: wrong(
        "dates_in_wrong_order",
        mark("It would end on %(until_on)s, before it begins on %(since_on)s."),
    ),
}
