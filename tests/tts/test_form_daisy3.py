"""DAISY 3 as players and validators want it. Rules: Z39.86-2005, and those of ZedVal."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from tests.tts.daisy3_rules import CHECKS, Written, schema_faults, written
from tests.tts.generated import scripts, timing_of
from tests.tts.sample import sample_script, sample_timing
from tests.tts.schemas import needs_schemas
from tts.script import Script


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Written:
    script = sample_script()
    timing = sample_timing(script, tmp_path_factory.mktemp("sounds"))
    return written(script, timing, tmp_path_factory.mktemp("book"))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.removeprefix("check_"))
def test_the_sample_book_keeps_a_rule_of_the_form(
    check: Callable[[Written], None], book: Written
) -> None:
    """Each rule by its name, so that a failure says which."""
    check(book)


@needs_schemas
def test_the_schemas_find_no_fault_in_the_sample_book(book: Written) -> None:
    """RELAX NG, Schematron and DTD of the DAISY Consortium, for every file."""
    assert schema_faults(book) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(script=scripts())
def test_any_script_becomes_a_book_that_keeps_every_rule(script: Script) -> None:
    """Odd pages, notes in lists, marks in headings, strange letters: never an invalid book."""
    with TemporaryDirectory() as sounds, TemporaryDirectory() as folder:
        book = written(script, timing_of(script, Path(sounds)), Path(folder))
        for check in CHECKS:
            check(book)


@needs_schemas
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(script=scripts())
def test_the_schemas_find_no_fault_in_any_book(script: Script) -> None:
    """What a validator would say, asked of many books."""
    with TemporaryDirectory() as sounds, TemporaryDirectory() as folder:
        assert schema_faults(written(script, timing_of(script, Path(sounds)), Path(folder))) == []
