"""What an ILS answers, understood: what it can do, who may borrow, whether something was done.

Fields: 3M Standard Interchange Protocol, version 2.00. A field that may be missing is missed
without complaint; what then is unknown is said to be None, never guessed.
"""

from dataclasses import dataclass
from datetime import date

from api.ils.dates import day_read
from api.ils.message import Message

OFFERS = (
    "23", "11", "09", "01", "99", "97", "93", "63", "35", "37", "17", "19", "25", "15", "29", "65",
)  # fmt: skip
"""The messages of field BX, place by place."""
OUT = frozenset({"04", "05", "07"})
"""Circulation status of 18 that says that a copy is with a reader: charged, charged and not to be
recalled yet, recalled."""
UNSURE = frozenset({"01", "11", "12", "13"})
"""Other, claimed to be returned, lost, missing: with whom it is, nobody can tell."""
LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """98: whether the ILS serves, which version it speaks, which messages it knows."""

    is_online: bool
    may_check_in: bool
    may_check_out: bool
    may_renew: bool
    version: str
    institution: str
    library_name: str
    offers: frozenset[str] | None
    """None: it does not say."""
    words: str

    def knows(self, code: str) -> bool:
        """Whether it knows a message, as far as it says."""
        return self.offers is None or code in self.offers


@dataclass(frozen=True, slots=True, kw_only=True)
class Patron:
    """24 or 64: a card at the ILS. `charged` are bar codes of what is lent to it."""

    is_known: bool
    may_borrow: bool
    is_pin_right: bool
    charged: tuple[str, ...] = ()
    charged_count: int | None = None
    words: str = ""

    @property
    def are_all_named(self) -> bool:
        """Whether every copy that is lent to the card stands in `charged`."""
        return self.charged_count is not None and self.charged_count == len(self.charged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """10, 12 or 30: whether the ILS took note, and what it says of it."""

    is_done: bool
    due_on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """18: a copy at the ILS. None: it does not say whether the copy is with a reader."""

    is_out: bool | None
    due_on: date | None = None
    words: str = ""


def status_in(answer: Message) -> Status:
    """What 98 says."""
    fixed = answer.fixed
    offers = answer.get("BX")
    known = frozenset(code for code, said in zip(OFFERS, offers, strict=False) if said == "Y")
    return Status(
        is_online=fixed[0] == "Y",
        may_check_in=fixed[1] == "Y",
        may_check_out=fixed[2] == "Y",
        may_renew=fixed[3] == "Y",
        version=fixed[30:34],
        institution=answer.get("AO"),
        library_name=answer.get("AM"),
        offers=known if offers else None,
        words=words_of(answer),
    )


def patron_in(answer: Message) -> Patron:
    """What 24 or 64 says. An unknown card has no name, or is said not to be valid."""
    fixed = answer.fixed
    is_valid = answer.get("BL") != "N" if answer.has("BL") else bool(answer.get("AE").strip())
    denied = fixed[0] == "Y" or fixed[4] == "Y"
    count = fixed[35 + 8 : 35 + 12] if answer.code == "64" else ""
    return Patron(
        is_known=is_valid,
        may_borrow=is_valid and not denied,
        is_pin_right=answer.get("BL") == "Y" and answer.get("CQ") == "Y",
        charged=answer.all("AU"),
        charged_count=int(count) if count.isascii() and count.isdigit() else None,
        words=words_of(answer),
    )


def outcome_in(answer: Message) -> Outcome:
    """What 10, 12 or 30 says."""
    return Outcome(
        is_done=answer.fixed[0] in "1Y",
        due_on=day_read(answer.get("AH")),
        words=words_of(answer),
    )


def item_in(answer: Message) -> Item:
    """What 18 says."""
    state = answer.fixed[:2]
    is_out = None if state in UNSURE or not state.isdigit() else state in OUT
    return Item(is_out=is_out, due_on=day_read(answer.get("AH")), words=words_of(answer))


def is_let_in(answer: Message) -> bool:
    """What 94 says."""
    return answer.fixed == "1"


def words_of(answer: Message) -> str:
    """What the ILS says to people (AF, then AG), on one line."""
    said = (*answer.all("AF"), *answer.all("AG"))
    seen = "".join(sign if sign.isprintable() else " " for sign in " ".join(said))
    return " ".join(seen.split())[:LONGEST_WORDS]
