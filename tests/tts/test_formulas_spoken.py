"""Formulas in the words of three languages: expected words, no two formulas alike, no word lost."""

import itertools
import re
from collections.abc import Callable, Iterable

import pytest

from tests.tts.gold_formulas import FORMULAS
from tests.tts.gold_formulas_more import MORE_FORMULAS
from tts.engine import Casting
from tts.engines.espeak import bundled_home, open_library
from tts.maths.latex import tree_of_latex
from tts.maths.letters import CYRILLIC, FACES, GREEK, LATIN, NAMED
from tts.maths.linear import linear
from tts.maths.phrases import PHRASES, WORDS
from tts.maths.signs import BRACKETS, FUNCTIONS, INFIX, PREFIX
from tts.maths.speaking import Said, in_words
from tts.maths.tree import NAMESPACE, Node, mathml_of, nodes_of, row, tree_of
from tts.text.respelling import for_voice
from tts.xml_safe import parse_xml

LANGUAGES = ("kk", "ru", "en")


def gold(table: str) -> dict[str, dict[str, str]]:
    """For each formula its words in each language; a deeper line goes on."""
    found: dict[str, dict[str, str]] = {}
    words: dict[str, str] = {}
    for line in table.replace("\n      ", " ").strip().splitlines():
        if line.startswith("  "):
            language, _, said = line.strip().partition(" ")
            words[language] = said
        else:
            words = found[line] = {}
    return found


GOLD = gold(FORMULAS) | gold(MORE_FORMULAS)


def tree(inside: str) -> Node:
    """The tree of a `math` element with this in it."""
    return tree_of(parse_xml(f'<math xmlns="{NAMESPACE}">{inside}</math>'.encode()))


def said(inside: str, language: str = "ru") -> Said:
    return in_words(tree(inside), language)


def test_the_suite_is_large_in_every_language() -> None:
    """At least 60 formulas, each in all three."""
    assert len(GOLD) >= 60
    assert all(set(words) == set(LANGUAGES) for words in GOLD.values())


@pytest.mark.parametrize("latex", GOLD)
def test_a_formula_is_spoken_as_a_teacher_would(latex: str) -> None:
    """In Kazakh, Russian and English."""
    formula = tree_of_latex(latex)
    assert {one: in_words(formula, one).words for one in LANGUAGES} == GOLD[latex]


MATHML = [
    ("<mfenced><mi>a</mi><mi>b</mi></mfenced>",
     "скобка открывается а запятая бэ скобка закрывается"),
    ("<mn>2</mn><mo>&#x2062;</mo><mi>x</mi>", "два икс"),
    ("<mn>2</mn><mo>&#x2062;</mo><mn>3</mn>", "два умножить на три"),
    ("<mi>f</mi><mo>&#x2061;</mo><mo>(</mo><mi>x</mi><mo>)</mo>", "эф от икс"),
    ("<mi>a</mi><mphantom><mi>b</mi></mphantom><mspace width='2px'/>", "а"),
    ("<mtext>иначе</mtext>", "иначе"),
    ("<mn>7</mn><mo>%</mo>", "7 процентов"),
    ("<mn>21</mn><mo>%</mo>", "21 процент"),
    ("<mn>5</mn><mtext>км</mtext>", "5 км"),
    ("<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>",
     "слева вверху четырнадцать, слева внизу шесть, большая цэ"),
    ("<mmultiscripts><mi>a</mi><mi>i</mi><none/><none/><mn>2</mn></mmultiscripts>",
     "а с индексом и, в квадрате"),
    ("<menclose notation='updiagonalstrike'><mi>x</mi></menclose>",
     "зачёркнуто икс, конец зачёркнутого"),
    ("<menclose notation='box'><mi>x</mi></menclose>", "в рамке икс, конец рамки"),
    ("<semantics><mi>x</mi><annotation encoding='application/x-tex'>y</annotation></semantics>",
     "икс"),
    ("<semantics><annotation-xml encoding='MathML-Presentation'><mi>x</mi></annotation-xml>"
     "</semantics>", "икс"),
    ("<maction><mi>x</mi><mi>y</mi></maction>", "икс"),
    ("<mi mathvariant='bold'>v</mi>", "жирная вэ"),
    ("<mi>𝔤</mi>", "готическая жэ"),
    ("<mi>ABC</mi>", "большая а большая бэ большая цэ"),
    ("<mi>скорость</mi>", "скорость"),
    ("<msub><mi>v</mi><mtext>ср</mtext></msub>", "вэ с индексом эс эр"),
    ("<mn>1 000</mn>", "1 000"),
    ("<mn>2</mn><mi>и</mi><mn>007</mn>", "два и ноль ноль семь"),
    ("<msup><mfrac><mi>a</mi><mi>b</mi></mfrac><mn>2</mn></msup>",
     "дробь: числитель а, знаменатель бэ, конец дроби в квадрате"),
    ("<msup><msup><mi>a</mi><mn>2</mn></msup><mn>3</mn></msup>",
     "выражение а в квадрате, конец выражения в кубе"),
    ("<munderover><mi>lim</mi><mi>a</mi><mi>b</mi></munderover>", "предел от а до бэ"),
    ("<mover><mo>→</mo><mi>t</mi></mover>", "стрелка вправо, сверху тэ, конец надписи"),
    ("<mtable><mtr><mtd><mi>a</mi></mtd></mtr></mtable>", "а"),
    ("<mi>x</mi><msup><mrow/><mn>2</mn></msup>", "икс слева вверху два"),
    ("<mfrac><mi>a</mi></mfrac>", "дробь: числитель а, знаменатель пусто, конец дроби"),
]  # fmt: skip


