"""The plan of the house is a test; docs/architecture.md tells it in words."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("access", "tts", "delivery", "routing", "api")
MAY_IMPORT = {
    "tts": set[str](),
    "routing": set[str](),
    "access": {"tts"},
    "delivery": {"access", "routing"},
    "api": {"access", "delivery", "routing", "tts"},
}
ROOMS_OF = {
    "alembic": ("access/migrations/", "access/database/"),
    "argon2": ("access/people/secrets.py",),
    "av": (
        "tts/check/sound.py",
        "tts/check/m4b/media.py",
        "tts/forms/m4b.py",
        "tts/forms/mp3.py",
        "tts/line_sound.py",
        "tts/narration/resampling.py",
    ),
    "barcode": ("api/printing/bars.py",),
    "babel": ("api/words/",),
    "dbos": ("api/work/",),
    "docx": ("tts/sources/docx/",),
    "ebooklib": ("tts/sources/epub.py",),
    "email_validator": ("access/people/",),
    "espeakng_loader": ("tts/engines/espeak.py",),
    "fastapi": ("api/web/", "api/rest/"),
    "gpxpy": ("routing/exports/",),
    "httpx2": ("api/fetching.py", "api/notices/", "routing/travel/"),
    "icalendar": ("api/web/bags/",),
    "jinja2": ("api/web/",),
    "lameenc": ("tts/narration/encode.py",),
    "latex2mathml": ("tts/maths/",),
    "markupsafe": ("api/web/", "api/printing/bars.py"),
    "markdown_it": ("tts/sources/markdown.py", "tts/sources/markdown_maths.py"),
    "num2words": ("tts/text/english/", "tts/text/russian/"),
    "numba": ("routing/improver/",),
    "onnxruntime": ("tts/engines/piper.py",),
    "ortools": (
        "routing/solve.py",
        "routing/judging/times.py",
        "routing/master/",
        "routing/periodic/",
    ),
    "phonenumbers": ("access/people/",),
    "piper": ("tts/engines/piper.py",),
    "psycopg": ("access/database/",),
    "pydantic": ("api/",),
    "pydantic_settings": ("api/settings.py",),
    "pymarc": ("access/importing/",),
    "pypdfium2": ("tts/sources/pdf/",),
    "pypdfium2_raw": ("tts/sources/pdf/",),
    "pysqlite3": ("access/database/",),
    "pyttsx3": ("tts/engines/system.py",),
    "rapidfuzz": ("access/search/",),
    "rich": ("api/cli/",),
    "ru_normalizr": ("tts/text/russian/",),
    "segno": ("api/web/",),
    "snowballstemmer": ("access/search/",),
    "sqlalchemy": ("access/", "delivery/", "api/"),
    "starlette": ("api/web/", "api/rest/"),
    "typer": ("api/cli/",),
    "typst": ("api/printing/press.py",),
    "uvicorn": ("api/web/", "api/cli/"),
    "valhalla": ("routing/travel/",),
}
ANYWHERE = {"numpy"}
XML_ROOMS = ("tts/", "access/importing/trees.py")
HISTORY = ROOT / "access/migrations/versions"
"""Steps of the tables' history are written once, by a machine, and never again."""
LONGEST_FILE = 400
LONGEST_FUNCTION = 60

FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
OUR_CODE = sorted(
    path
    for folder in (*PACKAGES, "tests", "fixtures", "benchmarks", "scripts")
    for path in (ROOT / folder).rglob("*.py")
    if HISTORY not in path.parents
)


def names(path: Path) -> set[str]:
    """The top-level modules that a file imports, wherever in the file it does."""
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by the whole name"
            found.add((node.module or "").partition(".")[0])
    return found


def where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=where)
def test_imports_run_downhill(path: Path) -> None:
    """A room imports only rooms below it, and every vendor stays in the file that knows it."""
    package = where(path).partition("/")[0]
    imported = names(path)
    assert imported & set(PACKAGES) <= MAY_IMPORT[package] | {package}
    for vendor in imported - set(PACKAGES) - set(sys.stdlib_module_names) - ANYWHERE:
        rooms = XML_ROOMS if vendor == "lxml" else ROOMS_OF.get(vendor, ())
        assert where(path).startswith(tuple(rooms) or ("no room at all",)), (
            f"{vendor} does not live in {where(path)}; its room is {rooms or 'not yet named'}"
        )


@pytest.mark.parametrize("path", OUR_CODE, ids=where)
def test_a_file_is_one_idea(path: Path) -> None:
    """No file is longer than 400 lines, no function longer than 60."""
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


def test_the_wheel_holds_exactly_the_five_packages() -> None:
    """What a library installs is the five rooms and nothing else."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == set(PACKAGES)


def test_the_check_shares_no_code_with_the_forms() -> None:
    """A fault of a writer cannot hide in the code that looks for it."""
    for path in (ROOT / "tts/check").rglob("*.py"):
        imported = {
            node.module or ""
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.ImportFrom)
        }
        shared = {
            name for name in imported if name.startswith(("tts.forms", "tts.script", "tts.timing"))
        }
        assert not shared, f"{where(path)} imports {shared}"


def _is_pattern(text: str) -> bool:
    return any(sign in text for sign in ("\\", "(?", "]"))


@pytest.mark.parametrize("path", FILES, ids=where)
def test_no_pattern_needs_a_younger_python(path: Path) -> None:
    """Debian 12 has Python 3.11.2, whose possessive quantifiers match wrongly."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and _is_pattern(node.value)
        ):
            assert not re.search(r"[*+?}]\+|\(\?>", node.value), f"line {node.lineno}"
