"""A plan as files: which pictures are wanted, and what stands in each."""

import json
from dataclasses import dataclass
from pathlib import Path

from routing.exports.captions import Captions
from routing.exports.drawn import DrawnDay, drawn_day
from routing.exports.gantt_svg import gantt_svg
from routing.exports.geojson import geojson
from routing.exports.gpx import gpx
from routing.exports.map_svg import map_svg
from routing.exports.turns import turns
from routing.exports.words import described
from routing.plan import Plan
from routing.problem import Problem
from routing.travel.ways import Guide

WORDS = ".txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Where each picture goes; None where it is not wanted."""

    captions: Captions
    geojson: Path | None = None
    gpx: Path | None = None
    map: Path | None = None
    gantt: Path | None = None
    turns: Path | None = None

    @property
    def is_anything(self) -> bool:
        """Whether the day must be drawn at all."""
        return any((self.geojson, self.gpx, self.map, self.gantt, self.turns))


def written(
    problem: Problem, plan: Plan, wanted: Wanted, guide: Guide | None = None
) -> dict[Path, str]:
    """Every file that is wanted → its text. A picture has its twin in words beside it.

    Raises RoadsUnavailable where the guide cannot be asked.
    """
    if not wanted.is_anything:
        return {}
    captions = wanted.captions
    day = drawn_day(problem, plan, guide, captions.language)
    files: dict[Path, str] = {}
    if wanted.geojson:
        files[wanted.geojson] = json.dumps(geojson(day, captions), ensure_ascii=False, indent=1)
    if wanted.gpx:
        files[wanted.gpx] = gpx(day, captions)
    if wanted.map:
        files |= _picture(wanted.map, map_svg(day, captions), day, captions, captions.map_title)
    if wanted.gantt:
        picture = gantt_svg(day, captions)
        files |= _picture(wanted.gantt, picture, day, captions, captions.gantt_title)
    if wanted.turns:
        files[wanted.turns] = "\n".join(turns(day, captions))
    return files


def _picture(
    file: Path, text: str, day: DrawnDay, captions: Captions, title: str
) -> dict[Path, str]:
    words = "\n".join(described(day, captions, title))
    return {file: text, file.with_name(file.name + WORDS): words}