@pytest.mark.parametrize(("mathml", "words"), MATHML, ids=[mathml for mathml, _ in MATHML])
def test_mathml_is_spoken_whatever_made_it(mathml: str, words: str) -> None:
    """What LaTeX cannot say, too."""
    assert said(mathml) == Said(words, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sign_that_nobody_knows_is_called_by_its_name(language: str) -> None:
    """It is told of, and not lost."""
    spoken = said("<mi>a</mi><mo>☃</mo><mi>b</mi>", language)
    assert "snowman" in spoken.words
    assert spoken.unknown == ("☃",)


def test_a_sign_without_a_name_is_said_by_its_number() -> None:
    """Of a font's own."""
    assert said("<mi>a</mi><mo>\ue123</mo>") == Said(
        "а знак без имени большая е 1 2 3", ("\ue123",)
    )


def test_a_command_that_nobody_knows_is_spelled() -> None:
    """And told of."""
    assert in_words(tree_of_latex(r"\foo x"), "ru") == Said("эф о о икс", ("\\foo",))


LINES = {
    "a^2+b^2=c^2": "a² + b² = c²",
    r"\sqrt{x+1}": "√(x + 1)",
    r"\frac{a+b}{c}": "(a + b)/c",
    r"2\frac{3}{4}": "2 3/4",
    r"x_{n+1}": "x_(n + 1)",
    r"|x-3|\le 5": "|x − 3| ≤ 5",
    r"\sin^2 x": "sin² x",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}": "(1, 2; 3, 4)",
    r"H_2O": "H₂O",
    r"\vec{a}": "a⃗",
    r"x\in A": "x ∈ A",
}


@pytest.mark.parametrize("latex", LINES)
def test_on_a_line_it_is_written_as_in_a_letter(latex: str) -> None:
    """Where mathematics cannot be shown."""
    assert linear(tree_of_latex(latex)) == LINES[latex]


# --- no two alike -------------------------------------------------------------------------------

Shape = Callable[[Node, Node], Node]
A, TWO, PLUS, ARROW, BAR = (
    Node("mi", "a"), Node("mn", "2"), Node("mo", "+"), Node("mo", "→"), Node("mo", "|"),
)  # fmt: skip
MINUS, FACTORIAL, SINE = Node("mo", "−"), Node("mo", "!"), Node("mi", "sin")


def side_by_side(*nodes: Node) -> Node:
    return row([inner for node in nodes for inner in nodes_of(node)])


GROUPS: dict[str, Shape] = {
    "fraction": lambda one, other: Node("mfrac", parts=(one, other)),
    "power": lambda one, other: Node("msup", parts=(one, other)),
    "index": lambda one, other: Node("msub", parts=(one, other)),
    "root": lambda one, _: Node("msqrt", parts=nodes_of(one)),
    "bars": lambda one, _: side_by_side(BAR, one, BAR),
    "vector": lambda one, _: Node("mover", parts=(one, ARROW)),
}
SUMS: tuple[Shape, ...] = (
    lambda one, other: side_by_side(one, PLUS, other),
    lambda one, other: side_by_side(one, PLUS, other, PLUS, A),
)
PLAIN: tuple[Shape, ...] = (
    side_by_side,
    lambda one, _: side_by_side(MINUS, one),
    lambda one, _: side_by_side(one, FACTORIAL),
    lambda one, _: side_by_side(SINE, one),
)


