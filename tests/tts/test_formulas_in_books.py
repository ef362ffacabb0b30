"""Formulas in books: from every source into a sentence, and from there into every form."""

from pathlib import Path

import pytest
from lxml import etree

from tests.tts.books import heading, paragraph, script_of
from tests.tts.docxs import book_with as docx_with
from tests.tts.docxs import p, r
from tests.tts.epubs import book_with
from tts.book import Block, Book, Formula, Inline
from tts.engine import Casting
from tts.manner.announcements import announcements
from tts.manner.choice import EVERYTHING
from tts.manner.words import words_in
from tts.maths.formulas import formula_of_latex
from tts.maths.tree import NAMESPACE, is_display
from tts.narration.spoken import Cast
from tts.script import Script, Span
from tts.sources.reading import read_book
from tts.walk import pieces_of

X = f'<math xmlns="{NAMESPACE}"><msup><mi>x</mi><mn>2</mn></msup></math>'
SAID = ("x²", "икс в квадрате")


def latex(text: str, *, is_display: bool = False, language: str = "") -> Formula:
    return formula_of_latex(text, language, is_display=is_display)


def formulas(book: Book) -> list[Formula]:
    blocks = [block for part in book.parts for block in part.blocks]
    return [piece for block in blocks for piece in pieces_of(block) if isinstance(piece, Formula)]


def told(*blocks: Block[Inline]) -> list[list[tuple[str, str, str]]]:
    """For each phrase its spans: text, language, what is said instead."""
    phrases = script_of(*blocks).phrases()
    return [[(s.text, s.language, s.spoken) for s in phrase.spans] for phrase in phrases][1:]


def markdown(folder: Path, text: str) -> Book:
    path = folder / "book.md"
    path.write_text(f"# Глава\n\n{text}\n", "utf-8")
    return read_book(path)


