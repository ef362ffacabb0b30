"""A network may say which letters lie on which keys; its titles are found by them."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from access.database.opening import Database
from access.search.dialling import by_keypad
from access.search.errors import BadKeypad
from access.search.indexing import index_titles, reindex, unindexed
from access.search.keypad import ALPHABETS, USUAL, digits_of, keypad_of
from access.search.layout import keypad_in_use, use_keypad
from api.cli.keypad import BadKeypadFile, read_keypad
from tests.access import desk

OTHER = {**USUAL.letters, "2": "abc абв әг ґ", "3": "def деёжз җєғ"}
"""Of a telephone that has the letter ғ on another key."""


def without(letter: str) -> Mapping[str, object]:
    return {key: row.replace(letter, "") for key, row in USUAL.letters.items()}


@pytest.mark.parametrize(
    ("table", "code", "what"),
    [
        ({**USUAL.letters, "1": "ґ"}, "no_such_key", "1"),
        ({**USUAL.letters, "": "x"}, "no_such_key", ""),
        ({**USUAL.letters, "23": "x"}, "no_such_key", "23"),
        ({**USUAL.letters, "2": 7}, "no_letters", "2"),
        ({**USUAL.letters, "2": "abc5"}, "no_letter", "5"),
        ({**USUAL.letters, "9": USUAL.letters["9"] + "a"}, "twice", "a"),
        (without("ғ"), "missing", "ғ"), (without("q"), "missing", "q"), ({}, "missing", "a"),
    ],
)  # fmt: skip
def test_a_layout_that_is_none_says_which_key_or_letter_is_wrong(
    table: Mapping[str, object], code: str, what: str
) -> None:
    with pytest.raises(BadKeypad) as error:
        keypad_of(table)
    assert (error.value.code, error.value.what) == (code, what)
    assert not what or what in str(error.value)


def test_the_usual_layout_holds_every_letter_of_three_languages_once() -> None:
    assert all(len(digits_of(letter)) == 1 for letter in ALPHABETS)
    spelled = [digits_of(word) for word in ("ə", "ß", "æ", "œ", "ø", "ł", "đ", "ı", "é")]
    assert spelled == ["2", "77", "23", "63", "6", "5", "3", "4", "3"]
    assert keypad_of({key: row.upper() for key, row in USUAL.letters.items()}) == USUAL


def found(database: Database, digits: str) -> list[int]:
    with database.look.begin() as db:
        return [hit.title_id for hit in by_keypad(db, digits)]


def test_titles_are_found_by_the_keys_of_the_network_and_again_by_the_usual_ones(
    database: Database,
) -> None:
    usual, other = digits_of("ғасыр"), keypad_of(OTHER).digits_of("ғасыр")
    assert usual != other
    with database.change.begin() as db:
        title_id = desk.title(db, "Ғасыр")
        index_titles(db, [title_id])
    for letters, digits, gone in ((OTHER, other, usual), (None, usual, other)):
        with database.change.begin() as db:
            assert use_keypad(db, letters)
            assert unindexed(db) == 1
        assert reindex(database.change.begin) == 1
        assert found(database, digits) == [title_id]
        assert found(database, gone) == []
        with database.change.begin() as db:
            assert not use_keypad(db, letters), "said twice it changes nothing"
            assert unindexed(db) == 0


def test_a_refused_layout_changes_nothing(database: Database) -> None:
    with database.change.begin() as db, pytest.raises(BadKeypad):
        use_keypad(db, without("ғ"))
    with database.look.begin() as db:
        assert keypad_in_use(db) == USUAL


def test_a_layout_is_read_from_toml_or_json(tmp_path: Path) -> None:
    toml, other = tmp_path / "keys.toml", tmp_path / "keys.json"
    rows = "\n".join(f'{key} = "{row}"' for key, row in OTHER.items())
    toml.write_text(f"[keys]\n{rows}\n", encoding="utf-8")
    other.write_text(json.dumps({"keys": OTHER}), encoding="utf-8")
    assert read_keypad(toml) == read_keypad(other) == OTHER


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.toml", "keys = 3", 'no table "keys"'), ("a.toml", "[keys\n", "no TOML or JSON"),
        ("a.json", "[]", 'no table "keys"'), ("a.json", "{", "no TOML or JSON"),
        ("a.json", "[" * 50_000, "no TOML or JSON"), ("a.toml", "x = 1\n[keys]\n", "'x'"),
        ("a.toml", "#" * 200_000, "larger than"),
    ],
)  # fmt: skip
def test_a_file_that_holds_no_layout_is_refused_with_its_name(
    tmp_path: Path, name: str, text: str, says: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadKeypadFile) as error:
        read_keypad(file)
    assert name in str(error.value)
    assert says in str(error.value)
