"""Where numba is not installed the same days are planned, slower, and the plan says so."""

import json
import subprocess
import sys
from pathlib import Path

from routing import vroom_out
from routing.planner import plan_day
from tests.routing.days import day, job

HIDDEN = """
import json, sys
sys.modules["numba"] = None
from routing import vroom_out
from routing.planner import plan_day
from tests.routing.days import city
problem = city()
plan = plan_day(problem, time_limit_s=5, round_limit=20)
print(json.dumps(vroom_out.plan_json(problem, plan)["summary"]))
"""


def test_a_day_is_planned_without_the_compiler_and_says_so() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HIDDEN],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )

    summary = json.loads(done.stdout)
    assert summary["unassigned"] <= 5
    assert "slower search" in summary["warnings"][0]
    assert "pip install" in summary["warnings"][0]


def test_with_the_compiler_there_is_nothing_to_warn_of() -> None:
    problem = day([job(1, 1)])

    plan = plan_day(problem, time_limit_s=1, round_limit=5)

    assert "warnings" not in str(vroom_out.plan_json(problem, plan)["summary"])
