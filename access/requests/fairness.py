"""Whose turn it is: a line in which nobody who asks much is in the way of those who ask little.

Every request gets, once and for good, the instant of its turn: when it was asked, and a day later
for each other title of the same reader that is still to be made. Whoever has the earlier turn is
served first. So the first request of anybody goes before the second request of somebody who asked
on the same day, and the tenth of one reader does not keep nine others waiting. Nobody starves:
from the instant of its turn on, no request that is asked anew comes before it, so from then on
its place can only get better; and before that instant every other reader can pass it with at most
as many requests as have an earlier turn, one for each day.
"""

from datetime import datetime, timedelta

TURN = timedelta(days=1)


def turn_of(*, asked_at: datetime, waiting: int, turn: timedelta = TURN) -> datetime:
    """The turn of a request whose reader already waits for so many titles to be made."""
    if waiting < 0 or turn < timedelta(0):
        raise ValueError("a reader waits for no titles or for some, and turns do not run backwards")
    return asked_at + waiting * turn
