"""One run of one solver in a process of its own; prints the result as JSON."""

import argparse
import json
import time
from pathlib import Path

from benchmarks.routing import generated, judge, public
from benchmarks.routing.instance import Instance
from benchmarks.routing.solvers import SOLVERS
from routing.improver.readiness import make_ready


def load(name: str, folder: Path) -> Instance:
    """A city (`city280`), a day by lot (`rc2-200-7`) or a public instance of the folder."""
    if name in generated.CITIES:
        return generated.city(name)
    for ending in (".txt", ".vrp"):
        if (folder / (name + ending)).is_file():
            return public.read(folder / (name + ending))
    return generated.solomon_like(name)


def main() -> None:
    """Solves, judges, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("instance")
    parser.add_argument("solver", choices=SOLVERS)
    parser.add_argument("seconds", type=float)
    parser.add_argument("seed", type=int)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    day = load(asked.instance, asked.folder)
    before_s = time.process_time()
    if asked.solver == "ours":
        make_ready()
    ready_s, before_s = time.process_time() - before_s, time.process_time()
    answer = SOLVERS[asked.solver](day, asked.seconds, asked.seed)
    spent_s = time.process_time() - before_s
    result = {
        "instance": asked.instance,
        "solver": asked.solver,
        "seconds": asked.seconds,
        "seed": asked.seed,
        "best_known": day.best_known,
        "ready_s": round(ready_s, 2),
        "cpu_s": round(spent_s, 2),
        "runs": sum(1 for _, nodes in answer.routes if nodes),
        "reached": [(round(at_s, 3), cost) for at_s, cost in answer.reached],
    }
    try:
        result["cost"], result["left_out"] = judge.cost(day, answer.routes)
    except judge.Infeasible as fault:
        result["infeasible"] = str(fault)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
