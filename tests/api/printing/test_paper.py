"""A courier reads the sheet, a scanner reads its bars, a screen reader finds its way in it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.printing.labels import PAPERS, labels_pdf, paper_label
from api.printing.run_sheet import PaperRun, PaperStop, PaperThing, sheet_pdf
from api.printing.typesetting import (
    _HELD,
    LONGEST,
    MOST_BYTES,
    TooMuchToPrint,
    legible,
    pdf_of,
)
from api.words.languages import LANGUAGES
from delivery.choosing import Label
from delivery.visits.filling import bag_code
from tests.api.printing.reading import read

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі Ёё Ыы Ээ Щщ ₸ № «» – …"
HOSTILE = (
    "#include", "#eval(\"1\")", "*жуан*", "_көлбеу_", "$x^2$", "\\ \\n", "@сілтеме", "<белгі>",
    "= тақырып", "- тізім", "/* түсінік */ // тағы", "#let x = 1; #x", "`код`", "~ -- ---", "]#[",
    "https://example.com/#x", '"}], "stops": []', "{{ x }}", "{% raw %}",
)  # fmt: skip


def stop(n: int, **more: object) -> PaperStop:
    """An ordinary stop in an ordinary street."""
    made = PaperStop(
        turn=str(n), start="10:00", until="12:00", name="Ахметова Айгүл Серікқызы",
        phone="+77271234567", more="", where="Абай даңғылы 150, 27-пәтер, 3-кіреберіс, 5-қабат, "
        "лифт бар, есік коды 17К35", notes="Қоңырау істемейді." if n % 4 == 0 else "",
        drops=(
            PaperThing(words="брайль", code=f"C{n:06}"), PaperThing(words="картридж", code="K7"),
        ),
        pick_ups=(PaperThing(words="брайль", code=f"R{n:06}"),) if n % 3 == 0 else (),
        bag_code=bag_code(n + 40), outcome="",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def closed(text: str) -> str:
    """Without the places at which a line may end."""
    return "".join(text.split())


def run_of(stops: int) -> PaperRun:
    return PaperRun(
        heading="Марат, сейсенбі, 1 желтоқсан, 5-сапар", summary="09:15–14:40, 23,4 км",
        stops=tuple(stop(n) for n in range(1, stops + 1)),
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_screen_reader_finds_title_language_headings_and_a_table(language: str) -> None:
    paper = read(sheet_pdf([run_of(3)], language=language), with_codes=False)
    assert (paper.is_tagged, paper.language) == (True, language)
    assert paper.title == run_of(0).heading
    assert {"H1", "Table", "TR", "TH", "TD", "P"} <= paper.roles


@pytest.mark.parametrize("stops", [1, 8, 12, 16])
def test_a_run_of_a_day_is_one_page_in_type_that_can_be_read(stops: int) -> None:
    """And every bag's bars are read from it by a scanner, in the order of the stops."""
    run = run_of(stops)
    paper = read(sheet_pdf([run], language="kk"))
    assert paper.pages == 1
    assert paper.smallest_pt >= 11
    assert sorted(paper.codes) == sorted(one.bag_code for one in run.stops)
    for one in run.stops:
        assert one.bag_code in paper.text
        assert closed(one.where) in closed(paper.text)
        assert all(thing.code in paper.text for thing in (*one.drops, *one.pick_ups))


def test_what_does_not_fit_goes_on_with_a_repeated_head_and_nothing_is_lost() -> None:
    run = run_of(45)
    paper = read(sheet_pdf([run], language="ru"))
    assert paper.pages > 2
    assert paper.commonest_pt == 14, "on several pages there is room for large type"
    assert paper.text.count("Сумка, как прошло") == paper.pages
    assert f"страница {paper.pages} / {paper.pages}" in paper.text
    assert sorted(paper.codes) == sorted(one.bag_code for one in run.stops)


