"""Adjectives that are written short take the form that the next word shows."""

_BY_ENDING = (
    (("ая", "яя"), "ая"), (("ые", "ие"), "ые"), (("ого", "его"), "ого"), (("ому", "ему"), "ому"),
    (("ых", "их", "ах", "ях"), "ых"), (("ым", "им", "ом", "ем"), "ым"), (("ами", "ями", "ми"), "ыми"),
    (("ую", "юю"), "ую"), (("ции", "сти", "ой", "ей"), "ой"), (("ов", "ев"), "ых"),
    (("ию", "цу", "ку"), "ую"), (("ние", "тие", "ство", "ое", "ее", "о"), "ое"),
    (("ия", "а", "я", "сть"), "ая"), (("ы", "и"), "ые"), (("е",), "ом"), (("у", "ю"), "ому"),
)  # fmt: skip


def agreeing(adjective: str, word: str, case: str) -> str:
    """The adjective (in -ый) as the word behind it shows, whose ending may need the case asked."""
    stem = adjective.removesuffix("ый")
    if case == "p" and word.endswith(("ом", "ем")):
        return stem + "ом"
    for endings, form in _BY_ENDING:
        if word.endswith(endings):
            return stem + form
    return adjective
