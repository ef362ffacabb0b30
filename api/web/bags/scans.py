"""What is said when something was scanned: into the bag, or why not."""

from datetime import datetime

from sqlalchemy.orm import Session

from access.people.keys import fresh_key
from api.web.frame.forms import Form
from api.words.catalogues import mark
from delivery.errors import BadEvent, EventTwice, WrongScan
from delivery.packing import bag_on_table, bag_that_wants
from delivery.runs.events import report
from delivery.runs.records import EventKind
from delivery.runs.report import Report
from delivery.visits.records import DeliveryState

BELONGS = mark("This does not belong here: it belongs into bag %(bag)s.")
SENT_BEFORE = mark("This page was sent before. Look at the list, then scan again.")
SENTENCES = {
    "no_bag": mark("No bag has this code. Scan the label of the bag again."),
    "bag_is_closed": mark("This bag has gone out already: nothing can be put into it any more."),
    "other_copy": mark("This belongs into no bag. Put it aside."),
    "unknown": mark("Nothing in the library has this bar code."),
    "cartridge_in_use": mark("This cartridge is in use. Take an empty one."),
    "no_edition_waits": mark("No recording of this bag waits for a cartridge."),
    "already_in_bag": mark("It lies in the bag already."),
    "no_copy": mark("This is a recording: put it on any empty cartridge."),
}


def fresh_id() -> str:
    """A number for what a page will send: sent twice, it counts once."""
    return fresh_key()


def tell(  # noqa: PLR0913 - each is a fact of its own
    db: Session,
    form: Form,
    *,
    field: str,
    kind: EventKind,
    bag_code: str,
    account_id: int,
    now: datetime,
    code: str | None = None,
    edition_id: int | None = None,
) -> bool:
    """Report what a chooser did, once for each page that was shown.

    Answers whether it is so now; where it is refused, the reason stands beside `field`.
    """
    try:
        with db.begin_nested():
            what = Report(
                client_id=form.raw("client_id"), kind=kind, happened_at=now, sent_at=now,
                bag_code=bag_code, code=code, edition_id=edition_id,
            )  # fmt: skip
            report(db, what, account_id=account_id, now=now)
    except WrongScan as error:
        wrong_scan(db, form, field, error, bag_code=bag_code, code=code)
    except EventTwice:
        if not _is_so(db, bag_code, kind, code):
            form.fault(field, SENT_BEFORE)
    except BadEvent:
        form.fault(field, SENT_BEFORE)
    return form.is_good


def wrong_scan(
    db: Session, form: Form, field: str, error: WrongScan, *, bag_code: str, code: str | None
) -> None:
    """Say what is wrong with a scan, and where the thing belongs if anybody knows."""
    other = bag_that_wants(db, code=code) if code and error.code != "no_bag" else None
    if other is not None and other != bag_code:
        form.fault(field, BELONGS, bag=other)
    else:
        form.fault(field, SENTENCES.get(error.code, SENTENCES["unknown"]))


def _is_so(db: Session, bag_code: str, kind: EventKind, code: str | None) -> bool:
    """Whether what is sent again is what was done the first time: the clock alone differs."""
    bag = bag_on_table(db, code=bag_code)
    if kind is EventKind.BAG_PACKED:
        return bag.state is not DeliveryState.OPEN
    return any(one.barcode == code for one in bag.packed)
