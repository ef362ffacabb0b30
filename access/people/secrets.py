"""Passwords and telephone PINs: what is good enough, how they are kept, how they are compared.

Only a hash is kept (Argon2id, RFC 9106); comparing takes the same time wherever they differ.
"""

import itertools
from dataclasses import dataclass
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from access.people.errors import Weakness, WeakPassword, WeakPin

SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 200
SHORTEST_PIN, LONGEST_PIN = 4, 6
SHORTEST_TELLING = 3
"""A part of a name shorter than this tells nothing: every password may hold it."""

COMMONEST = frozenset((
    "12345678", "123456789", "1234567890", "0123456789", "87654321", "987654321", "11223344",
    "12341234", "1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx", "q1w2e3r4", "qwertyui", "qwerty12",
    "qwerty123", "qwertyuiop", "asdfghjk", "asdfghjkl", "zxcvbnm1", "password", "password1",
    "passw0rd", "iloveyou", "sunshine", "princess", "football", "baseball", "superman",
    "trustno1", "letmein1", "welcome1", "admin123", "administrator", "abcd1234", "abc12345",
    "aa123456", "samsung1", "йцукенгш", "йцукенгшщз", "йцукен12", "йцукен123", "пароль12",
    "пароль123", "парольпароль", "любовь123", "казахстан", "qazaqstan", "kazakhstan", "қазақстан",
    "қазақстан1", "казахстан1", "алматы12", "almaty12", "almaty2026", "библиотека", "кітапхана",
    "library1", "астана12", "наурыз22",
))  # fmt: skip
"""Those that a guesser tries first, here and elsewhere; written without capitals."""


@dataclass(frozen=True, slots=True)
class Cost:
    """How much work one guess costs: passes over the memory, its size, threads."""

    passes: int = 3
    memory_kib: int = 65_536
    threads: int = 4


STANDARD = Cost()
"""The second choice of RFC 9106, section 4: 64 MiB, three passes."""


def hashed(secret: str, *, cost: Cost = STANDARD) -> str:
    """What is kept instead of the secret; twice the same secret gives two different texts."""
    return _hasher(cost).hash(secret)


def matches(kept: str | None, secret: str, *, cost: Cost = STANDARD) -> bool:
    """Whether the secret is the one of which the hash was kept.

    With nothing kept the same work is done in vain: the time tells nobody who has an account.
    """
    try:
        return _hasher(cost).verify(kept or _nobody(cost), secret) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(kept: str, *, cost: Cost = STANDARD) -> bool:
    """Whether it was kept at another cost than today's."""
    return _hasher(cost).check_needs_rehash(kept)


def require_good_password(password: str, *, card: str = "", names: tuple[str, ...] = ()) -> None:
    """Refuse a password that somebody who knows the reader, or nobody, would guess.

    Raises WeakPassword.
    """
    low = password.strip().casefold()
    if len(low) < SHORTEST_PASSWORD:
        raise WeakPassword(Weakness.TOO_SHORT)
    if len(password) > LONGEST_PASSWORD:
        raise WeakPassword(Weakness.TOO_LONG)
    if len(set(low)) < 3 or low in COMMONEST:
        raise WeakPassword(Weakness.TOO_COMMON)
    if card and "".join(low.replace("-", "").split()) == card.casefold():
        raise WeakPassword(Weakness.IS_THE_CARD)
    if _without_name(low, names) != low and len(_without_name(low, names)) < 4:
        raise WeakPassword(Weakness.IS_THE_NAME)


def require_good_pin(pin: str, *, card: str = "") -> None:
    """Refuse a PIN of equal or successive digits, or one that stands on the card.

    Raises WeakPin.
    """
    if not (pin.isascii() and pin.isdigit()):
        raise WeakPin(Weakness.NOT_DIGITS)
    if not len(pin) >= SHORTEST_PIN:
        raise WeakPin(Weakness.TOO_SHORT)
    if len(pin) > LONGEST_PIN:
        raise WeakPin(Weakness.TOO_LONG)
    if len(set(pin)) == 1 or pin in (pin[:2] * 3, pin[:2] * 2, pin[:3] * 2):
        raise WeakPin(Weakness.SAME_DIGITS)
    steps = {(int(after) - int(before)) % 10 for before, after in itertools.pairwise(pin)}
    if steps in ({1}, {9}):
        raise WeakPin(Weakness.IN_A_ROW)
    if pin in "".join(sign for sign in card if sign.isdigit()):
        raise WeakPin(Weakness.IS_THE_CARD)


def _without_name(low: str, names: tuple[str, ...]) -> str:
    """What is left of a password when the parts of a name are taken out of it."""
    for name in names:
        for part in name.casefold().split():
            if len(part) >= SHORTEST_TELLING:
                low = low.replace(part, "")
    return low


@lru_cache(maxsize=8)
def _hasher(cost: Cost) -> PasswordHasher:
    return PasswordHasher(
        time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.threads
    )


@lru_cache(maxsize=8)
def _nobody(cost: Cost) -> str:
    """The hash that is compared where there is none."""
    return _hasher(cost).hash("nobody has this password")
