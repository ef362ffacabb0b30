"""What delivery may have to say no to; a failure knows its facts, not its doorway."""

from datetime import date, datetime


class DeliveryError(Exception):
    """Anything that cannot be done for a visit, a run or a courier.

    The class names what happened, its attributes are the facts; a door says both in the reader's
    language. The English sentence is for logs: it never holds a name or an address.
    """


class NotHere(DeliveryError):
    """No record of this kind ("visit", "run", "stop", "courier" …) has this number."""

    def __init__(self, kind: str, number: int) -> None:
        self.kind, self.number = kind, number
        super().__init__(f"There is no {kind} with number {number}.")


class ImpossibleMove(DeliveryError):
    """A record in this state cannot come into that one."""

    def __init__(self, kind: str, number: int, was: str, to: str) -> None:
        self.kind, self.number, self.was, self.to = kind, number, was, to
        super().__init__(f"The {kind} {number} is {was}; it cannot become {to}.")


class BadWish(DeliveryError):
    """What a form says contradicts itself: `what` names the field, `code` the fault."""

    def __init__(self, what: str, code: str) -> None:
        self.what, self.code = what, code
        super().__init__(f"{what} is refused: {code}.")


class NoAddress(DeliveryError):
    """Nobody knows where the reader lives, so nobody can be sent there."""

    def __init__(self, reader_id: int) -> None:
        self.reader_id = reader_id
        super().__init__(f"Reader {reader_id} has no address.")


class NotVisitedAtHome(DeliveryError):
    """The reader has no home-delivery profile, or it has ended on that day, or it is paused."""

    def __init__(self, reader_id: int, on: date, code: str) -> None:
        self.reader_id, self.on, self.code = reader_id, on, code
        super().__init__(f"Reader {reader_id} is not visited at home on {on}: {code}.")


class NoDeliveryThatDay(DeliveryError):
    """The day is over, or nobody works on it."""

    def __init__(self, on: date, code: str) -> None:
        self.on, self.code = on, code
        super().__init__(f"There are no visits on {on}: {code}.")


class VisitedThatDay(DeliveryError):
    """The reader has a visit on that day already."""

    def __init__(self, reader_id: int, on: date) -> None:
        self.reader_id, self.on = reader_id, on
        super().__init__(f"Reader {reader_id} is visited on {on} already.")


class DayFull(DeliveryError):
    """All couriers who could come that day have as many stops as they can make."""

    def __init__(self, on: date, area: str, stops: int) -> None:
        self.on, self.area, self.stops = on, area, stops
        super().__init__(f"On {on} no courier has room for one more stop ({stops} that day).")


class NoDayHasRoom(DeliveryError):
    """No day until the end of the horizon can take the visit."""

    def __init__(self, reader_id: int, until_on: date) -> None:
        self.reader_id, self.until_on = reader_id, until_on
        super().__init__(f"No day until {until_on} has room for reader {reader_id}.")


class DayChanged(DeliveryError):
    """The day was changed while it was being planned: plan it again."""

    def __init__(self, on: date) -> None:
        self.on = on
        super().__init__(f"The visits of {on} changed while they were being planned.")


class TooManyPlannings(DeliveryError):
    """So many days are being planned at this moment that another has to wait."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(f"{most} days are being planned at this moment.")


class CannotTakeIt(DeliveryError):
    """The courier cannot take the stop; `code` says which limit, as a left-over visit does."""

    def __init__(self, courier_id: int, visit_id: int, code: str) -> None:
        self.courier_id, self.visit_id, self.code = courier_id, visit_id, code
        super().__init__(f"Courier {courier_id} cannot take visit {visit_id}: {code}.")


class NotYourRun(DeliveryError):
    """Only the courier of a run, or a coordinator, may see it and report from it."""

    def __init__(self, run_id: int, account_id: int | None) -> None:
        self.run_id, self.account_id = run_id, account_id
        super().__init__(f"Run {run_id} is not that of account {account_id}.")


class NotPublished(DeliveryError):
    """The run is a draft: its order may change, so nothing is printed of it yet."""

    def __init__(self, run_id: int) -> None:
        self.run_id = run_id
        super().__init__(f"Run {run_id} is not published yet.")


class BadSpan(DeliveryError):
    """Figures cannot be counted from that day to that one: `code` says why."""

    def __init__(self, code: str, most_days: int) -> None:
        self.code, self.most_days = code, most_days
        super().__init__(f"The span is refused: {code}.")


class NoCalendar(DeliveryError):
    """This secret address opens no calendar, or none any more."""

    def __init__(self) -> None:
        super().__init__("This address opens no calendar.")


class CalendarTooOften(DeliveryError):
    """A calendar was fetched more often than any calendar needs; again from `until_at` on."""

    def __init__(self, until_at: datetime) -> None:
        self.until_at = until_at
        super().__init__("The calendar was fetched too often.")


class EventTwice(DeliveryError):
    """One client number came with two different contents."""

    def __init__(self, client_id: str) -> None:
        self.client_id = client_id
        super().__init__("An event with this number was reported before, with other contents.")


class BadEvent(DeliveryError):
    """What was reported makes no sense: `code` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"The event is refused: {code}.")


class WrongScan(DeliveryError):
    """The scanned code belongs to nothing that is expected here; `code` says what it is instead."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"That bar code is not expected here: {code}.")
