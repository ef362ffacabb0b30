"""Mark-up in any order and any other, for readers that must neither lose nor double a letter."""

from collections.abc import Sequence

from hypothesis import strategies as st


@st.composite
def nested_tags(draw: st.DrawFn, tags: Sequence[str]) -> tuple[str, str]:
    """Elements in any order and any other, and the letters between them."""
    open_, source, letters = list[str](), list[str](), list[str]()
    for _ in range(draw(st.integers(1, 40))):
        step = draw(st.sampled_from(["open", "open", "word", "word", "close"]))
        if step == "open":
            open_.append(draw(st.sampled_from(tags)))
            source.append(f"<{open_[-1]}>")
        elif step == "close" and open_:
            source.append(f"</{open_.pop()}>")
        else:
            letters.append(draw(st.sampled_from("абвгд")))
            source.append(letters[-1])
    source += [f"</{tag}>" for tag in reversed(open_)]
    return "".join(source), "".join(letters)
