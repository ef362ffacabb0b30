"""What home delivery refuses, said beside its field with what to do."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus

from sqlalchemy.orm import Session

from access.errors import AccessError
from api.answers.table import answer_to
from api.web.frame.forms import Form
from api.web.frame.refusals import say_beside
from api.words.catalogues import mark
from delivery.errors import BadWish, DeliveryError, NotVisitedAtHome

HOURS_IMPOSSIBLE = mark(
    "The visit cannot end before it begins. Write the earlier hour first, for example 10:00 and "
    "13:00."
)
CAPACITY = mark("Bags, weight and stops are at least one each.")
FAULTS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("address", "incomplete"): (
        "street",
        mark("Write both the street and the house: without one of them nobody finds the door."),
    ),
    ("point", "half"): ("point", mark("Write both numbers: latitude, then longitude.")),
    ("point", "unreadable"): (
        "point",
        mark(
            "No place can be read here. Write two numbers, for example 43.2389, 76.8897, or paste "
            "the whole link of a map."
        ),
    ),
    ("point", "short_link"): (
        "point",
        mark(
            "A short link hides its place. Open it, and copy the long address of the page, or the "
            "two numbers."
        ),
    ),
    ("point", "too_long"): (
        "point",
        mark("That is too long. Write two numbers, for example 43.2389, 76.8897."),
    ),
    ("point", "not_on_earth"): (
        "point",
        mark(
            "There is no such place on earth. The latitude is from -90 to 90, the longitude from "
            "-180 to 180."
        ),
    ),
    ("point", "swapped"): (
        "point",
        mark("The two numbers are the other way round. Write the latitude first."),
    ),
    ("point", "far_from_city"): (
        "point",
        mark(
            "This place is more than 75 km from every branch. Look for a slip in the numbers; "
            "nobody could drive there."
        ),
    ),
    ("exactness", "does_not_fit_point"): (
        "exactness",
        mark("Say how exact the point is; without a point, choose that there is none yet."),
    ),
    ("every_days", "out_of_range"): ("every_days", mark("Choose how often from the list.")),
    ("weekdays", "none"): ("weekdays", mark("Choose at least one day of the week.")),
    ("until_on", "before_since_on"): (
        "until_on",
        mark("The last day cannot be before the first. Change one of them."),
    ),
    ("until_on", "before_from_on"): (
        "until_on",
        mark("The last day cannot be before the first. Change one of them."),
    ),
    ("until_on", "too_long"): ("until_on", mark("Write at most a year at once.")),
    ("from_on", "past"): ("from_on", mark("This day is over. Write today or a later day.")),
    ("windows", "too_many"): ("opens-1", mark("Write at most six times of the day.")),
    ("windows", "impossible"): ("opens-1", HOURS_IMPOSSIBLE),
    ("windows", "overlap"): (
        "opens-1",
        mark("Two of the times overlap. Write them as one, or change one of them."),
    ),
    ("window", "impossible"): ("opens-1", HOURS_IMPOSSIBLE),
    ("shift", "impossible"): (
        "shifts",
        mark("A shift ends after it begins. Write for example 09:00 and 18:00."),
    ),
    ("shift", "twice_a_day"): ("shifts", mark("There is one shift a day.")),
    ("break", "outside_shift"): (
        "shifts",
        mark(
            "The rest has to begin and end within the shift. Change the rest or the hours of the "
            "shift."
        ),
    ),
    ("name", "missing"): ("name", mark("Write a name.")),
    ("name", "taken"): ("name", mark("Another one is called so. Write another name.")),
    ("capacity", "nothing"): ("capacity_bags", CAPACITY),
    ("account", "taken"): (
        "account_id",
        mark("Another courier works with this account. Choose another one."),
    ),
    ("point", "not_on_map"): (
        "service_point_id",
        mark("This branch has no place on the map, so no run can begin there."),
    ),
    ("depot", "has_couriers"): (
        "closed_on",
        mark("Couriers still begin there. Give them another depot first."),
    ),
    ("barcode", "missing"): ("barcode", mark("Scan or type the bar code.")),
    ("barcode", "too_long"): ("barcode", mark("A bar code has at most 64 signs.")),
    ("barcode", "bad_signs"): ("barcode", mark("A bar code has no blanks in it.")),
    ("barcode", "taken"): ("barcode", mark("This cartridge is registered already.")),
    ("barcode", "of_copy"): (
        "barcode",
        mark("A copy of the library has this bar code. Put another label on the cartridge."),
    ),
    ("barcode", "of_bag"): (
        "barcode",
        mark("This number is kept for bags. Put another label on the cartridge."),
    ),
}
"""By what a wish names and by its fault: the field of the page, and the sentence."""

NOT_VISITED: Mapping[str, str] = {
    "no_profile": mark("Write down first how the reader is visited at home."),
    "not_yet": mark("The visits have not begun on that day. Choose a later one."),
    "ended": mark("The visits have ended by that day. Let them go on first."),
    "paused": mark("The visits are paused on that day. Choose another day, or end the pause."),
}


@contextmanager
def beside(db: Session, form: Form, field: str, **fields: str) -> Iterator[None]:
    """What is done inside is done whole or not at all; a refusal stands beside its own field, or
    beside `field`. `fields` calls fields of FAULTS by the names that this page has for them."""
    try:
        with db.begin_nested():
            yield
    except DeliveryError as error:
        say_refusal(form, field, error, **fields)
    except AccessError as error:
        say_beside(form, field, error)


def say_refusal(form: Form, field: str, error: DeliveryError, **fields: str) -> None:
    """Say a refusal in the form. Raises it again where it is about something that is not there."""
    if isinstance(error, BadWish) and (error.what, error.code) in FAULTS:
        own, sentence = FAULTS[error.what, error.code]
        form.fault(fields.get(own.replace("-", "_"), own), sentence)
        return
    if isinstance(error, NotVisitedAtHome) and error.code in NOT_VISITED:
        form.fault(field, NOT_VISITED[error.code])
        return
    answer = answer_to(error)
    if answer is None or answer.status is HTTPStatus.NOT_FOUND:
        raise error
    form.faults.setdefault(field, answer.said(error, form.language))
