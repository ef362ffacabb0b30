"""Sounds among letters: a stretch of a spoken text that is given to the voice in phonemes.

Such a stretch stands between two characters that Unicode keeps for a program's own use and that no
text may hold, so what an author wrote, "[[" too, is never taken for phonemes. This file stays free
of other modules, because an engine's process loads it.
Source: The Unicode Standard, section 23.7, noncharacters.
"""

from collections.abc import Callable, Iterator

IPA, X_ESPEAK = "ipa", "x-espeak"
"""Alphabets of phonemes: the international one, and that of eSpeak NG."""
BEGIN, END = "\ufdd0", "\ufdd1"
_OURS = dict.fromkeys(map(ord, BEGIN + END))


def as_phonemes(phonemes: str) -> str:
    """The phonemes as a stretch that an engine will know."""
    return BEGIN + phonemes.translate(_OURS) + END


def without_marks(text: str) -> str:
    """A text from outside without the two characters that are ours."""
    return text if text.isascii() else text.translate(_OURS)


def has_phonemes(text: str) -> bool:
    """Whether some of the text is given in phonemes."""
    return BEGIN in text


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """The text in order, each piece with whether it is phonemes (then without the marks)."""
    outside, *rest = text.split(BEGIN)
    if outside:
        yield outside, False
    for piece in rest:
        phonemes, _, outside = piece.partition(END)
        yield phonemes, True
        if outside:
            yield outside, False


def around_phonemes(change: Callable[[str], str], text: str) -> str:
    """The text with its words changed and its phonemes as they are.

    Marks that stand alone between phonemes are no words, and stay too.
    """
    if BEGIN not in text:
        return change(text)
    return "".join(
        as_phonemes(piece)
        if is_phonemes
        else change(piece)
        if any(map(str.isalnum, piece))
        else piece
        for piece, is_phonemes in stretches(text)
    )


def in_brackets(text: str) -> str:
    """The text as eSpeak NG reads phonemes, [[…]]; brackets of its own never stand side by side."""
    return text.replace("[", " [").replace(BEGIN, "[[").replace(END, "]]")


def shown(text: str) -> str:
    """The text for a person to look at, phonemes in double brackets."""
    return text.replace(BEGIN, "[[").replace(END, "]]")
