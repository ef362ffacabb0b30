"""Travel times that were asked once are kept, pair by pair, under the version of their map.

A re-plan of the same day asks nobody; a new stop asks for its own row and column alone. The file
is SQLite with its plain journal, in which several processes may write (Debian 12's SQLite is not
to be trusted with the other one), and it may be deleted at any time: it only costs asking again.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import repeat
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from routing.problem import Metres
from routing.travel.engine import RoadEngine, Table, covering
from routing.travel.points import Point

MOST_PAIRS = 4_000_000
BUSY_S = 30.0
FORMAT = 1
MICRO = 1_000_000

SCHEMA = """
CREATE TABLE maps (
  map_id INTEGER PRIMARY KEY, version TEXT NOT NULL, profile TEXT NOT NULL,
  UNIQUE (version, profile));
CREATE TABLE points (
  point_id INTEGER PRIMARY KEY AUTOINCREMENT, map_id INTEGER NOT NULL, lon_e6 INTEGER NOT NULL,
  lat_e6 INTEGER NOT NULL, off_road_m INTEGER NOT NULL, used INTEGER NOT NULL,
  UNIQUE (map_id, lon_e6, lat_e6));
CREATE INDEX by_use ON points (used);
CREATE TABLE pairs (
  origin INTEGER NOT NULL, target INTEGER NOT NULL, seconds INTEGER NOT NULL,
  metres INTEGER NOT NULL, PRIMARY KEY (origin, target)) WITHOUT ROWID;
