"""What holds for any formula, however it was made, and for what only claims to be one."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.tts.formula_trees import ALGEBRA, FORMULAS, NAMESPACE
from tts.maths.formulas import formula_of, formula_of_latex
from tts.maths.latex import LONGEST_LATEX, tree_of_latex
from tts.maths.letters import letter_in_words
from tts.maths.linear import linear
from tts.maths.omml import M, mathml_of_omml
from tts.maths.speaking import in_words
from tts.maths.tree import (
    DEEPEST,
    MOST_CHARACTERS,
    MOST_ELEMENTS,
    BadFormula,
    Node,
    mathml_of,
    tree_of,
)
from tts.xml_safe import parse_xml

LANGUAGES = ("kk", "ru", "en")


def math(inside: str) -> etree._Element:
    return etree.fromstring(f'<math xmlns="{NAMESPACE}">{inside}</math>')


def tokens(node: Node, tag: str) -> list[str]:
    found = [node.text] if node.tag == tag else []
    return found + [text for part in node.parts for text in tokens(part, tag)]


def depth(node: Node) -> int:
    return 1 + max(map(depth, node.parts), default=0)


@given(FORMULAS, st.sampled_from(LANGUAGES))
def test_every_letter_and_every_number_is_heard(mathml: str, language: str) -> None:
    """As often as it is written, and nothing fails."""
    try:
        formula = tree_of(parse_xml(mathml.encode()))
    except BadFormula:
        return
    words = Counter(re.findall(r"[^\W_]+", in_words(formula, language).words))
    said = Counter[str]()
    for letter in tokens(formula, "mi"):
        said.update((letter_in_words(letter, language) or "если").split())
    assert all(words[word] >= count for word, count in said.items())
    if language != "ru":  # which says them in words
        figures = Counter(re.findall(r"\d+", in_words(formula, language).words))
        small = Counter(n for n in tokens(formula, "mn") if int(n) > 12)
        assert all(figures[number] >= count for number, count in small.items())


@given(FORMULAS)
def test_a_line_holds_every_letter_and_number_too(mathml: str) -> None:
    """Above and below the line in signs of their own."""
    try:
        formula = tree_of(parse_xml(mathml.encode()))
    except BadFormula:
        return
    shown = linear(formula)
    assert shown == " ".join(shown.split()) != ""
    for letter in "zABαβπ":
        assert shown.count(letter) <= sum(t.count(letter) for t in tokens(formula, "mi"))


@given(st.one_of(FORMULAS, ALGEBRA))
def test_written_anew_it_is_the_same_formula(mathml: str) -> None:
    """Once is enough."""
    try:
        formula = tree_of(parse_xml(mathml.encode()))
    except BadFormula:
        return
    again = tree_of(parse_xml(mathml_of(formula).encode()))
    for language in LANGUAGES:
        assert in_words(again, language).words == in_words(formula, language).words


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_characters_in_a_formula_are_said_or_refused(text: str, language: str) -> None:
    """Whatever a font holds."""
    element = etree.Element(f"{{{NAMESPACE}}}math")
    for tag in ("mi", "mn", "mo", "mtext"):
        letters = "".join(c for c in text if c.isprintable())
        etree.SubElement(element, f"{{{NAMESPACE}}}{tag}").text = letters
    try:
        formula = formula_of(element)
    except BadFormula:
        return
    parse_xml(formula.mathml.encode())
    assert formula.text
    in_words(tree_of(parse_xml(formula.mathml.encode())), language)


@given(st.text(alphabet=r"\{}^_&$%abx12+-= frac sqrt left right begin end", max_size=60))
def test_any_characters_may_claim_to_be_latex(text: str) -> None:
    """They become a formula or are refused."""
    try:
        formula = formula_of_latex(text)
    except BadFormula:
        return
    parse_xml(formula.mathml.encode())


def test_a_stranger_gets_no_script_link_or_style_through() -> None:
    """Only what shows mathematics stays."""
    evil = math(
        '<mrow href="http://example.org" onclick="x()"><mi style="x" class="y" id="z">a</mi></mrow>'
        "<script>alert(1)</script><mtext><a href='javascript:x'>b</a></mtext>"
        '<annotation-xml encoding="text/html"><img src="http://example.org"/></annotation-xml>'
    )
    assert formula_of(evil).mathml == (
        f'<math xmlns="{NAMESPACE}"><mi>a</mi><mtext>b</mtext></math>'
    )


def test_an_entity_of_a_strangers_is_not_expanded() -> None:
    """A file is not read, a bomb does not go off."""
    bomb = (
        '<!DOCTYPE math [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
        '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f'<math xmlns="{NAMESPACE}"><mi>x</mi><mi>&b;&f;</mi></math>'
    )
    assert formula_of(parse_xml(bomb.encode())).mathml == (
        f'<math xmlns="{NAMESPACE}"><mi>x</mi><mi>&amp;b;&amp;f;</mi></math>'
    )


def nested(tag: str, levels: int) -> etree._Element:
    """An element in an element in an element, a letter in the innermost."""
    root = inner = etree.Element("math")
    for _ in range(levels):
        inner = etree.SubElement(inner, tag)
    etree.SubElement(inner, "mi").text = "x"
    return root


@pytest.mark.parametrize(
    "tag", ["mrow", "msqrt", "msup", "mfrac", "mfenced", "semantics", "mtable"]
)
def test_what_nests_ten_thousand_deep_is_no_formula_or_a_flat_one(tag: str) -> None:
    """It costs nobody the book."""
    try:
        formula = tree_of(nested(tag, 10_000))
    except BadFormula:
        return
    assert depth(formula) <= 3 * DEEPEST + 3
    assert "икс" in in_words(formula, "ru").words or "x" in linear(formula)


@pytest.mark.parametrize("levels", [0, 1, DEEPEST, DEEPEST + 1, 200])
def test_what_lies_too_deep_is_kept_as_letters(levels: int) -> None:
    """The innermost is never lost."""
    assert "x" in linear(tree_of(nested("msqrt", levels)))


def test_a_formula_of_a_megabyte_is_refused() -> None:
    """Nobody could follow it; it is read as its letters."""
    for inside in ("<mi>x</mi>" * 100_000, f"<mtext>{'x' * 1_000_000}</mtext>"):
        with pytest.raises(BadFormula):
            formula_of(math(inside))
    with pytest.raises(BadFormula):
        tree_of_latex("x+" * LONGEST_LATEX)
    with pytest.raises(BadFormula):
        tree_of_latex("{" * 2_000 + "x" + "}" * 2_000)


@pytest.mark.parametrize(
    "sign", ["<mo>(</mo>", "<mo>|</mo>", "<mo>{</mo>", "<mi>f</mi><mo>(</mo>", "<mn>1</mn>"]
)
def test_a_long_row_of_anything_is_said(sign: str) -> None:
    """As many as a formula may have, in a moment."""
    formula = tree_of(math(sign * (MOST_ELEMENTS // sign.count("</"))))
    assert len(in_words(formula, "ru").words) > MOST_ELEMENTS


def test_the_largest_text_is_kept() -> None:
    """One more character is too much."""
    assert formula_of(math(f"<mtext>{'я' * MOST_CHARACTERS}</mtext>")).text
    with pytest.raises(BadFormula):
        formula_of(math(f"<mtext>{'я' * (MOST_CHARACTERS + 1)}</mtext>"))


@pytest.mark.parametrize("inside", ["", "<mrow/>", "<mphantom><mi>x</mi></mphantom>", "<mspace/>"])
def test_what_shows_nothing_is_no_formula(inside: str) -> None:
    with pytest.raises(BadFormula):
        formula_of(math(inside))


def test_content_without_presentation_keeps_its_words() -> None:
    """It is not said well, but nothing is lost."""
    inside = "<apply><plus/><ci>x</ci><cn>2</cn></apply>"
    assert in_words(tree_of(math(inside)), "ru").words == "plus икс два"


@given(
    st.recursive(
        st.sampled_from(["x", "2", "+", "ы", "("]).map(lambda t: f"<m:r><m:t>{t}</m:t></m:r>"),
        lambda inner: st.tuples(
            st.sampled_from(["f num den", "sSup e sup", "rad deg e", "nary sub sup e", "d e e",
                             "func fName e", "acc e", "eqArr e e", "bar e", "sPre sub sup e"]),
            st.lists(inner, min_size=3, max_size=3),
        ).map(lambda made: _omml(*made)),
        max_leaves=12,
    )
)  # fmt: skip
def test_any_formula_of_word_is_understood(inside: str) -> None:
    """Every sign of it is in the formula."""
    omml = etree.fromstring(f'<m:oMath xmlns:m="{M[1:-1]}">{inside}</m:oMath>')
    element = mathml_of_omml(omml)
    assert element is not None
    shown = linear(tree_of(element))
    assert "x" not in inside or {"x", "ˣ"} & set(shown)
    assert "ы" not in inside or "ы" in shown


def _omml(shape: str, parts: list[str]) -> str:
    name, *names = shape.split()
    inside = "".join(f"<m:{n}>{p}</m:{n}>" for n, p in zip(names, parts, strict=False))
    return f"<m:{name}>{inside}</m:{name}>"
