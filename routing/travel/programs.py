"""Where Valhalla's own programs lie: in an installed package, or in one that was only unpacked.

Its package for Python holds the builder of tiles and the server as programs that need no Python at
all. So a Python that is too old to load the package still runs them.
"""

import hashlib
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from shutil import rmtree
from tempfile import mkdtemp

from routing.travel.errors import RoadsUnavailable

LARGEST_PACKAGE = 2 * 2**30
LONGEST_S = 60
REMEDY = (
    "With Python 3.12 or newer install the extra `roads`; with 3.11 name the package's wheel, or "
    "the folder where it is unpacked, in DAUYS_VALHALLA."
)


@dataclass(frozen=True)
class Programs:
    """Valhalla as it lies on this machine. `folder` holds `bin`; `loads` says whether this Python
    can load it too."""

    folder: Path
    loads: bool

    @property
    def builder(self) -> Path:
        """Makes tiles from an extract of OpenStreetMap."""
        return self.folder / "bin" / "valhalla_build_tiles"

    @property
    def service(self) -> Path:
        """Answers over HTTP."""
        return self.folder / "bin" / "valhalla_service"

    @cached_property
    def version(self) -> str:
        """Which Valhalla this is, as its package says: "3.9.1"."""
        packages = sorted(self.folder.parent.glob("pyvalhalla-*.dist-info"))
        return packages[-1].name.split("-")[1].removesuffix(".dist") if packages else "unknown"

    @cached_property
    def settings_text(self) -> str:
        """Every setting of this very Valhalla with its usual value, as JSON.

        Raises RoadsUnavailable where the package does not tell them.
        """
        told = self.folder / "valhalla_build_config.py"
        try:
            asked = subprocess.run(  # noqa: S603  our Python, the package's own script
                [sys.executable, "-I", str(told)],
                capture_output=True,
                check=True,
                timeout=LONGEST_S,
                text=True,
                stdin=subprocess.DEVNULL,
            )
            json.loads(asked.stdout)
        except (OSError, subprocess.SubprocessError, ValueError) as fault:
            raise _missing(f"its settings cannot be read from {told}.") from fault
        return asked.stdout


def find_programs(given: Path | None, unpacked_dir: Path) -> Programs:
    """Valhalla as `given` (a wheel, or a folder where one is unpacked), else as it is installed.

    A wheel is unpacked into a folder of its own under `unpacked_dir`, once. Raises
    RoadsUnavailable where there is none, saying what to do.
    """
    if given is None:
        found = find_spec("valhalla")
        if found is None or not found.submodule_search_locations:
            raise _missing("Valhalla is not installed here.")
        return _checked(Programs(Path(found.submodule_search_locations[0]), loads=True))
    if given.suffix == ".whl":
        given = _unpacked(given, unpacked_dir)
    inside = given / "valhalla"
    return _checked(Programs(inside if inside.is_dir() else given, loads=False))


def _checked(programs: Programs) -> Programs:
    for program in (programs.builder, programs.service):
        if not program.is_file():
            raise _missing(f"there is no {program}.")
    return programs


def _unpacked(wheel: Path, unpacked_dir: Path) -> Path:
    """The wheel's files, in a folder that is named by its content: whole or not there at all."""
    try:
        with wheel.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        to = unpacked_dir / f"valhalla-{digest[:16]}"
        if to.is_dir():
            return to
        unpacked_dir.mkdir(parents=True, exist_ok=True)
        part = Path(mkdtemp(prefix=".unpacking-", dir=unpacked_dir))
        try:
            _unpack(wheel, part)
            part.chmod(0o755)
            _settle(part, to)
        finally:
            rmtree(part, ignore_errors=True)
    except (OSError, zipfile.BadZipFile) as fault:
        raise _missing(f"{wheel} cannot be unpacked ({fault}).") from fault
    return to


def _settle(part: Path, to: Path) -> None:
    """Moves a finished folder to its place; another process may have been quicker."""
    try:
        part.rename(to)
    except OSError:
        if not to.is_dir():
            raise


def _unpack(wheel: Path, to: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        members = packed.infolist()
        if sum(member.file_size for member in members) > LARGEST_PACKAGE:
            raise _missing(f"{wheel} would fill more than {LARGEST_PACKAGE // 2**30} GB.")
        for member in members:
            path = PurePosixPath(member.filename)
            if path.is_absolute() or ".." in path.parts:
                raise _missing(f"{wheel} names a file outside of itself.")
        packed.extractall(to)
    for program in (to / "valhalla" / "bin").glob("*"):
        program.chmod(0o755)


def _missing(what: str) -> RoadsUnavailable:
    return RoadsUnavailable("Valhalla", what, REMEDY)
