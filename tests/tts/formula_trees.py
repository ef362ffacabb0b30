"""Any formula, for the tests of what always holds: made of MathML, as an author might write it."""

from hypothesis import strategies as st

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
LETTERS = "abcnxyzABαβπ"
SIGNS = "+−=<≤·÷±→∈∪,;!|()[]∞∂"

_letters = st.sampled_from(LETTERS).map(lambda text: f"<mi>{text}</mi>")
_numbers = st.integers(0, 999).map(lambda number: f"<mn>{number}</mn>")
_signs = st.sampled_from(SIGNS).map(lambda text: f"<mo>{text.replace('<', '&lt;')}</mo>")
_spaces = st.sampled_from(["<mspace width='1em'/>", "<mo>\u2062</mo>", "<mtext>если</mtext>"])
PARTS = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2,
    "munderover": 3,
}  # fmt: skip


def _row(parts: list[str]) -> str:
    return f"<mrow>{''.join(parts)}</mrow>"


def _with_parts(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    scripts = st.sampled_from(sorted(PARTS)).flatmap(
        lambda tag: st.lists(inner, min_size=PARTS[tag], max_size=PARTS[tag]).map(
            lambda parts: f"<{tag}>{''.join(parts)}</{tag}>"
        )
    )
    roots = st.lists(inner, max_size=3).map(lambda parts: f"<msqrt>{''.join(parts)}</msqrt>")
    cells = st.lists(inner, min_size=1, max_size=3).map(
        lambda row: f"<mtr>{''.join(f'<mtd>{cell}</mtd>' for cell in row)}</mtr>"
    )
    tables = st.lists(cells, min_size=1, max_size=3).map(
        lambda rows: f"<mtable>{''.join(rows)}</mtable>"
    )
    fenced = st.lists(inner, max_size=3).map(lambda parts: f"<mfenced>{''.join(parts)}</mfenced>")
    rows = st.lists(inner, max_size=4).map(_row)
    return st.one_of(scripts, roots, tables, fenced, rows)


FORMULAS = st.recursive(
    st.one_of(_letters, _numbers, _signs, _spaces), _with_parts, max_leaves=25
).map(lambda inside: f'<math xmlns="{NAMESPACE}">{inside}</math>')

_small = st.one_of(
    st.sampled_from("abx").map(lambda text: f"<mi>{text}</mi>"),
    st.integers(1, 3).map(lambda number: f"<mn>{number}</mn>"),
)


def _algebra(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    sums = st.lists(inner, min_size=2, max_size=3).map(
        lambda parts: _row(["<mo>+</mo>".join(parts)])
    )
    products = st.lists(inner, min_size=2, max_size=2).map(_row)
    pairs = st.tuples(st.sampled_from(["mfrac", "msup", "msub"]), inner, inner).map(
        lambda made: f"<{made[0]}>{made[1]}{made[2]}</{made[0]}>"
    )
    roots = inner.map(lambda inside: f"<msqrt>{inside}</msqrt>")
    bars = inner.map(lambda inside: f"<mrow><mo>|</mo>{inside}<mo>|</mo></mrow>")
    vectors = inner.map(lambda inside: f"<mover>{inside}<mo>→</mo></mover>")
    return st.one_of(sums, products, pairs, roots, bars, vectors)


ALGEBRA = st.recursive(_small, _algebra, max_leaves=5).map(
    lambda inside: f'<math xmlns="{NAMESPACE}">{inside}</math>'
)
"""Formulas of few letters, so that two of them are often almost the same."""
