"""Reads public instances: Solomon and Homberger (`.txt`), and CVRPLIB's (`.vrp`), with vrplib.

DIMACS 2021 convention: windows come with tenths of a unit, each road ten times the straight line
cut off to a whole number; without windows roads are rounded to whole numbers. The fleet is free up
to the file's number; where there is none, a fifth more couriers than the loads ask for.
"""

import json
from pathlib import Path

import numpy as np
import vrplib

from benchmarks.routing.instance import Crew, Instance

TENTH = 10
BEST_KNOWN = "best-known.json"


def read(path: Path) -> Instance:
    """One instance, with its best known cost where the folder tells it."""
    known = path.parent / BEST_KNOWN
    table = json.loads(known.read_text("utf-8"))["best_known"] if known.is_file() else {}
    best = table.get(path.stem)
    return _timed(path, best) if path.suffix == ".txt" else _plain(path, best)


def _timed(path: Path, best: float | None) -> Instance:
    given = vrplib.read_instance(path, instance_format="solomon", compute_edge_weights=False)
    xy = np.asarray(given["node_coord"], np.float64)
    across, along = (np.subtract.outer(xy[:, axis], xy[:, axis]) for axis in (0, 1))
    length = np.floor(TENTH * np.hypot(across, along) + 1e-9).astype(np.int64)
    windows = TENTH * np.asarray(given["time_window"], np.int64)
    return Instance(
        name=path.stem,
        length=length,
        duration_s=length,
        demand=np.asarray(given["demand"], np.int64)[:, None],
        capacity=(int(given["capacity"]),),
        windows=windows,
        service_s=TENTH * np.asarray(given["service_time"], np.int64),
        depots=1,
        crews=(Crew(int(given["vehicles"]), 0, tuple(windows[0].tolist())),),
        best_known=None if best is None else best * TENTH,
        xy=xy,
    )


def _plain(path: Path, best: float | None) -> Instance:
    given = vrplib.read_instance(path, compute_edge_weights=False)
    xy = np.asarray(given["node_coord"], np.float64)
    across, along = (np.subtract.outer(xy[:, axis], xy[:, axis]) for axis in (0, 1))
    length = np.floor(np.hypot(across, along) + 0.5).astype(np.int64)
    demand = np.asarray(given["demand"], np.int64)
    fleet = int(np.ceil(1.2 * demand.sum() / given["capacity"])) + 2
    return Instance(
        name=path.stem,
        length=length,
        duration_s=length,
        demand=demand[:, None],
        capacity=(int(given["capacity"]),),
        windows=None,
        service_s=np.zeros(len(xy), np.int64),
        depots=1,
        crews=(Crew(fleet, 0, None),),
        best_known=best,
        xy=xy,
    )