def test_each_run_of_a_day_begins_on_its_own_page() -> None:
    paper = read(sheet_pdf([run_of(2), run_of(30), run_of(0)], language="kk"), with_codes=False)
    assert paper.pages >= 4
    assert paper.text.count("бет 1 / 1") == 2
    assert "Бұл сапарда аялдама жоқ." in paper.text


def test_every_letter_of_our_languages_is_printed() -> None:
    paper = read(sheet_pdf([replace(run_of(1), heading=KAZAKH)], language="kk"))
    assert KAZAKH in paper.text
    assert paper.title == KAZAKH


def test_every_sign_that_is_said_to_be_held_has_a_letter() -> None:
    """The typesetter refuses a document with a sign for which it has no letter."""
    signs = "".join(chr(sign) for first, last in _HELD for sign in range(first, last + 1))
    parts = [signs[start : start + 200] for start in range(0, len(signs), 200)]
    made = sheet_pdf([PaperRun(heading="x", summary="", stops=tuple(
        stop(1, notes=part) for part in parts))], language="kk")  # fmt: skip
    assert made.startswith(b"%PDF")


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_wrote_is_never_markup(words: str) -> None:
    odd = stop(1, name=words, where=words, notes=words, phone=words)
    run = PaperRun(heading=words, summary=words, stops=(odd, stop(2)))
    paper = read(sheet_pdf([run], language="kk"), with_codes=False)
    assert paper.pages == 1
    assert paper.text.count(" ".join(words.split())) >= 5
    assert "Ахметова Айгүл Серікқызы" in paper.text


TEXTS = st.text(max_size=400) | st.text(
    "Әә#*_$\\`<>@[]{}=-/\"'\u200d\u0301\U0001f600 中", max_size=90
)


@given(names=st.lists(TEXTS, min_size=1, max_size=4), word=st.integers(0, 3_000))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_text_gives_a_sheet_that_can_be_read(names: list[str], word: int) -> None:
    """Signs without a letter become boxes, very long words are broken, very long texts end."""
    stops = tuple(
        stop(n, name=name, where=name * 3, notes=name + "ұ" * word, phone=name)
        for n, name in enumerate(names, start=1)
    )
    run = PaperRun(heading=names[0], summary=names[-1], stops=stops)
    paper = read(sheet_pdf([run], language="kk"), with_codes=False)
    assert paper.is_tagged
    for one in stops:
        assert one.bag_code in paper.text


def test_a_text_is_one_line_without_invisible_signs_and_has_an_end() -> None:
    assert legible("a\u200d b\n\nc\x00 \u202e d") == "a b c d"
    assert legible("кофе 😀 中") == "кофе □ □"
    assert len(legible("ы " * LONGEST)) <= LONGEST
    assert legible("ы " * LONGEST).endswith("…")


def test_the_same_facts_give_the_same_bytes() -> None:
    assert sheet_pdf([run_of(2)], language="kk") == sheet_pdf([run_of(2)], language="kk")


def test_a_document_has_a_bound() -> None:
    with pytest.raises(TooMuchToPrint):
        sheet_pdf([run_of(501)], language="kk")
    with pytest.raises(TooMuchToPrint):
        pdf_of("sheet.typ", {"x": "x" * MOST_BYTES})


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_labels_are_read_by_a_scanner_and_say_nothing_of_anybody(kind: str) -> None:
    labels = [
        paper_label(
            Label(bag_code=bag_code(n + 7), run_id=5, run_on=date(2026, 12, 1), turn=n, things=2),
            "kk",
        )
        for n in range(1, 27)
    ]
    paper = read(labels_pdf(labels, kind=kind, skip=3, language="kk"))
    on_page = PAPERS[kind].on_page
    skipped = min(3, on_page - 1)
    assert paper.pages == -(-(len(labels) + skipped) // on_page)
    assert sorted(paper.codes) == sorted(one.code for one in labels)
    assert (paper.is_tagged, paper.language) == (True, "kk")
    for one in labels:
        assert f"{one.turn} · {one.run} · {one.things}" in paper.text
        assert one.code in paper.text
