"""Ctrl-C ends the search, not the plan."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli import plan
from api.cli.main import application
from routing.planner import plan_day

CITY = Path(__file__).parents[3] / "fixtures" / "city" / "day.json"


def test_ctrl_c_while_searching_gives_the_best_plan_so_far(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Pressed just as the search begins: the plan is checked, said and written all the same."""
    out = tmp_path / "plan.json"

    def pressed(*given: Any, **more: Any) -> object:
        os.kill(os.getpid(), signal.SIGINT)
        return plan_day(*given, **more)

    monkeypatch.setattr(plan, "plan_day", pressed)

    heard = CliRunner().invoke(
        application("plan"), ["plan", str(CITY), "--time-limit", "3600", "--out", str(out)]
    )

    assert heard.exit_code == 0
    assert " in " in heard.output
    assert out.is_file()


def test_a_second_ctrl_c_ends_the_command() -> None:
    """Who presses twice does not want to wait."""
    before = signal.getsignal(signal.SIGINT)

    with plan._interruptible() as cancelled:
        assert not cancelled()
        os.kill(os.getpid(), signal.SIGINT)
        assert cancelled()
        assert signal.getsignal(signal.SIGINT) is before

    assert signal.getsignal(signal.SIGINT) is before
