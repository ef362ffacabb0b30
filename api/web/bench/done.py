"""What was done at the bench, in words."""

from collections.abc import Mapping

from fastapi import Request

from api.web.staff.done import done_said
from api.words.catalogues import mark

DONE: Mapping[str, str] = {
    "again": mark("It waits again, as new. Its source counts as good."),
    "first": mark("It is made before all others that wait."),
    "late": mark("It does not wait any more, so nothing was changed."),
    "given_up": mark("It is given up. Whoever waited for it is told."),
    "cancelled": mark("It is cancelled."),
    "over": mark("It was over already, so nothing was changed."),
    "queued": mark("Titles of the back-catalogue that wait now: %(n)d."),
    "stopped": mark("Titles of the back-catalogue taken back: %(n)d."),
    "accepted": mark("The sentence is good as it is."),
    "corrected": mark("The correction is kept. Make the edition anew to hear it."),
    "reported": mark("The sentence is on the bench now."),
    "remade": mark("The edition is made anew. Only what is said otherwise is spoken again."),
    "published": mark("The edition is published. Whoever waited for it is told."),
    "withdrawn": mark("The edition is withdrawn. Readers do not get it any more."),
    "kept": mark("The entry is kept. Editions made from now on say it so."),
    "ended": mark("The entry has ended. What was made with it stays as it was."),
    "judged": mark("Your verdict is kept."),
}


def bench_done(request: Request) -> str:
    """The sentence for what was done just now; "" where nothing was."""
    return done_said(request, DONE)
