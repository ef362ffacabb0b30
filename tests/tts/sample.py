"""A small whole edition for the tests of forms: every kind of block, three languages, real MP3."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import lameenc
import numpy as np

from tts.book import (
    Cell,
    Emphasis,
    Figure,
    Heading,
    Line,
    Listing,
    ListItem,
    Metadata,
    Note,
    Page,
    PageKind,
    Paragraph,
    PartRole,
    Picture,
    Quotation,
    Row,
    Table,
    Verse,
)
from tts.forms.making import Making
from tts.script import Phrase, Role, Script, Section, Span, section_phrases
from tts.timing import Clip, Sound, Timing

RATE_HZ = 22_050
ENCODER_DELAY_SAMPLES = 1_105
FRAME_SAMPLES = 576
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360"
    "000000020001 48afa4710000000049454e44ae426082".replace(" ", "")
)
MAKING = Making(
    producer="Алматы қалалық кітапханасы",
    narrators=("eSpeak NG kk", "eSpeak NG ru"),
    made_on=date(2026, 11, 22),
    generator="dauys 0.1.0",
)


@dataclass
class _Numbers:
    last: int = 0
    sections: int = field(default=0)

    def phrase(self, text: str, language: str = "kk", **facts: object) -> Phrase:
        self.last += 1
        return Phrase(
            phrase_id=f"e{self.last:06}",
            role=facts.pop("role", Role.SENTENCE),  # type: ignore[arg-type]
            spans=facts.pop("spans", (Span(text, language),)),  # type: ignore[arg-type]
            language=language,
            **facts,  # type: ignore[arg-type]
        )

    def page(self, label: str, kind: PageKind, value: int | None) -> Phrase:
        return self.phrase(label, role=Role.PAGE, page_kind=kind, page_value=value)

    def mark(self, mark: str, note_id: str) -> Phrase:
        return self.phrase(mark, role=Role.NOTE_REFERENCE, note_id=note_id)


def sample_script() -> Script:
    """Four sections, levels 1 1 2 1, in front, body and back matter."""
    n = _Numbers()
    return Script(
        metadata=Metadata(
            identifier="kz-alm-000001",
            title="Абай туралы әңгіме",
            language="kk",
            creators=("Тест Автор",),
            publisher="Жазушы",
            published_on="1990",
            cover="cover.png",
        ),
        sections=(_opening(n), _first(n), _second(n), _last(n)),
        pictures={"cover.png": Picture("image/png", PNG)},
    )


def _opening(n: _Numbers) -> Section:
    return Section(
        section_id="s0001",
        part=PartRole.FRONT,
        level=1,
        heading=Heading(1, (n.phrase("Абай туралы әңгіме"),)),
        blocks=(
            Paragraph((n.phrase("Тест Автор"),)),
            Page((n.page("iv", PageKind.FRONT, 4),)),
        ),
    )


def _first(n: _Numbers) -> Section:
    return Section(
        section_id="s0002",
        part=PartRole.BODY,
        level=1,
        heading=Heading(1, (n.phrase("Бірінші тарау"),)),
        blocks=(
            Page((n.page("1", PageKind.NORMAL, 1),)),
            Paragraph(
                (
                    n.phrase("Бұл — бірінші сөйлем & «тырнақша» <белгі>."),
                    n.mark("1", "note1"),
                    n.phrase(
                        "",
                        spans=(
                            Span("Мұнда ", "kk"),
                            Span("русское слово", "ru", Emphasis.EMPHASIS),
                            Span(" бар.", "kk"),
                        ),
                    ),
                )
            ),
            Note("note1", (Paragraph((n.phrase("Ескертпе мәтіні."), n.phrase("Екінші сөйлем."))),)),
            Listing(
                (
                    ListItem((Paragraph((n.phrase("Алма."),)),)),
                    ListItem((Paragraph((n.phrase("Алмұрт."),)),)),
                ),
                ordered=True,
            ),
            Quotation((Paragraph((n.phrase("Дәйексөз осында."),)),)),
        ),
    )


def _second(n: _Numbers) -> Section:
    return Section(
        section_id="s0003",
        part=PartRole.BODY,
        level=2,
        heading=Heading(2, (n.phrase("Вторая глава", "ru"),)),
        blocks=(
            Table(
                caption=(n.phrase("Таблица годов", "ru"),),
                rows=(
                    Row(
                        (
                            Cell((n.phrase("Год", "ru"),), is_header=True),
                            Cell((n.phrase("Книг", "ru"),), is_header=True),
                        )
                    ),
                    Row((Cell((n.phrase("1991", "ru"),)), Cell(()))),
                ),
            ),
            Page((n.page("2", PageKind.NORMAL, 2),)),
            Verse(
                (
                    (Line((n.phrase("Первая строка", "ru"),)), Line((n.phrase("Вторая", "ru"),))),
                    (Line((n.phrase("Третья", "ru"),)),),
                )
            ),
            Figure(
                "cover.png",
                (n.phrase("Портрет Абая", "ru", role=Role.PICTURE, picture="cover.png"),),
                caption=(n.phrase("Рисунок первый.", "ru"),),
            ),
        ),
    )


def _last(n: _Numbers) -> Section:
    return Section(
        section_id="s0004",
        part=PartRole.BACK,
        level=1,
        heading=Heading(1, (n.phrase("Afterword", "en"),)),
        blocks=(
            Paragraph((n.phrase("A short English sentence.", "en"), n.mark("2", "note1"))),
            Page((n.page("A-1", PageKind.SPECIAL, None),)),
            Paragraph((n.phrase("The last one.", "en"),)),
        ),
    )


def sample_timing(script: Script, folder: Path) -> Timing:
    """One hum a phrase, 40 ms a character and at least 300 ms, each section one real MP3."""
    sounds, clips = [], {}
    for section in script.sections:
        name = f"{section.section_id}.mp3"
        samples, bounds = 0, []
        pcm = []
        for phrase in section_phrases(section):
            length = max(300, 40 * len(phrase.text)) * RATE_HZ // 1000
            time_s = np.arange(length) / RATE_HZ
            pcm.append((9_000 * np.sin(2 * np.pi * 220 * time_s)).astype("<i2").tobytes())
            bounds.append((phrase.phrase_id, samples + ENCODER_DELAY_SAMPLES))
            samples += length
        encoder = lameenc.Encoder()
        encoder.silence()
        encoder.set_bit_rate(48)
        encoder.set_in_sample_rate(RATE_HZ)
        encoder.set_out_sample_rate(RATE_HZ)
        encoder.set_channels(1)
        encoder.set_quality(7)
        data = bytes(encoder.encode(b"".join(pcm)) + encoder.flush())
        (folder / name).write_bytes(data)
        total = _frames(data) * FRAME_SAMPLES
        sounds.append(Sound(name, folder / name, total))
        begins = [0, *(begin for _, begin in bounds[1:]), total]
        for (phrase_id, _), begin, end in zip(bounds, begins, begins[1:], strict=False):
            clips[phrase_id] = Clip(phrase_id, name, begin, end)
    return Timing(RATE_HZ, tuple(sounds), clips)


def _frames(data: bytes) -> int:
    """Frames of a 48 kbit/s 22.05 kHz stream: 72 × 48,000 / 22,050 bytes, and one if padded."""
    count = place = 0
    while place + 4 <= len(data):
        padded = data[place + 2] >> 1 & 1
        place += 72 * 48_000 // RATE_HZ + padded
        count += 1
    return count