CREATE INDEX by_target ON pairs (target);
"""


Key = tuple[int, int]
"""Longitude and latitude in millionths of a degree: eleven centimetres."""

Found = TypeVar("Found")


class KeptRoads:
    """Another engine, asked only for what is not kept yet.

    An engine without a version (one that does not say which map it has) is asked every time.
    Where the file cannot be used the engine answers alone, as without it; a damaged file is set
    aside and begun anew. No number of a row outlives one look into the file, for between two looks
    another process may have let it go.
    """

    def __init__(self, engine: RoadEngine, file: Path, *, most_pairs: int = MOST_PAIRS) -> None:
        self._engine, self._file, self._most_pairs = engine, file, most_pairs

    @property
    def version(self) -> str:
        """That of the engine behind."""
        return self._engine.version

    @property
    def knows_streets(self) -> bool:
        """As the engine behind."""
        return self._engine.knows_streets

    def off_road_m(self, points: Sequence[Point], profile: str) -> Metres:
        """See `RoadEngine`. From here on the points are known, and count as just used."""
        if not self._keeps():
            return self._engine.off_road_m(points, profile)
        name = self._engine.version, profile
        keys = [_key(point) for point in points]
        met = self._look(lambda file: _points(file, *name)) or {}
        off_m = {key: metres for key, (_, metres) in met.items()}
        unmet = {key: point for key, point in zip(keys, points, strict=True) if key not in off_m}
        if unmet:
            asked = self._engine.off_road_m(list(unmet.values()), profile).tolist()
            off_m |= dict(zip(unmet, asked, strict=True))
        self._look(lambda file: _use(file, name, {key: off_m[key] for key in keys}))
        return np.array([off_m[key] for key in keys], dtype=np.int64)

    def table(self, sources: Sequence[Point], targets: Sequence[Point], profile: str) -> Table:
        """See `RoadEngine`. What is asked is kept for the points that `off_road_m` has met."""
        if not self._keeps():
            return self._engine.table(sources, targets, profile)
        name = self._engine.version, profile
        ends = [_key(point) for point in sources], [_key(point) for point in targets]
        found = Table.without_roads(len(sources), len(targets))
        lacking = self._look(lambda file: _read_pairs(file, name, *ends, found))
        if lacking is None:
            lacking = np.ones((len(sources), len(targets)), dtype=bool)
        fresh = np.zeros_like(lacking)
        for rows, columns in covering(lacking):
            some = [sources[row] for row in rows], [targets[column] for column in columns]
            found.put(rows, columns, self._engine.table(*some, profile))
            fresh[np.ix_(rows, columns)] = True
        if fresh.any():
            self._look(lambda file: self._write(file, name, ends, found, fresh))
        return found

    def _keeps(self) -> bool:
        return bool(self._engine.version) and self._engine.knows_streets

    def _write(
        self,
        file: sqlite3.Connection,
        name: tuple[str, str],
        ends: tuple[list[Key], list[Key]],
        found: Table,
        fresh: NDArray[np.bool_],
    ) -> None:
        file.execute("BEGIN IMMEDIATE")
        _write_pairs(file, name, ends, found, fresh)
        _forget(file, self._most_pairs)

    def _look(self, step: Callable[[sqlite3.Connection], Found]) -> Found | None:
        """One look into the file: all of it is written, or nothing. None where it is of no use."""
        try:
            with self._open() as file:
                return step(file)
        except sqlite3.OperationalError:  # busy for long, full, read only: as good as absent
            return None
        except sqlite3.DatabaseError:  # damaged, or never was one of ours
            with suppress(OSError):
                self._file.rename(self._file.with_name(self._file.name + ".damaged"))
            return None
        except OSError:
            return None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(self._file, timeout=BUSY_S, isolation_level=None)
        try:
            file.execute("PRAGMA synchronous = OFF")  # lost at a power cut, and asked again
            if file.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
                _make(file)
            yield file
            if file.in_transaction:
                file.execute("COMMIT")
        finally:
            file.close()


def _key(point: Point) -> Key:
    return round(point.lon_deg * MICRO), round(point.lat_deg * MICRO)


def _make(file: sqlite3.Connection) -> None:
    file.execute("BEGIN IMMEDIATE")
    if file.execute("PRAGMA user_version").fetchone()[0] == FORMAT:
        file.execute("COMMIT")  # another process was quicker
        return
    for statement in SCHEMA.split(";"):
        file.execute(statement)
    file.execute(f"PRAGMA user_version = {FORMAT}")
    file.execute("COMMIT")


def _map_id(file: sqlite3.Connection, version: str, profile: str) -> int:
    file.execute(
        "INSERT INTO maps (version, profile) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (version, profile),
    )
    found = file.execute(
        "SELECT map_id FROM maps WHERE version = ? AND profile = ?", (version, profile)
    )
    number: int = found.fetchone()[0]
    return number


def _points(file: sqlite3.Connection, version: str, profile: str) -> dict[Key, tuple[int, int]]:
    """Every point of a map: where it is → its number, metres to the road."""
    rows = file.execute(
        "SELECT lon_e6, lat_e6, point_id, off_road_m FROM points JOIN maps USING (map_id) "
        "WHERE version = ? AND profile = ?",
        (version, profile),
    )
    return {(lon, lat): (number, off_m) for lon, lat, number, off_m in rows}


def _use(file: sqlite3.Connection, name: tuple[str, str], off_m: dict[Key, int]) -> None:
    """Writes points down, or that they were used again."""
    file.execute("BEGIN IMMEDIATE")
    place = _map_id(file, *name)
    used = file.execute("SELECT coalesce(max(used), 0) + 1 FROM points").fetchone()[0]
    file.executemany(
        "INSERT INTO points (map_id, lon_e6, lat_e6, off_road_m, used) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET used = excluded.used",
        [(place, *key, metres, used) for key, metres in off_m.items()],
    )


def _read_pairs(
    file: sqlite3.Connection,
    name: tuple[str, str],
    origins: Sequence[Key],
    targets: Sequence[Key],
    into: Table,
) -> NDArray[np.bool_]:
    """Fills the table with what is kept, and says which cells are not."""
    file.execute("BEGIN")
    met = _points(file, *name)
    lacking = np.ones((len(origins), len(targets)), dtype=bool)
    columns: dict[int, list[int]] = {}
    for column, key in enumerate(targets):
        if key in met:
            columns.setdefault(met[key][0], []).append(column)
    file.execute("CREATE TEMP TABLE wanted (point_id INTEGER PRIMARY KEY)")
    file.executemany("INSERT INTO wanted VALUES (?)", [(number,) for number in columns])
    for row, key in enumerate(origins):
        kept = file.execute(
            "SELECT target, seconds, metres FROM pairs JOIN wanted ON target = point_id "
            "WHERE origin = ?",
            (met.get(key, (None,))[0],),
        )
        for target, seconds, metres in kept:
            at = columns[target]
            into.durations_s[row, at], into.distances_m[row, at] = seconds, metres
            lacking[row, at] = False
    return lacking


def _write_pairs(
    file: sqlite3.Connection,
    name: tuple[str, str],
    ends: tuple[list[Key], list[Key]],
    found: Table,
    fresh: NDArray[np.bool_],
) -> None:
    """Keeps the fresh cells whose two points are still in the file."""
    met = _points(file, *name)
    origins, targets = ([met.get(key, (None,))[0] for key in side] for side in ends)
    for row, origin in enumerate(origins):
        if origin is None:
            continue
        columns = [n for n in np.flatnonzero(fresh[row]).tolist() if targets[n] is not None]
        file.executemany(
            "INSERT OR REPLACE INTO pairs (origin, target, seconds, metres) VALUES (?, ?, ?, ?)",
            zip(
                repeat(origin, len(columns)),
                [targets[n] for n in columns],
                found.durations_s[row, columns].tolist(),
                found.distances_m[row, columns].tolist(),
                strict=True,
            ),
        )


def _forget(file: sqlite3.Connection, most_pairs: int) -> None:
    """Lets go of the points that were not asked for the longest, until the pairs have room."""
    held: int = file.execute("SELECT count(*) FROM pairs").fetchone()[0]
    while held > most_pairs:
        oldest = file.execute("SELECT min(used) FROM points").fetchone()[0]
        if oldest is None:
            return
        for (number,) in file.execute(
            "SELECT point_id FROM points WHERE used = ?", (oldest,)
        ).fetchall():
            gone = file.execute("DELETE FROM pairs WHERE origin = ? OR target = ?", (number,) * 2)
            file.execute("DELETE FROM points WHERE point_id = ?", (number,))
            held -= gone.rowcount
