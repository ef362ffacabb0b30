"""Letters of symbol fonts: a Greek letter that is stored as a place in the font Symbol.

Source: ECMA-376 Part 1, 17.3.3.30 "sym"; Adobe, "Symbol Set"; Microsoft, Wingdings as shown.
"""

PRIVATE_FIRST, PRIVATE_LAST = 0xF000, 0xF0FF
SYMBOL_GREEK = dict(
    zip(
        "ABCDEFGHIKLMNOPQRSTUWXYZabcdefghiklmnopqrstuwxyz",
        "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεφγηικλμνοπθρστυωξψζ",
        strict=True,
    )
)
SYMBOL_SIGNS = {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x4A: "ϑ", 0x56: "ς",
    0x5C: "∴", 0x5E: "⊥", 0x6A: "ϕ", 0x76: "ϖ", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xA6: "ƒ",
    0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″",
    0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡",
    0xBB: "≈", 0xBC: "…", 0xC4: "⊗", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xC9: "⊃",
    0xCA: "⊇", 0xCC: "⊂", 0xCD: "⊆", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD5: "∏",
    0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒",
    0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
SYMBOL = {
    **{code: chr(code) for code in range(0x20, 0x7F) if not chr(code).isalpha()},
    **{ord(key): letter for key, letter in SYMBOL_GREEK.items()},
    **SYMBOL_SIGNS,
}
WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x6C: "•", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□",
    0x76: "❖", 0x9E: "•", 0x9F: "•", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xDF: "←", 0xE0: "→",
    0xE1: "↑", 0xE2: "↓", 0xE8: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
FONTS = {"symbol": SYMBOL, "wingdings": WINGDINGS}


def letter_of(code: int, font: str) -> str:
    """The letter that a place in a font shows; "" where nobody can know.

    >>> letter_of(0xF061, "Symbol"), letter_of(0x2192, "Arial"), letter_of(0xF041, "Webdings")
    ('α', '→', '')
    """
    table = FONTS.get(font.strip().casefold())
    place = code - PRIVATE_FIRST if PRIVATE_FIRST <= code <= PRIVATE_LAST else code
    if table is not None and place <= 0xFF:
        return table.get(place, "")
    is_letter = 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE or 0x10000 <= code < 0xE0000
    return chr(code) if is_letter else ""
