"""The stems of a Kazakh word: its endings are taken off one by one, from the last to the first.

It works on plain letters (`access.search.letters`), where а and ә, ы and і are one, so that the
two rows of endings that vowel harmony makes are one row, and marks left out do no harm. A Kazakh
noun has its endings in this order: number, possession, case, person («бала·лар·ымыз·дың»). Each
ending follows some sounds only, and has other forms after others: that is checked. Where a word
can be read in two ways («өлең·і», «өле·ңі»), both are stems.
"""

from collections.abc import Iterator

_VOWELS = "aeiou"
_HARD = "pkswtfhqcbvgd"
"""Voiceless sounds, and those that become voiceless at the end of a word."""
_SOFT = "lmnrzj" + _VOWELS

_ENDINGS: tuple[tuple[tuple[str, str], ...], ...] = (
    (  # person: мін, сің, міз …
        ("min", "lrzj" + _VOWELS), ("bin", "mnzj"), ("pin", _HARD), ("miz", "lrj" + _VOWELS),
        ("biz", "mnzj"), ("piz", _HARD), ("sin", _HARD + _SOFT), ("siz", _HARD + _SOFT),
        ("sindar", _HARD + _SOFT), ("sinder", _HARD + _SOFT),
    ),
    (  # where or whose something is: даладағы, үйіндегі, біздікі
        ("dagi", _SOFT), ("degi", _SOFT), ("tagi", _HARD), ("tegi", _HARD), ("ndagi", "i"),
        ("ndegi", "i"), ("niki", _VOWELS), ("diki", _SOFT), ("tiki", _HARD),
    ),
    (  # case
        ("nin", "mn" + _VOWELS), ("din", "lrzj"), ("tin", _HARD),
        ("ga", _SOFT), ("ge", _SOFT), ("ka", _HARD), ("ke", _HARD), ("na", "i"), ("ne", "i"),
        ("ni", _VOWELS), ("di", "lmnrzj"), ("ti", _HARD),
        ("da", _SOFT), ("de", _SOFT), ("ta", _HARD), ("te", _HARD), ("nda", "i"), ("nde", "i"),
        ("dan", "lrzj" + _VOWELS), ("den", "lrzj" + _VOWELS), ("tan", _HARD), ("ten", _HARD),
        ("nan", "mni"), ("nen", "mni"),
        ("men", "lmnr" + _VOWELS), ("ben", "zj"), ("pen", _HARD), ("n", "i"),
    ),
    (  # whose: менің, сенің, оның, біздің, сіздің
        ("im", _HARD + "lmnrzj"), ("in", _HARD + "lmnrzj"), ("i", _HARD + "lmnrzju"),
        ("si", _VOWELS), ("m", _VOWELS), ("imiz", _HARD + "lmnrzj"), ("iniz", _HARD + "lmnrzj"),
        ("miz", _VOWELS), ("niz", _VOWELS),
    ),
    (  # many
        ("lar", "r" + _VOWELS), ("ler", "r" + _VOWELS), ("dar", "lmnzj"), ("der", "lmnzj"),
        ("tar", _HARD), ("ter", _HARD),
    ),
)  # fmt: skip
_BY_CLASS = tuple({ending: frozenset(after) for ending, after in row} for row in _ENDINGS)
_LONGEST_ENDING = max(len(ending) for row in _BY_CLASS for ending in row)
_SHORTEST_ROOT = {1: 4, 2: 3}
"""Letters that have to stay, by the length of the ending; two where it is longer."""

MOST_STEMS = 10
_VOICED = {"b": "p", "g": "k"}
_WHOSE = ("nin", "din", "tin")
_LONGEST_SUCH_ROOT = 6
_MAY_LOSE_ITS_VOWEL = frozenset("knrlp")


def stems(key: str) -> list[str]:
    """The word itself, and without one, two, three … of its endings; at most ten stems,
    the word first and then the shortest.

    Takes and returns unfinished keys.
    """
    stages = {key: None}
    for row in _BY_CLASS:
        for stage in list(stages):
            stages |= dict.fromkeys(_shorter(stage, row))
    roots = dict.fromkeys(map(_root, stages))
    return [next(iter(roots)), *sorted(list(roots)[1:], key=len)][:MOST_STEMS]


def _shorter(word: str, row: dict[str, frozenset[str]]) -> Iterator[str]:
    for length in range(1, min(_LONGEST_ENDING, len(word) - 2) + 1):
        after = row.get(word[-length:])
        if after is None or word[-length - 1] not in after:
            continue
        if length == 1 and word.endswith(_WHOSE):
            continue
        least = 3 if word.endswith("i") and length == 1 else _SHORTEST_ROOT.get(length, 2)
        if len(word) - length >= least and any(letter in _VOWELS for letter in word[:-length]):
            yield word[:-length]


def _root(stage: str) -> str:
    """One spelling of a root that changes before an ending: кітап, кітаб·ы; халық, халқ·ы."""
    if len(stage) < 2:
        return stage
    stage = stage[:-1] + _VOICED.get(stage[-1], stage[-1])
    if (
        3 < len(stage) <= _LONGEST_SUCH_ROOT
        and stage[-1] in _MAY_LOSE_ITS_VOWEL
        and stage[-2] == "i"
        and stage[-3] not in _VOWELS
    ):
        return stage[:-2] + stage[-1]
    return stage
