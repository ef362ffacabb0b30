"""Passwords and PINs are kept so that nobody can read them, and weak ones are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from access.people.errors import Weakness, WeakPassword, WeakPin
from access.people.secrets import (
    STANDARD,
    Cost,
    hashed,
    matches,
    needs_rehash,
    require_good_password,
    require_good_pin,
)
from tests.access.people.people import QUICK


@given(some.text(max_size=40), some.text(max_size=40))
def test_only_the_secret_itself_matches(secret: str, other: str) -> None:
    kept = hashed(secret, cost=QUICK)
    assert matches(kept, secret, cost=QUICK)
    assert matches(kept, other, cost=QUICK) == (secret == other)


def test_the_same_secret_is_kept_differently_each_time() -> None:
    assert hashed("көктем гүлі", cost=QUICK) != hashed("көктем гүлі", cost=QUICK)
    assert "көктем" not in hashed("көктем гүлі", cost=QUICK)


def test_nothing_matches_where_nothing_is_kept() -> None:
    assert not matches(None, "nobody has this password", cost=QUICK)
    assert not matches("rubbish", "rubbish", cost=QUICK)


def test_a_hash_of_another_cost_is_found() -> None:
    kept = hashed("көктем гүлі", cost=QUICK)
    assert not needs_rehash(kept, cost=QUICK)
    assert needs_rehash(kept, cost=Cost(passes=2, memory_kib=16, threads=1))


def test_the_standard_cost_is_that_of_the_specification() -> None:
    assert hashed("көктем гүлі").startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert Cost(3, 65_536, 4) == STANDARD


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("short", Weakness.TOO_SHORT),
        ("       a       ", Weakness.TOO_SHORT),
        ("x" * 201, Weakness.TOO_LONG),
        ("Password1", Weakness.TOO_COMMON),
        ("Қазақстан", Weakness.TOO_COMMON),
        ("abababababab", Weakness.TOO_COMMON),
        ("kz-004417", Weakness.IS_THE_CARD),
        ("kz004417", Weakness.IS_THE_CARD),
        ("сейітова", Weakness.IS_THE_NAME),
        ("Сейітова1", Weakness.IS_THE_NAME),
        ("ГүлнарСейітова", Weakness.IS_THE_NAME),
    ],
)
def test_a_password_that_is_guessed_is_refused(password: str, weakness: Weakness) -> None:
    with pytest.raises(WeakPassword) as refused:
        require_good_password(password, card="KZ004417", names=("Сейітова", "Гүлнар", ""))
    assert refused.value.weakness is weakness


@pytest.mark.parametrize("password", ["көктем-2026-гүл", "correct horse battery", "Ли и Ан вдвоём"])
def test_a_good_password_is_taken(password: str) -> None:
    require_good_password(password, card="KZ004417", names=("Ли", "Ан", ""))


@pytest.mark.parametrize(
    ("pin", "weakness"),
    [
        ("12a4", Weakness.NOT_DIGITS),
        ("١٢٣٧", Weakness.NOT_DIGITS),
        ("", Weakness.NOT_DIGITS),
        ("123", Weakness.TOO_SHORT),
        ("7042918", Weakness.TOO_LONG),
        ("0000", Weakness.SAME_DIGITS),
        ("999999", Weakness.SAME_DIGITS),
        ("4747", Weakness.SAME_DIGITS),
        ("123123", Weakness.SAME_DIGITS),
        ("1234", Weakness.IN_A_ROW),
        ("8901", Weakness.IN_A_ROW),
        ("654321", Weakness.IN_A_ROW),
        ("0441", Weakness.IS_THE_CARD),
    ],
)
def test_a_pin_that_is_guessed_is_refused(pin: str, weakness: Weakness) -> None:
    with pytest.raises(WeakPin) as refused:
        require_good_pin(pin, card="KZ-004417")
    assert refused.value.weakness is weakness


def test_a_good_pin_is_taken() -> None:
    for pin in ("7042", "70425", "704291"):
        require_good_pin(pin, card="KZ-004417")
