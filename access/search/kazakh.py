"""The stems of a Kazakh word: endings are taken off one by one, from the last to the first.

It works on plain letters (`access.search.letters`), where а and ә, ы and і are one, so that the
two rows of endings that vowel harmony makes are one row, and marks left out do no harm. A Kazakh
noun has its endings in this order: number, possession, case, person («бала·лар·ымыз·дың»). Every
stage on the way is a stem, because no rule says whether «Алматы» ends in an ending.
"""

from collections.abc import Iterator

_PERSON = ("sindar", "sizdar", "sinder", "sizder", "min", "bin", "pin", "sin", "siz", "biz", "piz")
_ATTRIBUTE = ("ndagi", "ndegi", "dagi", "degi", "tagi", "tegi", "niki", "diki", "tiki")
_CASE = (
    "nin", "din", "tin", "nda", "nde", "dan", "den", "tan", "ten", "nan", "nen", "men", "ben",
    "pen", "ga", "ge", "ka", "ke", "na", "ne", "ni", "di", "ti", "da", "de", "ta", "te",
)  # fmt: skip
_OWNER = ("imiz", "iniz", "miz", "niz", "im", "in", "si", "m", "i")
_NUMBER = ("lar", "ler", "dar", "der", "tar", "ter")
_ORDER = (_PERSON, _ATTRIBUTE, _CASE, _OWNER, _NUMBER)

_ROOT_AND_ENDING = 5
_VOWELS = frozenset("aeiou")
_VOICED = {"b": "p", "g": "k"}
_MAY_LOSE_ITS_VOWEL = frozenset("knrlp")


def stems(key: str) -> list[str]:
    """The word without none, one, two, three … of its endings, the shortest last.

    Takes and returns unfinished keys. A root keeps two letters at least where an ending of three
    goes, three where one of two or a single vowel goes, four where a single consonant goes.
    """
    return [_root(stage) for stage in dict.fromkeys((key, *_stages(key)))]


def _stages(key: str) -> Iterator[str]:
    for endings in _ORDER:
        shorter = _without(key, endings)
        if shorter is None and endings is _CASE and len(key) > 5 and key.endswith(("sin", "in")):
            shorter = key[:-1]  # «баласын»: the object of somebody's own
        if shorter is not None:
            key = shorter
            yield key


def _without(key: str, endings: tuple[str, ...]) -> str | None:
    for ending in endings:
        root = key[: -len(ending)]
        if (
            key.endswith(ending)
            and len(root) >= max(2, _ROOT_AND_ENDING - len(ending) - (ending == "i"))
            and not _VOWELS.isdisjoint(root)
        ):
            return root
    return None


def _root(stage: str) -> str:
    """One spelling of a root that changes before an ending: кітап, кітаб·ы; халық, халқ·ы."""
    if len(stage) < 2:
        return stage
    stage = stage[:-1] + _VOICED.get(stage[-1], stage[-1])
    if (
        len(stage) > 3
        and stage[-1] in _MAY_LOSE_ITS_VOWEL
        and stage[-2] == "i"
        and stage[-3] not in _VOWELS
    ):
        return stage[:-2] + stage[-1]
    return stage
