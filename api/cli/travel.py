"""What `dauys plan` asks of roads and pictures: the options, said once, and what they bring."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from api.settings import Settings, load_settings
from routing.errors import BadProblem
from routing.exports.captions import captions_in
from routing.exports.drawn import plain
from routing.exports.writing import Wanted, written
from routing.matrix import Measure
from routing.plan import Plan
from routing.problem import Place, Problem
from routing.travel.errors import RoadsUnavailable
from routing.travel.measuring import Measuring
from routing.travel.opening import GREAT_CIRCLE, Workplace, open_roads
from routing.travel.ways import Guide

Matrix = Annotated[
    str | None,
    typer.Option(
        help="Who knows the roads: great-circle (as the crow flies, stretched), valhalla:TILES "
        "(see `dauys roads build`), valhalla:URL or osrm:URL. Without this the file's own "
        "matrices count, or the great circle where it has none."
    ),
]
GeoJson = Annotated[
    Path | None, typer.Option("--geojson", help="Write runs and stops here as GeoJSON.")
]
Gpx = Annotated[Path | None, typer.Option("--gpx", help="Write them here for navigators, as GPX.")]
Map = Annotated[
    Path | None,
    typer.Option("--map", help="Draw a map of the runs (SVG); beside it FILE.txt in words."),
]
Gantt = Annotated[
    Path | None,
    typer.Option("--gantt", help="Draw the hours of the day (SVG); beside it FILE.txt in words."),
]
Turns = Annotated[
    Path | None,
    typer.Option("--turns", help="Write every turn of every run here; a road map is needed."),
]
Language = Annotated[str, typer.Option(help="Of pictures and turns: kk, ru or en.")]


@dataclass(frozen=True)
class Roads:
    """Roads that are open for one plan."""

    measure: Measure | None
    guide: Guide | None
    _remembers: Measuring | None = None
    _troubles: list[str] = field(default_factory=list)

    def warnings(self, day: Problem) -> list[str]:
        """What a coordinator should know of places away from every road, each named once."""
        told = dict[str, None]()
        for one in self._remembers.off_road if self._remembers else ():
            names = [plain(name) for name in _names_at(day, one.place)]
            told[f"Warning: {', '.join(names) or 'a place'}: {one.sentence}"] = None
        return [*told, *self._troubles]

    def drawn(self, day: Problem, planned: Plan, wanted: Wanted) -> dict[Path, str]:
        """Every file that was asked for, with what is to stand in it.

        A day that is planned is not lost because its ways cannot be drawn: then lines are straight.
        """
        try:
            return written(day, planned, wanted, self.guide)
        except RoadsUnavailable as fault:
            self._troubles.append(f"Warning: lines are straight and turns are missing. {fault}")
            return written(day, planned, wanted)


@contextmanager
def asked(matrix: str | None) -> Iterator[Roads]:
    """The roads that `--matrix` names; without it the file has its own, or nobody needs a map."""
    if matrix is None:
        yield Roads(None, None)
        return
    settings = load_settings()
    with open_roads(matrix, workplace(settings)) as found:
        traffic_percent = 100 if matrix == GREAT_CIRCLE else settings.traffic_percent
        measuring = Measuring(found.engine, traffic_percent)
        yield Roads(measuring, found.guide, measuring)


def workplace(settings: Settings) -> Workplace:
    """What the settings say of road maps on this machine."""
    return Workplace(
        unpacked_dir=settings.roads_dir,
        valhalla=settings.valhalla,
        cache_file=settings.roads_dir / "travel-times-1.sqlite",
        cached_pairs=settings.roads_cache_pairs,
        processors=os.cpu_count() or 1,
    )


def wanted(
    *,
    geojson: Path | None,
    gpx: Path | None,
    map_: Path | None,
    gantt: Path | None,
    turns: Path | None,
    language: str,
    matrix: str | None,
) -> Wanted:
    """The pictures that were asked for. Raises BadProblem where two would share a file, or where
    turns are wanted and nobody knows the streets."""
    files = [file for file in (geojson, gpx, map_, gantt, turns) if file is not None]
    if len(set(files)) < len(files):
        raise BadProblem(
            "one file is named for two things.", where="the options", remedy="Name one for each."
        )
    if turns is not None and matrix in (None, GREAT_CIRCLE):
        raise BadProblem(
            "only a road map knows the turns.",
            where="--turns",
            remedy="Add --matrix valhalla:TILES, valhalla:URL or osrm:URL.",
        )
    return Wanted(
        geojson=geojson,
        gpx=gpx,
        map=map_,
        gantt=gantt,
        turns=turns,
        captions=captions_in(language),
    )


def save(files: dict[Path, str], write: Callable[[Path, str], None]) -> list[str]:
    """Writes the pictures, and says where they are."""
    for file, text in files.items():
        write(file, text)
    return [f"Written: {file}." for file in files]


def _names_at(day: Problem, place: Place) -> list[str]:
    """Who is at a place, as a sentence calls them."""
    names = [
        stop.name + (f" ({stop.description})" if stop.description else "")
        for stop in day.stops
        if stop.place == place
    ]
    for vehicle in day.vehicles:
        names += [
            f"the {end} of {vehicle.name}"
            for end, at in (("start", vehicle.start), ("end", vehicle.end))
            if at == place
        ]
    return names
