"""Reads the public VRPTW instances of Solomon and of Gehring and Homberger as our problems.

Distances follow the DIMACS 2021 convention: ten times the straight line, cut off to a whole
number; one unit of distance takes one unit of time and costs one unit.
"""

from pathlib import Path

import numpy as np

from routing.problem import Place, Problem, Roads, Stop, StopKind, Task, Vehicle, Window

PER_UNIT = 10


def read_solomon(path: Path) -> Problem:
    """One instance: its first customer is the depot, and the fleet is as large as the file says."""
    rows = [line.split() for line in path.read_text("ascii").splitlines()]
    fleet, capacity = next(
        (int(row[0]), int(row[1]))
        for row in rows
        if len(row) == 2 and all(word.isdigit() for word in row)
    )
    table = np.array([row for row in rows if len(row) == 7 and row[0].isdigit()], dtype=np.float64)
    across = np.subtract.outer(table[:, 1], table[:, 1])
    along = np.subtract.outer(table[:, 2], table[:, 2])
    straight = np.floor(PER_UNIT * np.hypot(across, along) + 1e-9).astype(np.int64)
    whole = np.rint(table * [1, 1, 1, 1, PER_UNIT, PER_UNIT, PER_UNIT]).astype(int).tolist()
    depot = Place(0)
    return Problem(
        tasks=tuple(_task(row) for row in whole[1:]),
        vehicles=tuple(
            Vehicle(
                vehicle_id=number + 1,
                start=depot,
                end=depot,
                capacity=(capacity,),
                shift=Window(whole[0][4], whole[0][5]),
            )
            for number in range(fleet)
        ),
        roads={"car": Roads(straight, straight)},
        dimensions=1,
    )


def _task(row: list[int]) -> Task:
    number, _, _, demand, opens, closes, service = row
    stop = Stop(
        stop_id=number,
        kind=StopKind.JOB,
        place=Place(number),
        service_s=service,
        delivery=(demand,),
        pickup=(0,),
        windows=(Window(opens, closes),),
    )
    return Task(stops=(stop,))
