"""Opens whoever is to be asked for the roads, by the name that a person gives: one line of text."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from routing.errors import BadProblem
from routing.travel.cache import MOST_PAIRS, KeptRoads
from routing.travel.engine import RoadEngine
from routing.travel.great_circle import GreatCircle
from routing.travel.osrm import Osrm
from routing.travel.osrm_ways import OsrmGuide
from routing.travel.programs import Programs, find_programs
from routing.travel.tiles import Tiles, engine_settings, open_tiles
from routing.travel.valhalla import Asker, Valhalla
from routing.travel.valhalla_server import LazyServer, ServerAsker
from routing.travel.valhalla_ways import ValhallaGuide
from routing.travel.ways import Guide

GREAT_CIRCLE = "great-circle"
WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """What this machine has for asking the roads. All of it is made when it is needed.

    `processors` questions are answered at the same time where a server of ours answers.
    `valhalla` is a wheel or a folder of Valhalla's package where Python cannot load it;
    `cache_file` keeps travel times that were asked once, or is None.
    """

    unpacked_dir: Path
    valhalla: Path | None = None
    cache_file: Path | None = None
    cached_pairs: int = MOST_PAIRS
    processors: int = 1


@dataclass(frozen=True, slots=True)
class OpenRoads:
    """Somebody to ask for travel times, and for ways where there is a map."""

    engine: RoadEngine
    guide: Guide | None


@contextmanager
def open_roads(named: str, workplace: Workplace) -> Iterator[OpenRoads]:
    """Whoever is named: great-circle, valhalla:TILES, valhalla:URL or osrm:URL.

    What was started for it ends with the block. Raises BadProblem for another name,
    RoadsUnavailable where there are no tiles, no Valhalla, or a server does not answer.
    """
    kind, _, where = named.partition(":")
    with ExitStack() as open_things:
        if named == GREAT_CIRCLE:
            found = OpenRoads(GreatCircle(), None)
        elif kind == "osrm" and where:
            osrm = Osrm(where)
            open_things.callback(osrm.close)
            found = OpenRoads(osrm, OsrmGuide(osrm))
        elif kind == "valhalla" and where.startswith(WEB):
            asker = ServerAsker(where)
            open_things.callback(asker.close)
            found = OpenRoads(
                Valhalla(asker.name, asker.version(), asker), ValhallaGuide(asker.name, asker)
            )
        elif kind == "valhalla" and where:
            found = _own_valhalla(Path(where), workplace, open_things)
        else:
            raise BadProblem(
                f"there is no matrix called {named[:100]!r}.",
                where="--matrix",
                remedy="Use great-circle, valhalla:TILES, valhalla:URL or osrm:URL; or put the "
                "travel times into the file as matrices.",
            )
        yield _kept(found, workplace)


def _kept(found: OpenRoads, workplace: Workplace) -> OpenRoads:
    if workplace.cache_file is None:
        return found
    kept = KeptRoads(found.engine, workplace.cache_file, most_pairs=workplace.cached_pairs)
    return OpenRoads(kept, found.guide)


def _own_valhalla(folder: Path, workplace: Workplace, open_things: ExitStack) -> OpenRoads:
    """Valhalla on this machine: in this process where Python can load it, else beside it."""
    tiles = open_tiles(folder)
    programs = find_programs(workplace.valhalla, workplace.unpacked_dir)
    processors = workplace.processors
    askers = _in_process(programs, tiles) if programs.loads else None
    sure, quick = askers or (
        open_things.enter_context(LazyServer(programs, tiles, quick=quick, processors=processors))
        for quick in (False, True)
    )
    name = str(folder)
    engine = Valhalla(
        name,
        f"tiles {tiles.version}",
        sure,
        quick=quick,
        has_own_limits=True,
        at_once=1 if programs.loads else processors,
    )
    return OpenRoads(engine, ValhallaGuide(name, sure))


def _in_process(programs: Programs, tiles: Tiles) -> tuple[Asker, Asker]:
    from routing.travel.valhalla_actor import ActorAsker  # noqa: PLC0415  absent with Python 3.11

    sure, quick = (
        ActorAsker(engine_settings(programs, tiles.tiles_dir, quick=quick))
        for quick in (False, True)
    )
    return sure, quick