PAGES = {
    "MathML": X,
    "MathML with a prefix": f'<m:math xmlns:m="{NAMESPACE}"><m:msup><m:mi>x</m:mi><m:mn>2</m:mn>'
    "</m:msup></m:math>",
    "MathML without a namespace": "<math><msup><mi>x</mi><mn>2</mn></msup></math>",
    "LaTeX in a note of MathML": f'<math xmlns="{NAMESPACE}"><semantics><mrow/><annotation '
    'encoding="application/x-tex">x^2</annotation></semantics></math>',
    "LaTeX as Pandoc writes it": r'<span class="math inline">\(x^2\)</span>',
    "LaTeX for MathJax": '<script type="math/tex">x^2</script>',
    "a picture of an encyclopaedia": r'<img src="x.png" alt="{\displaystyle x^{2}}"/>',
    "a picture with a command": r'<img src="x.png" alt="\mathit{x}^2"/>',
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_formula_of_a_page_is_said_in_words(kind: str, tmp_path: Path) -> None:
    """However it is put in, and nothing is told of."""
    book = book_with(tmp_path, f"<p>Число {PAGES[kind]} велико.</p>")
    (formula,) = formulas(book)
    assert formula.text == SAID[0]
    assert book.warnings == ()
    assert told(paragraph(formula)) == [[("x²", "ru", SAID[1])]]


def test_words_of_a_picture_are_no_formula(tmp_path: Path) -> None:
    """Nor is a word in the class of formulas, a script of another kind, a broken formula."""
    body = (
        '<p>Вот <img src="x.png" alt="Дом {1} на улице"/>, '
        '<img src="x.png" alt="C:\\Users\\temp\\x_1.png"/>, <span class="math">число</span> '
        '<script type="text/javascript">x^2</script>.</p>'
    )
    assert formulas(book_with(tmp_path, body)) == []


def test_a_formula_that_nobody_understands_is_read_as_its_letters(tmp_path: Path) -> None:
    """And told of."""
    book = book_with(tmp_path, f"<p>Вот {'<math>' + '<mi>x</mi>' * 3_000 + '</math>'} всё.</p>")
    assert formulas(book) == []
    assert "read as its letters" in book.warnings[0]


MARKDOWN = {
    "Сумма $x^2$ велика.": ["x²"],
    r"Сумма \(x^2\) велика.": ["x²"],
    "Сумма $$x^2$$ велика.": ["x²"],
    "$$\nx^2\n$$": ["x²"],
    "\\[\nx^2\n\\]": ["x²"],
    "$$\na_1\n- b_2\n$$": ["a₁ − b₂"],
    "- пункт $x_1$\n- пункт $x_2$": ["x₁", "x₂"],
    "Цена $5 и $10.": [],
    "Цена $5, а была 10$.": [],
    "Было 5$ и 6$ ещё.": [],
    "Код `$x$` и \\$x\\$ не формулы.": [],
    "```\n$$x$$\n```": [],
    "Один $ знак.": [],
    "Пусто $$ и $ $.": [],
    "Скобки \\\\(x\\\\) видны.": [],
}


@pytest.mark.parametrize("text", MARKDOWN)
def test_markdown_tells_formulas_from_money(text: str, tmp_path: Path) -> None:
    assert [formula.text for formula in formulas(markdown(tmp_path, text))] == MARKDOWN[text]


OMML = {
    "<m:f><m:num>{a}</m:num><m:den>{b}</m:den></m:f>": "а делить на бэ",
    "<m:sSup><m:e>{a}</m:e><m:sup>{two}</m:sup></m:sSup>": "а в квадрате",
    "<m:sSubSup><m:e>{a}</m:e><m:sub>{b}</m:sub><m:sup>{two}</m:sup></m:sSubSup>":
        "а с индексом бэ в квадрате",
    "<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/><m:e>{a}</m:e></m:rad>":
        "корень из а",
    "<m:rad><m:deg>{n}</m:deg><m:e>{a}</m:e></m:rad>": "корень степени эн из а, конец корня",
    "<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{a}</m:sub><m:sup>{n}</m:sup><m:e>{b}"
    "</m:e></m:nary>": "сумма от а до эн, бэ",
    "<m:nary><m:sub>{a}</m:sub><m:sup>{b}</m:sup><m:e>{n}</m:e></m:nary>":
        "интеграл от а до бэ, эн",
    "<m:d><m:dPr><m:begChr m:val='|'/><m:endChr m:val='|'/></m:dPr><m:e>{a}</m:e></m:d>":
        "модуль а",
    "<m:d><m:e>{a}</m:e></m:d>": "скобка открывается а скобка закрывается",
    "<m:d><m:dPr><m:begChr m:val='{{'/><m:endChr m:val=''/></m:dPr><m:e><m:eqArr><m:e>{a}</m:e>"
    "<m:e>{b}</m:e></m:eqArr></m:e></m:d>":
        "система: строка 1: а; строка 2: бэ; конец системы",
    "<m:d><m:e><m:m><m:mr><m:e>{a}</m:e><m:e>{b}</m:e></m:mr></m:m></m:e></m:d>":
        "матрица, строк 1, столбцов 2: строка 1: а, бэ; конец матрицы",
    "<m:func><m:fName><m:r><m:t>sin</m:t></m:r></m:fName><m:e>{a}</m:e></m:func>": "синус а",
    "<m:acc><m:accPr><m:chr m:val='&#x20D7;'/></m:accPr><m:e>{a}</m:e></m:acc>": "вектор а",
    "<m:bar><m:barPr><m:pos m:val='top'/></m:barPr><m:e>{a}</m:e></m:bar>": "а с чертой",
    "<m:sPre><m:sub>{two}</m:sub><m:sup>{n}</m:sup><m:e>{a}</m:e></m:sPre>":
        "слева вверху эн, слева внизу два, а",
    "<m:limLow><m:e><m:r><m:t>lim</m:t></m:r></m:e><m:lim><m:r><m:t>n→0</m:t></m:r></m:lim>"
    "</m:limLow>": "предел при эн, стремящемся к нулю",
    "<m:r><m:t>2x+3,5=y</m:t></m:r>": "два икс плюс 3,5 равно игрек",
    "<m:r><m:rPr><m:nor/></m:rPr><m:t>если так</m:t></m:r>": "если так",
    "<m:borderBox><m:e>{a}</m:e></m:borderBox>": "в рамке а, конец рамки",
}  # fmt: skip
RUNS = {"a": "a", "b": "b", "n": "n", "two": "2"}


@pytest.mark.parametrize("omml", OMML)
def test_a_formula_of_word_is_said_in_words(omml: str, tmp_path: Path) -> None:
    """Every kind of Word's."""
    runs = {name: f"<m:r><m:t>{text}</m:t></m:r>" for name, text in RUNS.items()}
    inside = r("Вот ") + f"<m:oMath>{omml.format(**runs)}</m:oMath>" + r(" всё.")
    (formula,) = formulas(docx_with(tmp_path, p(inside)))
    assert told(paragraph("Вот ", formula, " всё."))[0][1][2] == OMML[omml]


def test_a_formula_of_a_talking_book_is_kept(tmp_path: Path) -> None:
    """MathML in DTBook, in a name space of its own."""
    path = tmp_path / "b.xml"
    math = X.replace("<math xmlns=", "<m:math xmlns:m=").replace("</", "</m:")
    math = math.replace("<m", "<m:m", 0).replace("<msup", "<m:msup").replace("<mi", "<m:mi")
    math = math.replace("<mn", "<m:mn")
    path.write_text(
        '<dtbook xmlns="http://www.daisy.org/z3986/2005/dtbook/" version="2005-3" xml:lang="ru">'
        "<head><meta name='dc:Title' content='Т'/></head><book><bodymatter><level1><h1>Глава</h1>"
        f"<p>Число {math} велико.</p></level1></bodymatter></book></dtbook>",
        "utf-8",
    )
    assert [formula.text for formula in formulas(read_book(path))] == ["x²"]


# --- in a sentence --------------------------------------------------------------------------------


def test_a_sentence_with_a_formula_is_one_phrase() -> None:
    """Stops, capitals and length of the formula do not cut it, before or after it."""
    formula = latex(r"a. B! C? d")
    spans = told(paragraph("Если ", formula, " верно, то да. Затем ", latex("x"), " есть."))
    assert [len(phrase) for phrase in spans] == [3, 3]


def test_a_formula_longer_than_a_sentence_is_not_cut() -> None:
    """Nor lost, nor said twice."""
    long = latex("+".join(["x_{1}y"] * 120))
    assert len(long.text) > 700
    for pieces in ((long,), ("Вот ", long, " и всё."), (long, long, " да")):
        spans = [span for phrase in told(paragraph(*pieces)) for span in phrase if span[2]]
        assert [text for text, _, _ in spans] == [long.text] * pieces.count(long)


@pytest.mark.parametrize(
    ("before", "after", "language", "said"),
    [
        ("Число ", " больше всех.", "ru", "икс плюс игрек"),
        ("Бұл ", " саны үлкен.", "kk", "икс қосу игрек"),
        ("The number ", " is large.", "en", "ex plus why"),
    ],
)
def test_it_is_said_in_the_language_around_it(
    before: str, after: str, language: str, said: str
) -> None:
    """Its Latin letters are no evidence of English."""
    long = latex("x+y")
    (spans,) = told(paragraph(before, long, after))
    assert [span[1] for span in spans] == [language] * 3
    assert spans[1][2] == said


def test_in_a_language_without_words_of_ours_it_is_said_in_the_books() -> None:
    """A German sentence in a Russian book, whose voice reads it."""
    (spans,) = told(paragraph(latex("x", language="de")))
    assert spans == [("x", "de", "икс")]


def test_the_voice_says_the_words_and_not_the_letters() -> None:
    """With a space where letters touch it."""
    script = script_of(paragraph("Пусть 2", latex("x"), "-й член равен ", latex("y^2"), "."))
    voices = {"ru": Casting("espeak", "ru")}
    said = [u.text for phrase in script.phrases() for u in Cast(voices, "ru").utterances(phrase)]
    assert said[-1] == "Пусть два икс-й член равен игрек в квадрате."


def test_a_formula_that_is_a_sign_alone_is_heard() -> None:
    """Although it has neither letter nor digit."""
    script = script_of(paragraph(latex(r"\emptyset")))
    voices = {"ru": Casting("espeak", "ru")}
    said = [u.text for phrase in script.phrases() for u in Cast(voices, "ru").utterances(phrase)]
    assert said[-1] == "пустое множество"


def test_the_words_of_a_large_formula_are_said_in_several_breaths() -> None:
    """A voice that was given ten thousand characters might not come back."""
    large = latex("+".join(["x_{1}y"] * 200))
    script = script_of(paragraph(large))
    (*_, phrase) = script.phrases()
    said = Cast({"ru": Casting("espeak", "ru")}, "ru").utterances(phrase)
    assert len(said) > 5
    assert max(len(one.text) for one in said) <= 600
    assert " ".join(one.text for one in said) == phrase.spans[0].spoken
    assert [one.ends_sentence for one in said].count(True) == 1


def test_a_sign_without_a_word_is_told_of_once() -> None:
    script = script_of(paragraph(latex(r"a ☃ b")), paragraph(latex(r"☃")))
    (warning,) = [one for one in script.warnings if "no word" in one]
    assert ": 2, the first is «☃»" in warning


# --- set apart ------------------------------------------------------------------------------------


def announced(script: Script) -> list[str]:
    words = words_in(script.metadata.language)
    found = [announcements(section, EVERYTHING, words) for section in script.sections]
    return [str(aside) for beside in found for one in beside.values() for aside in one.before]


@pytest.mark.parametrize(
    ("pieces", "is_told"),
    [
        ((latex("x"),), True),
        ((latex("x"), "."), True),
        (("Вот ", latex("x"), "."), False),
        (("Вот ", latex("x", is_display=True), "."), False),
        ((latex("x"), latex("y")), False),
    ],
)
def test_a_formula_set_apart_is_announced(pieces: tuple[Inline | str, ...], is_told: bool) -> None:
    """One in a sentence is not."""
    said = announced(script_of(heading(1, "Глава"), paragraph(*pieces)))
    assert any("Формула:" in one for one in said) == is_told


def test_what_was_set_apart_is_shown_so() -> None:
    assert is_display(latex("x", is_display=True).mathml)
    assert is_display(latex("$$x$$").mathml)
    assert not is_display(latex("$x$").mathml)


# --- shown ----------------------------------------------------------------------------------------


def test_an_epub_shows_mathematics_with_its_text() -> None:
    """The text for players that cannot."""
    from tts.forms.epub3.markup import html  # noqa: PLC0415 - only here
    from tts.forms.epub3.phrases import write_spans  # noqa: PLC0415

    span = Span("x²", "ru", spoken="икс в квадрате", mathml=latex("x^2").mathml)
    shown = etree.tostring(write_spans([span], html("p"), around="ru"), encoding="unicode")
    assert f'<math xmlns="{NAMESPACE}" alttext="x²"><msup>' in shown
    line = etree.tostring(
        write_spans([span], html("p"), around="ru", with_maths=False), encoding="unicode"
    )
    assert ">x²</p>" in line
