"""A small shelf for the tests of the web: one book in every form and a plan of one run."""

import json
from pathlib import Path

from api.report import REPORT_NAME, EditionReport, SectionReport

PACKED = {
    "epub3": "application/epub+zip",
    "audiobook": "application/audiobook+zip",
    "lpf": "application/lpf+zip",
    "m4b": "audio/mp4",
    "pef": "application/x-pef+xml",
}
ENDINGS = {form: "epub" if form == "epub3" else form for form in PACKED}
FOLDERS = ("mp3", "daisy202", "brf")
VOLUMES = ("daisy3_1of2", "daisy3_2of2")
REPORT = EditionReport(
    source="abai.epub",
    title="Абай & оның <заманы>",
    creators=("Тест Автор",),
    language="kk",
    languages={"kk": 10, "ru": 2},
    voices={"kk": "kk"},
    forms={form: form for form in FOLDERS}
    | {form: f"абай.{ending}" for form, ending in ENDINGS.items()},
    volumes={"daisy3": VOLUMES},
    sections=(
        SectionReport(
            title="Бірінші тарау", language="kk", level=1, sounds=("s0001.mp3",), audio_s=75
        ),
        SectionReport(title="Part two", language="en", level=2, sounds=("s0002.mp3",), audio_s=9),
    ),
    sentences=12,
    spoken=12,
    reused=0,
    audio_s=3_700,
    spent_s=1.5,
    faults=(),
    warnings=(),
)
PLAN = {
    "code": 0,
    "routes": [
        {
            "vehicle": 1,
            "distance": 4_250,
            "steps": [
                {"type": "start", "arrival": 32_400},
                {"type": "job", "id": 7, "arrival": 33_000, "waiting_time": 60, "service": 300},
                {"type": "end", "arrival": 34_000},
            ],
        }
    ],
    "unassigned": [{"id": 9, "reason": {"code": "skill", "sentence": "No courier has skill 3."}}],
}


def fill_shelf(shelf: Path, name: str = "абай") -> Path:
    """Lay one book and a plan on the shelf; gives the book's folder."""
    folder = shelf / name
    for place in ("daisy202", *VOLUMES):
        (folder / place).mkdir(parents=True)
        for sound in (
            ("s0001.mp3", "s0002.mp3") if place == "daisy202" else (f"s000{place[7]}.mp3",)
        ):
            (folder / place / sound).write_bytes(f"{place} {sound} ".encode() * 100)
    (folder / "daisy202" / "ncc.html").write_text("<html/>")
    (folder / "mp3").mkdir()
    (folder / "mp3" / "001.mp3").write_bytes(b"mp3")
    (folder / "brf").mkdir()
    (folder / "brf" / "book_v01.brf").write_bytes(b"brf")
    for form, ending in ENDINGS.items():
        (folder / f"абай.{ending}").write_bytes(form.encode())
    (folder / REPORT_NAME).write_text(REPORT.model_dump_json(), encoding="utf-8")
    (shelf / "plan.json").write_text(json.dumps(PLAN), encoding="utf-8")
    return folder