def grown(formulas: Iterable[Node], shapes: Iterable[Shape]) -> list[Node]:
    """These, and every formula made of one or two of them."""
    smaller = list(formulas)
    pairs = itertools.product(smaller, smaller)
    made = (shape(*pair) for pair, shape in itertools.product(pairs, shapes))
    return list(dict.fromkeys([*smaller, *made]))


def assert_no_two_alike(formulas: Iterable[Node], language: str) -> None:
    """By their words alone, without any pause."""
    heard: dict[str, Node] = {}
    for formula in formulas:
        words = re.sub("[,:;]", "", in_words(formula, language).words)
        assert heard.setdefault(words, formula) == formula, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_small_formulas_sound_alike(language: str) -> None:
    """Whatever stands in or beside anything, two levels deep."""
    shapes = (*GROUPS.values(), SUMS[0], *PLAIN)
    assert_no_two_alike(grown(grown([A], shapes), shapes), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", GROUPS)
def test_it_is_heard_where_a_group_begins_and_ends(name: str, language: str) -> None:
    """Sums in a group, in a group of a sum, beside one: four levels of one kind."""
    group = GROUPS[name]
    two = grown(grown([A], (*SUMS, group)), (*SUMS, group))
    three = [*two, *(group(A, one) for one in two), *(group(one, A) for one in two)]
    sums = (side_by_side(one, PLUS, other) for one in three for other in (A, group(A, A)))
    others = (side_by_side(one, PLUS, other) for one in (A, group(A, A)) for other in three)
    assert_no_two_alike([*three, *sums, *others], language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_numbers_side_by_side_are_two(language: str) -> None:
    """After a letter, a power, an index, a root."""
    shapes = (*GROUPS.values(), side_by_side)
    assert_no_two_alike(grown(grown([TWO], shapes), (side_by_side,)), language)


# --- what the voices make of it -----------------------------------------------------------------


def every_word(language: str) -> set[str]:
    """Everything that we may ever say of a formula, besides numbers and words of the author."""
    tables = (LATIN, GREEK, CYRILLIC, NAMED, FACES, INFIX, PREFIX, BRACKETS, FUNCTIONS)
    words = {said for table in tables for said in table[language].values()}
    words |= set(WORDS[language].values())
    words |= {turn.format(a="", b="", c="") for turn in PHRASES[language].values()}
    return {" ".join(re.sub("[,:;.]", " ", said).split()) for said in words} - {""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_voice_reads_every_word_as_its_own(language: str) -> None:
    """None is spelled, given to another voice or dropped; none but a number holds a sign."""
    library = open_library(bundled_home())
    library.choose(Casting("espeak", language))
    for said_one in every_word(language):
        spoken = for_voice(said_one, language)
        heard = library.phonemes(spoken)
        assert not re.search(r"\([a-z-]+\)", heard), (said_one, heard)
        assert len(heard.split()) >= 1, said_one
        assert not re.search(r"[^\w\s-]", spoken), spoken


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_normaliser_changes_the_words_of_a_formula(language: str) -> None:
    """A number before any of them stays a number, and agrees with nothing."""
    for said_one in every_word(language):
        for number in ("1", "2", "5", "21"):
            told = in_words(Node("mn", number), language).words
            alone = for_voice(told, language)
            spoken = for_voice(f"{told} {said_one}", language)
            plain = (
                said_one.translate(str.maketrans("", "", "ьъ")) if language == "kk" else said_one
            )
            assert spoken == f"{alone} {plain}", said_one


@pytest.mark.parametrize("latex", GOLD)
def test_no_figure_is_left_for_a_voice_that_reads_none(latex: str) -> None:
    """Kazakh and Russian voices get every number in words; no voice gets a foreign letter."""
    for language in ("kk", "ru"):
        spoken = for_voice(GOLD[latex][language], language)
        assert not re.search(r"[0-9A-Za-z]", spoken), spoken


def test_written_anew_a_formula_says_the_same() -> None:
    """What forms show is what was said."""
    for latex in GOLD:
        formula = tree_of_latex(latex)
        again = tree_of(parse_xml(mathml_of(formula).encode()))
        for language in LANGUAGES:
            assert in_words(again, language) == in_words(formula, language), latex
