"""Road tiles: built once from an extract of OpenStreetMap, with a version that names them."""

import hashlib
import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp

from routing.errors import BadProblem
from routing.travel.errors import RoadsUnavailable
from routing.travel.programs import Programs

MANIFEST = "roads.json"
TILES = "tiles"
PBF_BLOB = b"OSMHeader"
MOST_LOCATIONS = 20
MOST_PAIRS = 10**8
FARTHEST_M = 2e7
"""Half around the globe: our own engine refuses no pair for its length."""

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Tiles:
    """A folder of tiles. `version` changes with the extract and with the Valhalla that built it."""

    folder: Path
    version: str

    @property
    def tiles_dir(self) -> Path:
        """What Valhalla itself reads."""
        return self.folder / TILES


def open_tiles(folder: Path) -> Tiles:
    """The tiles in a folder. Raises RoadsUnavailable where there are none of ours."""
    try:
        told: object = json.loads((folder / MANIFEST).read_text("utf-8"))
        version = told["version"] if isinstance(told, dict) else None
    except (OSError, ValueError, KeyError) as fault:
        raise _no_tiles(folder) from fault
    if not isinstance(version, str) or not (folder / TILES).is_dir():
        raise _no_tiles(folder)
    return Tiles(folder, version)


def _no_tiles(folder: Path) -> RoadsUnavailable:
    return RoadsUnavailable(
        str(folder),
        "there are no road tiles in this folder.",
        f"Build them: dauys roads build EXTRACT.osm.pbf --out {folder}",
    )


def build_tiles(
    programs: Programs,
    extract: Path,
    out: Path,
    *,
    processors: int = 1,
    longest_s: float = 6 * 3_600,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> Tiles:
    """Builds tiles from an extract (.osm.pbf) into a folder; what stood there is replaced at once.

    Until the new ones are complete the old ones stay in use. Raises BadProblem for an extract that
    is none, RoadsUnavailable where the builder fails, with its own last words.
    """
    version = f"{_digest(extract)[:16]}-{programs.version}"
    _must_be_ours(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    part = Path(mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        (part / TILES).mkdir()
        tell(f"Building road tiles from {extract.name}.")
        _run_builder(programs, extract, part, processors, longest_s)
        count = sum(1 for _ in (part / TILES).rglob("*.gph"))
        if not count:
            raise _failed(extract, "it holds no roads.")
        manifest = {"version": version, "engine": f"Valhalla {programs.version}", "tiles": count}
        (part / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
        part.chmod(0o755)
        _replace(part, out)
    finally:
        rmtree(part, ignore_errors=True)
    return Tiles(out, version)


def _digest(extract: Path) -> str:
    """What the extract holds, in a word. Raises BadProblem for what is no extract."""
    remedy = "Name an extract of OpenStreetMap in its own binary form, EXTRACT.osm.pbf."
    try:
        with extract.open("rb") as content:
            if PBF_BLOB not in content.read(64):
                raise BadProblem(
                    "it is no extract of OpenStreetMap.", where=str(extract), remedy=remedy
                )
            content.seek(0)
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as fault:
        what = f"it cannot be read ({fault.strerror})."
        raise BadProblem(what, where=str(extract), remedy=remedy) from fault


def _must_be_ours(out: Path) -> None:
    """Nobody's folder of something else is replaced by tiles."""
    if out.exists() and not (out / MANIFEST).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise BadProblem(
            "something else stands there.",
            where=str(out),
            remedy="Name a new folder, or one that holds road tiles.",
        )


def _run_builder(
    programs: Programs, extract: Path, part: Path, processors: int, longest_s: float
) -> None:
    with TemporaryDirectory(prefix="dauys-") as scratch:
        settings = Path(scratch) / "valhalla.json"
        wanted = engine_settings(programs, part / TILES, processors=processors)
        settings.write_text(json.dumps(wanted), "utf-8")
        try:
            done = subprocess.run(  # noqa: S603  Valhalla's own builder
                [str(programs.builder), "-c", str(settings), str(extract.resolve())],
                capture_output=True,
                timeout=longest_s,
                stdin=subprocess.DEVNULL,
                cwd=scratch,
                check=False,
            )
        except subprocess.TimeoutExpired as fault:
            raise _failed(extract, f"it took longer than {longest_s:.0f} seconds.") from fault
        except OSError as fault:
            raise _failed(extract, f"the builder cannot be run ({fault}).") from fault
    if done.returncode:
        raise _failed(extract, last_words(done.stderr + done.stdout))


def last_words(said: bytes) -> str:
    """The last line that a program said before it gave up."""
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    return f"it says: {lines[-1][:300]}" if lines else "it says nothing."


def _failed(extract: Path, why: str) -> RoadsUnavailable:
    return RoadsUnavailable(
        extract.name,
        f"no road tiles could be built: {why}",
        "Try the extract of another day, and see that the disk has room.",
    )


def _replace(part: Path, out: Path) -> None:
    """The new folder takes the place of the old; the old goes only when the new one stands."""
    if not out.exists():
        part.rename(out)
        return
    old = Path(mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    out.rename(old / "tiles")
    try:
        part.rename(out)
    except OSError:
        (old / "tiles").rename(out)
        raise
    rmtree(old, ignore_errors=True)


def engine_settings(
    programs: Programs, tiles_dir: Path, *, processors: int = 1, quick: bool = False
) -> Json:
    """Valhalla's own settings, with its limits set for days and not for passers-by.

    `quick` chooses its fast search of matrices.
    """
    settings: dict[str, dict[str, object]] = json.loads(programs.settings_text)
    roads = settings["mjolnir"]
    for absent in ("admin", "timezone", "landmarks", "traffic_extract", "transit_dir"):
        roads.pop(absent, None)
    roads |= {"tile_dir": str(tiles_dir.resolve()), "tile_extract": "", "concurrency": processors}
    settings.pop("additional_data", None)
    limits = {
        "max_matrix_location_pairs": MOST_PAIRS,
        "max_matrix_distance": FARTHEST_M,
        "max_distance": FARTHEST_M,
        "max_locations": MOST_LOCATIONS,
    }
    for costing in ("auto", "bicycle", "pedestrian"):
        settings["service_limits"][costing] = {
            **_inside(settings["service_limits"], costing),
            **limits,
        }
    if quick:
        settings["thor"]["source_to_target_algorithm"] = "timedistancematrix"
    settings["logging"] = {"type": ""}
    return {**settings}


def _inside(settings: dict[str, object], name: str) -> Json:
    found = settings.get(name)
    return found if isinstance(found, dict) else {}
