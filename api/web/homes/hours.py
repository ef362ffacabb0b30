"""Times of the day in forms: "9", "9:30", "0930", and the minutes of the day that they are."""

import re
from collections.abc import Mapping, Sequence

from api.web.frame.forms import Form
from api.words.catalogues import mark

ROWS = 3
NO_HOUR = mark("There is no such hour. Write it as hours and minutes, for example 09:30.")
HALF = mark("Write both hours, from and until, or neither.")
BACKWARDS = mark("The end has to be after the beginning.")
_HOUR = re.compile(r"(\d{1,2})(?:[:.\- ]?(\d{2}))?")
MINUTES_A_DAY = 1_440


def clock(minute: int) -> str:
    """A minute of the day as a clock shows it; the end of the day is 24:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def hour(form: Form, name: str) -> int | None:
    """The minute of the day in a field; None where it is empty or wrong, which is a fault."""
    written = form.raw(name)
    if not written:
        return None
    found = _HOUR.fullmatch(written) if written.isascii() else None
    minute = int(found[1]) * 60 + int(found[2] or 0) if found else -1
    if found is None or int(found[2] or 0) > 59 or not 0 <= minute <= MINUTES_A_DAY:
        form.fault(name, NO_HOUR)
        return None
    return minute


def span(form: Form, opens: str, closes: str) -> tuple[int, int] | None:
    """Two fields that are one time of the day; None where both are empty or something is wrong."""
    begins, ends = hour(form, opens), hour(form, closes)
    if begins is None or ends is None:
        if (form.raw(opens) == "") != (form.raw(closes) == ""):
            form.fault(closes if form.raw(closes) == "" else opens, HALF)
        return None
    if begins >= ends:
        form.fault(closes, BACKWARDS)
        return None
    return begins, ends


def spans(form: Form, *, rows: int = ROWS) -> tuple[tuple[int, int], ...]:
    """Several of them: `opens-1` and `closes-1`, and so on."""
    read = [span(form, f"opens-{n}", f"closes-{n}") for n in range(1, rows + 1)]
    return tuple(sorted(one for one in read if one is not None))


def kept_spans(windows: Sequence[tuple[int, int]]) -> Mapping[str, str]:
    """The same as the fields of a form."""
    kept: dict[str, str] = {}
    for n, (opens, closes) in enumerate(windows, start=1):
        kept |= {f"opens-{n}": clock(opens), f"closes-{n}": clock(closes)}
    return kept


def rows_for(windows: Sequence[tuple[int, int]]) -> int:
    """How many rows a form needs, so that none is lost."""
    return max(ROWS, len(windows))
