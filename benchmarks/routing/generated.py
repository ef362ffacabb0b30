"""Days made by lot: Solomon-like ones to tune on, and days of a city with branches and waves."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from benchmarks.routing.instance import Crew, Instance, Whole

TENTH = 10
WIDTH_M, HEIGHT_M = 30_000.0, 20_000.0
CENTRES, SPREAD_M, CLUSTERED = 12, 1_400.0, 0.55
DEPOTS_M = np.array([[9_000.0, 10_000.0], [21_000.0, 11_000.0], [15_000.0, 5_000.0]])
METRES_PER_S = 25 / 3.6
PARKING_S, SERVICE_S = 60, 360
HOUR_S = 3_600
SLOTS = ((9, 11), (11, 13), (14, 16), (16, 18))
SLOT_SHARES = (0.3, 0.2, 0.25, 0.25)
WAVES = ((9, 13), (14, 18))
LEFT_OUT_M = 100_000
CLOSED_UP_TO = 700
"""Up to so many nodes detours are shortened to the shortest way."""

CITIES = {"city120": (120, 6, 11), "city280": (280, 10, 13), "city1000": (1000, 30, 14)} | {
    "city3000": (3000, 80, 15)
}
"""Stops, couriers a wave, seed. The last has too few couriers on purpose."""


def city(name: str) -> Instance:
    """A day of a city of 30 by 20 km: three branches, two waves of four hours, two-hour windows."""
    stops, couriers, seed = CITIES[name]
    draws = np.random.default_rng(seed)
    depots = len(DEPOTS_M)
    xy = np.vstack([DEPOTS_M, list(_doors(draws, stops))])
    length = _road_like(xy, draws)
    duration_s = np.rint(length / METRES_PER_S).astype(np.int64) + PARKING_S
    np.fill_diagonal(duration_s, 0)
    windows = np.zeros((len(xy), 2), np.int64)
    windows[:depots] = 8 * HOUR_S, 19 * HOUR_S
    slots = draws.choice(len(SLOTS), stops, p=SLOT_SHARES)
    windows[depots:] = np.array(SLOTS)[slots] * HOUR_S - [0, SERVICE_S]
    service_s = np.full(len(xy), SERVICE_S, np.int64)
    service_s[:depots] = 0
    demand = np.zeros((len(xy), 2), np.int64)
    demand[depots:, 0] = draws.integers(1, 5, stops)
    demand[depots:, 1] = draws.integers(300, 4_000, stops)
    crews = tuple(
        Crew(couriers // depots + (depot < couriers % depots), depot, (a * HOUR_S, b * HOUR_S))
        for a, b in WAVES
        for depot in range(depots)
    )
    return Instance(
        name, length, duration_s, demand, (60, 40_000), windows, service_s, depots, crews,
        left_out=LEFT_OUT_M, xy=xy,
    )  # fmt: skip


def _doors(draws: np.random.Generator, stops: int) -> Iterable[NDArray[np.float64]]:
    """Where readers live: in quarters, or anywhere."""
    centres = draws.uniform([3_000, 2_000], [WIDTH_M - 3_000, HEIGHT_M - 2_000], (CENTRES, 2))
    for _ in range(stops):
        if draws.random() < CLUSTERED:
            door = centres[draws.integers(CENTRES)] + draws.normal(0, SPREAD_M, 2)
        else:
            door = draws.uniform([0, 0], [WIDTH_M, HEIGHT_M])
        yield np.clip(door, [0, 0], [WIDTH_M, HEIGHT_M])


def _road_like(xy: NDArray[np.float64], draws: np.random.Generator) -> Whole:
    """Lengths that differ by direction, no way longer than a detour."""
    straight = np.hypot(*(np.subtract.outer(xy[:, axis], xy[:, axis]) for axis in (0, 1)))
    length = np.rint(straight * (1.3 + draws.uniform(-0.08, 0.08, straight.shape)))
    if len(xy) <= CLOSED_UP_TO:
        for middle in range(len(xy)):
            np.minimum(length, length[:, [middle]] + length[[middle]], out=length)
    np.fill_diagonal(length, 0)
    return length.astype(np.int64)


def solomon_like(name: str) -> Instance:
    """A day such as `rc2-200-7`: clustered, random or both; short (1) or long (2); stops; seed."""
    layout, *numbers = name.split("-")
    stops, seed = map(int, numbers)
    kind, long = layout[:-1], layout.endswith("2")
    draws = np.random.default_rng(seed)
    side = 100.0 * max(1.0, stops / 200) ** 0.5
    clustered = {"c": 1.0, "r": 0.0, "rc": 0.5}[kind]
    centres = draws.uniform(0.1 * side, 0.9 * side, (max(4, stops // 12), 2))
    near = centres[draws.integers(len(centres), size=stops)] + draws.normal(0, 3, (stops, 2))
    anywhere = draws.uniform(0, side, (stops, 2))
    doors = np.where((draws.random(stops) < clustered)[:, None], near, anywhere)
    xy = np.rint(np.vstack([[side / 2, side / 2], doors.clip(0, side)]))
    length = np.floor(
        TENTH * np.hypot(*(np.subtract.outer(xy[:, a], xy[:, a]) for a in (0, 1)))
    ).astype(np.int64)
    service = 90 if kind == "c" else 10
    horizon = TENTH * ((1_000 if long else 230) + (9 * service if kind == "c" else 0))
    horizon = int(horizon * side / 100)
    width = horizon * draws.choice([0.06, 0.12, 0.25]) * (0.6 if long else 1.0)
    windows = _windows(draws, length, horizon, TENTH * service, width)
    demand = np.concatenate([[0], draws.integers(5, 40, stops)])[:, None]
    service_s = np.full(stops + 1, TENTH * service)
    service_s[0] = 0
    return Instance(
        name, length, length, demand, (1_000 if long else 200,), windows, service_s, 1,
        (Crew(max(25, stops // 4), 0, (0, horizon)),), xy=xy,
    )  # fmt: skip


def _windows(
    draws: np.random.Generator, length: Whole, horizon: int, service_s: int, width: float
) -> Whole:
    """A window for most stops, somewhere where it can be reached and left in time."""
    nodes = len(length)
    first = length[0]
    last = horizon - length[:, 0] - service_s
    middle = first + draws.random(nodes) * np.maximum(last - first, 0)
    half = np.maximum(10, draws.normal(width, width / 4, nodes) / 2)
    some = draws.random(nodes) < draws.choice([0.5, 0.75, 1.0])
    opens = np.where(some, np.maximum(middle - half, 0), 0)
    closes = np.where(some, np.minimum(middle + half, last), last)
    windows = np.stack([np.minimum(opens, closes), closes], axis=1).astype(np.int64)
    windows[0] = 0, horizon
    return windows
