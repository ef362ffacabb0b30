"""What may be refused about people; each error carries its facts, so that every door can say it."""

from datetime import date
from enum import StrEnum

from access.errors import AccessError


class Wrong(StrEnum):
    """What is the matter with one field of a reader or an account."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    BAD_SIGNS = "bad_signs"
    NO_DATE = "no_date"
    IN_THE_FUTURE = "in_the_future"
    TOO_LONG_AGO = "too_long_ago"
    NO_EMAIL = "no_email"
    NO_TELEPHONE = "no_telephone"
    NO_SUCH_CHOICE = "no_such_choice"
    OUT_OF_BOUNDS = "out_of_bounds"
    TOO_MANY = "too_many"
    WRONG_ORDER = "wrong_order"


class BadField(AccessError):
    """One field cannot be so: which one, and why. What was written is not repeated."""

    def __init__(self, field: str, wrong: Wrong) -> None:
        self.field, self.wrong = field, wrong
        super().__init__(f"The field {field} cannot be so: {wrong.value}.")


class ReaderNotFound(AccessError):
    """No reader has this number."""

    def __init__(self, reader_id: int) -> None:
        self.reader_id = reader_id
        super().__init__(f"There is no reader with number {reader_id}.")


class ReaderClosed(AccessError):
    """The reader's record is closed; it can be read but not served."""

    def __init__(self, reader_id: int) -> None:
        self.reader_id = reader_id
        super().__init__(f"The record of reader {reader_id} is closed.")


class AccountNotFound(AccessError):
    """No account has this number."""

    def __init__(self, account_id: int) -> None:
        self.account_id = account_id
        super().__init__(f"There is no account with number {account_id}.")


class CardTaken(AccessError):
    """Another reader has this card already."""

    def __init__(self, reader_id: int) -> None:
        self.reader_id = reader_id
        """The reader who has it."""
        super().__init__(f"This card belongs to reader {reader_id} already.")


class StillHas(AccessError):
    """The reader still has something of ours, or waits for it; end that first, or say even so."""

    def __init__(self, reader_id: int, *, open_requests: int, loans: int) -> None:
        self.reader_id, self.open_requests, self.loans = reader_id, open_requests, loans
        super().__init__(f"Reader {reader_id} has {open_requests} open requests and {loans} loans.")


class DoesNotServe(AccessError):
    """This kind of need gives no right to this service."""

    def __init__(self, basis: str, service: str) -> None:
        self.basis, self.service = basis, service
        super().__init__(f"{basis} is no basis for {service}.")


class CannotMerge(AccessError):
    """These two records cannot become one: they are the same one, or one is merged already."""

    def __init__(self, stays_id: int, goes_id: int) -> None:
        self.stays_id, self.goes_id = stays_id, goes_id
        super().__init__(f"Readers {stays_id} and {goes_id} cannot become one.")


class LoginTaken(AccessError):
    """Another account is called so already."""

    def __init__(self, login: str) -> None:
        self.login = login
        super().__init__(f"There is an account {login!r} already. Choose another name.")


class StaleRecord(AccessError):
    """Somebody else changed the record since it was read; nothing of this change was kept."""

    def __init__(self, reader_id: int, *, seen: int, now: int) -> None:
        self.reader_id, self.seen, self.now = reader_id, seen, now
        super().__init__(
            f"Reader {reader_id} was changed since you read the record "
            f"(version {seen}, now {now}). Read it again, then change it."
        )


class Weakness(StrEnum):
    """Why a password or PIN is too easily guessed."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_COMMON = "too_common"
    IS_THE_CARD = "is_the_card"
    IS_THE_NAME = "is_the_name"
    NOT_DIGITS = "not_digits"
    SAME_DIGITS = "same_digits"
    IN_A_ROW = "in_a_row"


class WeakPassword(AccessError):
    """The password would be guessed; it is neither kept nor repeated here."""

    def __init__(self, weakness: Weakness) -> None:
        self.weakness = weakness
        super().__init__(f"Choose another password: {weakness.value}.")


class WeakPin(AccessError):
    """The PIN would be guessed; it is neither kept nor repeated here."""

    def __init__(self, weakness: Weakness) -> None:
        self.weakness = weakness
        super().__init__(f"Choose another PIN: {weakness.value}.")


class WrongPassword(AccessError):
    """The password that should prove who asks is not theirs."""

    def __init__(self) -> None:
        super().__init__("The present password is not right.")


class MayNotActFor(AccessError):
    """The account may not act for this reader today."""

    def __init__(self, account_id: int | None, reader_id: int) -> None:
        self.account_id, self.reader_id = account_id, reader_id
        super().__init__(f"Account {account_id} may not act for reader {reader_id}.")


class DatesInWrongOrder(AccessError):
    """Something would end before it begins."""

    def __init__(self, since_on: date, until_on: date) -> None:
        self.since_on, self.until_on = since_on, until_on
        super().__init__(f"It would end on {until_on}, before it begins on {since_on}.")
