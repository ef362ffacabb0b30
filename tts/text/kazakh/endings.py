"""Kazakh endings, put on a word as its last vowel and its last sound ask.

A writer who puts an ending to figures ("6-тен", "20 %-ға") thinks of the word behind them, and may
mistake it; so an ending is recognised by its kind and made again for the word: алтыдан, пайызға.
Source: the orthographic rules of Kazakh; tables by hand.
"""

import re
from collections.abc import Callable
from functools import lru_cache

_BACK, _FRONT = "аоұыуёюя", "әеөүіэи"
_VOICELESS = frozenset("пкқстфхцчшщһбвгғд")
_NASAL = frozenset("мнң")
_VOWELS = frozenset("аәеёоөұүыіэюяи")
_FRONT_ANYHOW = ("елу", "рубль", "вольт")
_SOFT = re.compile(r"ь\Z")
_DEPTH = 4  # an ending on an ending on an ending: ғасыр-лар-ы-нда


def is_front(word: str) -> bool:
    """Whether the word takes front vowels: бес does, он does not."""
    if word.endswith(_FRONT_ANYHOW):
        return True
    body = word.removesuffix("у")
    for letter in reversed(body):
        if letter in _FRONT:
            return True
        if letter in _BACK:
            return False
    return False


def _last_sound(word: str) -> str:
    """ "vowel", "voiceless", "nasal", "hissing" (з, ж), or "liquid" (р, й, у) or "lateral" (л)."""
    last = _SOFT.sub("", word)[-1:]
    if last in _VOWELS:
        return "vowel"
    if last in _VOICELESS:
        return "voiceless"
    if last in _NASAL:
        return "nasal"
    return "hissing" if last in "зж" else "lateral" if last == "л" else "liquid"


def _dative(sound: str) -> str:
    return "қа" if sound == "voiceless" else "ға"


def _genitive(sound: str) -> str:
    return {"vowel": "ның", "nasal": "ның", "voiceless": "тың"}.get(sound, "дың")


def _accusative(sound: str) -> str:
    return {"vowel": "ны", "voiceless": "ты"}.get(sound, "ды")


def _locative(sound: str) -> str:
    return "та" if sound == "voiceless" else "да"


def _ablative(sound: str) -> str:
    return {"nasal": "нан", "voiceless": "тан"}.get(sound, "дан")


def _with(sound: str) -> str:
    return {"voiceless": "пен", "hissing": "бен"}.get(sound, "мен")


def _plural_first(sound: str) -> str:
    """л, д or т: the first sound of -лар, -лық, -лаған."""
    return {"vowel": "л", "liquid": "л", "voiceless": "т"}.get(sound, "д")


def _its(sound: str) -> str:
    return "сы" if sound == "vowel" else "ы"


_Made = Callable[[str], str]
# Endings in back vowels; a front word gets them in front ones.
_PLAIN: tuple[tuple[re.Pattern[str], _Made], ...] = (
    (re.compile(r"[ндт][ыі]ң"), _genitive),
    (re.compile(r"[ндт][ае]н"), _ablative),
    (re.compile(r"[дт][ае]й"), lambda sound: _locative(sound) + "й"),
    (re.compile(r"[дт][ае](?=ғы|гі)"), _locative),
    (re.compile(r"[мбп]ен(?:ен)?"), _with),
    (re.compile(r"[лдт][ае](?:ған|ген)"), lambda sound: _plural_first(sound) + "аған"),
    (re.compile(r"[лдт][ае]р"), lambda sound: _plural_first(sound) + "ар"),
    (re.compile(r"[лдт][ыі][қк]"), lambda sound: _plural_first(sound) + "ық"),
    (re.compile(r"[ғгқк][ае]"), _dative),
    (re.compile(r"[дт][ае]"), _locative),
    (re.compile(r"[ндт][ыі](?![а-яң])"), _accusative),
    (re.compile(r"(?:ғы|гі|қы|кі)"), lambda sound: "қы" if sound == "voiceless" else "ғы"),
    (re.compile(r"[ыі]?н(?=д[ае])"), lambda sound: _its(sound) + "н"),
    (re.compile(r"с?[ыі](?!н?ш)"), _its),
)
# After "its" (-ы, -сы) the cases are shorter.
_AFTER_ITS: tuple[tuple[re.Pattern[str], _Made], ...] = (
    (re.compile(r"[ндт][ыі]ң"), lambda _: "ның"),
    (re.compile(r"[ндт][ае]н"), lambda _: "нан"),
    (re.compile(r"(?:нд|[дт])[ае](?:ғы|гі)"), lambda _: "ндағы"),
    (re.compile(r"(?:нд|[дт])[ае](?![рй])"), lambda _: "нда"),
    (re.compile(r"[мбп]ен"), lambda _: "мен"),
    (re.compile(r"[нғгқк][ае]"), lambda _: "на"),
    (re.compile(r"н|[дтн][ыі]"), lambda _: "н"),
)
_TO_FRONT = str.maketrans("аықғ", "еікг")
_SHORTENED = {"қырық": "қырқ"}


@lru_cache(maxsize=4096)
def with_ending(words: str, typed: str, *, is_possessed: bool = False) -> str | None:
    """The words with that ending as their last word asks, or None if it is no ending we know.

    `is_possessed` words end in "its" already: қаласы gives қаласында.
    """
    return _added(words, typed.lower(), _DEPTH, is_possessed=is_possessed)


def _added(words: str, typed: str, depth: int, *, is_possessed: bool) -> str | None:
    if not typed:
        return words
    if not depth:
        return None
    for pattern, made in (*(_AFTER_ITS if is_possessed else ()), *_PLAIN):
        found = pattern.match(typed)
        if not found:
            continue
        its = made is _its
        longer = _joined(words, made(_last_sound(words)))
        rest = _added(longer, typed[found.end() :], depth - 1, is_possessed=its)
        if rest is not None:
            return rest
    return None


def _joined(words: str, ending: str) -> str:
    if is_front(words) and ending not in ("мен", "бен", "пен"):
        ending = ending.translate(_TO_FRONT)
    if ending[0] in "ыі":
        start, _, last = words.rpartition(" ")
        words = f"{start} {_SHORTENED.get(last, last)}".lstrip()
    return words + ending
