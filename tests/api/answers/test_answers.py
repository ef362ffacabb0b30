"""Every refusal of a room has words at every door."""

import importlib
import inspect
import pkgutil
import re
from enum import StrEnum
from pathlib import Path

import pytest

import access
from access.catalogue.errors import TitleNotFound
from access.database.keeping import BackupFailed
from access.database.opening import BadDatabase
from access.errors import AccessError
from access.people.errors import BadField, Wrong
from api.answers.answer import facts_of
from api.answers.look_names import LOOK_NAMES
from api.answers.names import NAMES, name_of
from api.answers.table import ANSWERS, answer_to
from api.words.languages import LANGUAGES

AT_THE_START_ONLY = {AccessError, BadDatabase, BackupFailed}
"""Refusals that end a command; no reader meets them."""


def refusals() -> list[type[AccessError]]:
    """Every kind of refusal that the rooms of `access` know."""
    for module in pkgutil.walk_packages(access.__path__, "access."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)
    found, known = [AccessError], set[type[AccessError]]()
    while found:
        kind = found.pop()
        known.add(kind)
        found += kind.__subclasses__()
    return sorted(known - AT_THE_START_ONLY, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.__name__)
def test_every_refusal_has_an_answer_that_names_only_its_facts(kind: type[AccessError]) -> None:
    """A room that learns to refuse makes every door learn to say so."""
    answer = ANSWERS[kind]
    named = set(re.findall(r"%\((\w+)\)", answer.sentence))
    assert named <= set(inspect.signature(kind).parameters)


def test_codes_are_for_one_refusal_each() -> None:
    codes = [answer.code for answer in ANSWERS.values()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_is_said_whole_in_every_language(language: str) -> None:
    error = BadField("born_on", Wrong.NO_DATE)
    answer = answer_to(error)
    assert answer
    said = answer.said(error, language)
    assert "born_on" in said
    assert "no_date" not in said


def test_every_kind_of_look_has_a_name() -> None:
    """A reader who asks who looked at her record is told in words what they did."""
    codes = {
        str(code)
        for path in Path(access.__path__[0]).parent.glob("a*/**/*.py")
        for code in re.findall(r'what="([a-z_]+)"', path.read_text("utf-8"))
    }
    assert codes
    assert codes <= set(LOOK_NAMES)


def test_facts_are_what_an_error_knows() -> None:
    assert facts_of(TitleNotFound(7)) == {"title_id": 7}


@pytest.mark.parametrize("kind", {kind for kind, _ in NAMES}, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_list_has_a_name(kind: type[StrEnum], language: str) -> None:
    for word in kind:
        assert name_of(word, language)
