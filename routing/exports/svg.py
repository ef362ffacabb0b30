"""Pictures as SVG that stand alone: no scripts, no fonts or tiles from elsewhere, a title and a
description, and signs that do not need colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from xml.etree import ElementTree as ET

NAMESPACE = "http://www.w3.org/2000/svg"
INK = "#1a1a1a"
PAPER = "#ffffff"
FAINT = "#767676"
LETTER_SHARE = 0.6
"""How wide a letter is beside its height, at the most; nobody measures fonts here."""


@dataclass(frozen=True, slots=True)
class Style:
    """How one run is told from the next: by colour, by dashes and by the shape of its stops."""

    colour: str
    dashes: str
    sides: int


COLOURS = ("#0060a0", "#a83c00", "#006b4d", "#8a2c77", "#5c5c00", "#45424d")
"""Each at least 5 : 1 against paper (WCAG 2.2, 1.4.11 asks for 3 : 1)."""

DASHES = ("", "9 4", "2 4", "12 4 2 4", "5 3")
SIDES = (0, 4, 3, 6, 5)
"""Of the shape of a stop; nought is a circle."""


def style(number: int) -> Style:
    """The look of run `number`, counted from nought: thirty differ before one comes again."""
    return Style(
        COLOURS[number % len(COLOURS)],
        DASHES[number % len(DASHES)],
        SIDES[number % len(SIDES)],
    )


def picture(
    width: float, height: float, *, language: str, title: str, description: str
) -> ET.Element:
    """An empty picture that says what it is, also to those who do not see it."""
    root = ET.Element(
        "svg",
        {
            "xmlns": NAMESPACE,
            "viewBox": f"0 0 {width:g} {height:g}",
            "width": f"{width:g}",
            "height": f"{height:g}",
            "role": "img",
            "aria-labelledby": "title",
            "aria-describedby": "description",
            "xml:lang": language,
            "font-family": "system-ui, sans-serif",
            "font-size": "14",
        },
    )
    ET.SubElement(root, "title", {"id": "title"}).text = title
    ET.SubElement(root, "desc", {"id": "description"}).text = description
    draw(root, "rect", width=width, height=height, fill=PAPER)
    return root


def draw(parent: ET.Element, name: str, **attributes: object) -> ET.Element:
    """A shape; an underscore in a name of an attribute stands for a hyphen."""
    return ET.SubElement(
        parent, name, {key.replace("_", "-"): _said(value) for key, value in attributes.items()}
    )


def _said(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def write(parent: ET.Element, text: str, x: float, y: float, **attributes: object) -> None:
    """Words at a place."""
    draw(parent, "text", x=x, y=y, **({"fill": INK} | attributes)).text = text


def tell(shape: ET.Element, words: str) -> None:
    """Words for whoever rests a pointer on a shape, or walks through the picture."""
    ET.SubElement(shape, "title").text = words


def marker(parent: ET.Element, x: float, y: float, look: Style, label: str) -> ET.Element:
    """A stop: the run's own shape with a number in it."""
    group = draw(parent, "g")
    radius = 8.0 + 3.0 * max(0, len(label) - 2)
    lines = {"fill": PAPER, "stroke": look.colour, "stroke_width": 2}
    if look.sides:
        draw(group, "polygon", points=_corners(x, y, radius * 1.35, look.sides), **lines)
    else:
        draw(group, "circle", cx=x, cy=y, r=radius * 1.1, **lines)
    write(group, label, x, y + 4, text_anchor="middle", font_size=11, font_weight="bold")
    return group


def _corners(x: float, y: float, radius: float, sides: int) -> str:
    first = -pi / 2 if sides % 2 else -pi / 2 + pi / sides
    corners = [first + 2 * pi * n / sides for n in range(sides)]
    return " ".join(f"{x + radius * cos(a):.1f},{y + radius * sin(a):.1f}" for a in corners)


def cut(text: str, width: float, size: float = 14) -> str:
    """Text that fits into a width, with an ellipsis where it is cut."""
    most = max(1, int(width / (size * LETTER_SHARE)))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def text_of(root: ET.Element) -> str:
    """The picture as a file."""
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def path(points: Sequence[tuple[float, float]]) -> str:
    """A line through points, as the `d` of a path."""
    return "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
