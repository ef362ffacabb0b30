"""Solvers side by side on the same days, each run in a process of its own, on one core.

`python -m benchmarks.routing [--instances c104,city280] [--seconds 10] [--seeds 1]
[--solvers ours,pyvrp,vroom,ortools] [--out FILE] [--folder DIR]`

Seconds are CPU seconds of the solver's own process (how each keeps them: `solvers`), so a busy
machine changes little; the solvers take turns on every day, in rotating order. Loading and
compiling are not counted, and printed. Every answer is priced anew and checked (`judge`). Days:
names of `.txt` and `.vrp` files in the folder, `city120`, `city280`, `city1000`, `city3000`, and
days by lot such as `rc2-200-7` (clustered, random or both; short or long; stops; seed).
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean

ROOT = Path(__file__).parents[2]
FOLDER = ROOT.parent / "shared" / "data" / "vrp"
SOLVERS = ("ours", "pyvrp", "vroom", "ortools")
PATIENCE = 60
"""How many times its limit a run may take by the wall clock before it is given up."""
MARKS_S = (1, 5, 10, 30, 60)

Result = dict[str, object]


def main() -> int:
    """Runs all that was asked for; 1 where an answer broke a rule or none came."""
    asked = _asked()
    names = asked.instances.split(",") if asked.instances else _public(asked.folder)
    results: list[Result] = []
    for result in _runs(names, asked):
        results.append(result)
        print(_line(result), flush=True)
        if asked.out:
            asked.out.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    for line in _means(results):
        print(line)
    return int(any("cost" not in result for result in results))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.routing", description=__doc__)
    parser.add_argument("--instances", help="names, with commas; else all of the folder")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--solvers", default=",".join(SOLVERS))
    parser.add_argument("--out", type=Path, help="write all results here as JSON")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    return parser.parse_args()


def _public(folder: Path) -> list[str]:
    found = sorted(path.stem for path in (*folder.glob("*.txt"), *folder.glob("*.vrp")))
    if not found:
        print(f"No public instances in {folder}: only a day of our own is measured.")
    return found or ["city120"]


def _runs(names: Sequence[str], asked: argparse.Namespace) -> Iterator[Result]:
    """One result after the other; the solvers begin in another order on every day."""
    solvers = asked.solvers.split(",")
    for turn, name in enumerate(names):
        for seed in range(1, asked.seeds + 1):
            first = (turn + seed) % len(solvers)
            for solver in (*solvers[first:], *solvers[:first]):
                if solver == "vroom" and seed > 1:
                    continue  # it knows no seed
                yield _run(name, solver, seed, asked)


def _run(name: str, solver: str, seed: int, asked: argparse.Namespace) -> Result:
    command = [sys.executable, "-m", "benchmarks.routing.one", name, solver]
    command += [str(asked.seconds), str(seed), str(asked.folder)]
    result: Result = {"instance": name, "solver": solver, "seconds": asked.seconds, "seed": seed}
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60 + PATIENCE * asked.seconds,
        )
    except subprocess.TimeoutExpired:
        return result | {"failed": "no answer in time"}
    if done.returncode:
        return result | {"failed": done.stderr.strip().splitlines()[-1:]}
    answer: Result = json.loads(done.stdout.splitlines()[-1])
    return answer


def _line(result: Result) -> str:
    head = f"{result['instance']}, {result['solver']}, {result['seconds']} s, seed {result['seed']}"
    if "cost" not in result:
        return f"{head}: NO PLAN {result.get('infeasible') or result.get('failed')}"
    reached = [
        f"{mark} s {_shown(result, costs[-1])}"
        for mark in MARKS_S
        if (costs := [cost for at_s, cost in _reached(result) if at_s <= mark])
    ]
    first = _reached(result)[:1]
    return (
        f"{head}: {_shown(result, result['cost'])}, {result['left_out']} left out, "
        f"{result['runs']} runs, {result['cpu_s']} CPU s (ready in {result['ready_s']} s); "
        f"first {first[0][0] if first else '?'} s; " + ", ".join(reached)
    )


def _reached(result: Result) -> list[tuple[float, float]]:
    found = result["reached"]
    return [(at_s, cost) for at_s, cost in found] if isinstance(found, list) else []


def _gap(result: Result, cost: object) -> float | None:
    """Per cent above the best known cost."""
    best = result.get("best_known")
    if isinstance(best, int | float) and isinstance(cost, int | float):
        return 100 * (cost / best - 1)
    return None


def _shown(result: Result, cost: object) -> str:
    gap = _gap(result, cost)
    return f"{cost}" if gap is None else f"{gap:.3f} %"


def _means(results: Sequence[Result]) -> Iterator[str]:
    """The mean gap of every solver over the days whose best cost is known."""
    for solver in dict.fromkeys(str(result["solver"]) for result in results):
        gaps: dict[str, list[float]] = {}
        for result in results:
            gap = _gap(result, result.get("cost"))
            if result["solver"] == solver and gap is not None:
                gaps.setdefault(str(result["instance"]), []).append(gap)
        if gaps:
            yield f"{solver}: mean gap {mean(map(mean, gaps.values())):.3f} % of {len(gaps)} days"


if __name__ == "__main__":
    sys.exit(main())
