"""A paragraph is cut into sentences, the units of speech and of synchronisation.

The rules are those of Russian, Kazakh and English print: a full stop after an abbreviation, an
initial or the number of a list item ends nothing; words of direct speech stay with the words of
the author that go on in lower case; a sentence too long to be spoken at once is cut at a clause.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tts.text.abbreviations import Abbreviations, Ending, abbreviations
from tts.text.long_sentences import LONGEST_SENTENCE, shorter
from tts.text.quotes import CLOSERS, OPENERS, Pair, pairs

__all__ = ["LONGEST_SENTENCE", "split"]

_STOPS = ".!?…؟۔"
# What a lookahead has captured is not given back: (?=(?P<x>...))(?P=x) is a possessive group.
# Python 3.11 has written ones too, but matches them wrongly before 3.11.4.
_END = re.compile(
    rf"(?<![{_STOPS}])(?P<stop>[{_STOPS}]+)(?![{_STOPS}])"
    rf"(?=(?P<closing>(?:[{CLOSERS}]|\[\d{{1,3}}\])*(?:\s[»”\])]+)*))(?P=closing)"
    r"(?P<gap>\s+)(?=\S)"
)
_NEXT = re.compile(
    rf"(?P<signs>[{OPENERS}]*)(?P<dash>[—–-])?[—–\s-]*[{OPENERS}{_STOPS}]*"
    r"(?P<word>(?:[^\W_][\w'’-]{0,24})?)(?P<stop>\.?)"
)
_WORD = re.compile(r"[^\W_]")
_WORDS = re.compile(r"[^\W_]+")
_ITEM_NUMBER = re.compile(r"[\d.]*\d|[IVXLC]+|[ivxlc]+|[^\W\d_]")
_ROMAN = re.compile(r"[IVXLCХІ]+")
_NUMBER_LAST = re.compile(r"(?:\d|\b[IVXLCХІ]+|\d-[а-яёі]{1,3})[\s.]*\Z")
_CONSONANTS = "БВГДЖЗКЛМНПРСТФХЦЧШЩбвгджзклмнпрстфхцчшщCHPSThpst"
_INITIAL = re.compile(
    rf"(?<![^\W_])(?<!°)(?:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]|(?=[A-ZА-Я])[{_CONSONANTS}][{_CONSONANTS.lower()}])\Z"
)
_SIGNS_BEFORE = "«“„‘\"'([‹—–-"
_DASHES = ("—", "–", "-")
_REACH = 64
"""Characters looked at on the left of a full stop: longer words are no abbreviations."""


def split(text: str, language: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends, in order; white space between them is left out.

    `language` ("kk", "ru", "en") chooses the abbreviations. The pieces hold every character that
    is not white space, none is empty, none is longer than `LONGEST_SENTENCE` characters.
    """
    forms = abbreviations(language)
    return [piece for begin, end in _sentences(text, forms) for piece in shorter(text, begin, end)]


def _sentences(text: str, forms: Abbreviations) -> Iterator[tuple[int, int]]:
    begin = len(text) - len(text.lstrip())
    end_of_text = len(text.rstrip())
    holding = _Holding(text)
    first_word = -1
    for match in _END.finditer(text):
        if first_word < begin:
            found = _WORD.search(text, begin)
            first_word = found.start() if found else end_of_text
        end = match.end("closing")
        if first_word >= match.start() or holding.keeps(begin, match.start(), end):
            continue
        if _Stop.at(match, begin, forms).ends_sentence():
            yield begin, end
            begin = match.end()
    if begin < end_of_text:
        yield begin, end_of_text


@dataclass(frozen=True, slots=True)
class _Stop:
    """A full stop, question mark, exclamation mark or ellipsis, and what stands around it."""

    match: re.Match[str]
    after: re.Match[str]
    begin: int
    forms: Abbreviations

    @classmethod
    def at(cls, match: re.Match[str], begin: int, forms: Abbreviations) -> "_Stop":
        after = _NEXT.match(match.string, match.end())
        assert after is not None  # noqa: S101 - every part of the pattern may be empty
        return cls(match, after, begin, forms)

    @property
    def word(self) -> str:
        """The next word, "" if a sign comes next."""
        return self.after["word"]

    @property
    def so_far(self) -> str:
        """The sentence up to here if it is short, else ""."""
        place = self.match.start()
        return self.match.string[self.begin : place] if place - self.begin < _REACH else ""

    @property
    def before(self) -> str:
        """The last characters of the sentence before the stop."""
        place = self.match.start()
        return self.match.string[max(self.begin, place - _REACH) : place]

    def ends_sentence(self) -> bool:
        """Whether the sentence ends here; never before a small letter."""
        if self.word[:1].islower():
            return False
        if self.match["stop"] != ".":
            return not (self.match["closing"] and self._author_goes_on())
        is_item_number = _ITEM_NUMBER.fullmatch(self.so_far.lstrip(_SIGNS_BEFORE + " "))
        return not is_item_number and self._full_stop_ends()

    def _full_stop_ends(self) -> bool:
        dash = bool(self.after["dash"])
        match self._ending():
            case Ending.NEVER:
                return dash
            case Ending.BEFORE_NUMBER:
                return not self._number_follows() and self._word_ends()
            case Ending.BEFORE_STARTER:
                return dash or self._starter_follows()
            case Ending.AFTER_NUMBER:
                return self._unit_ends()
            case Ending.CLOSING:
                return not (self.after["signs"] or self._number_follows())
            case None:
                return self._word_ends()

    def _ending(self) -> Ending | None:
        """What the last one, two or three words before the stop are as an abbreviation."""
        words = self.before.casefold().split()[-3:]
        for count in range(len(words), 0, -1):
            ending = self.forms.endings.get("".join(words[-count:]).lstrip(_SIGNS_BEFORE))
            if ending is not None:
                return ending
        return None

    def _word_ends(self) -> bool:
        """After an ordinary word, an initial or a number."""
        if _INITIAL.search(self.before) and not self.match["closing"]:
            return self._starter_follows() or bool(self.after["dash"]) or self._is_english_i()
        is_date = self.before[-1:].isdigit() and self.word[:1].isdigit() and self.after["stop"]
        return not is_date

    def _unit_ends(self) -> bool:
        """ "1845 г." ends a sentence before a capital, unless the sentence has only said when."""
        if self._starter_follows():
            return True
        if self.after[
            "dash"
        ]:  # "в 1920-х гг. — Красной" goes on; in direct speech a dash begins anew
            return self.so_far[:1] in _DASHES
        number = _NUMBER_LAST.search(self.before.rpartition(" ")[0] or self.before.rstrip("гвсмлт"))
        if number is None or self._number_follows() or self.after["signs"]:
            return False
        return not self._says_only_when()

    def _says_only_when(self) -> bool:
        words = _WORDS.findall(self.so_far)
        return bool(words) and all(
            word[0].isdigit() or _ROMAN.fullmatch(word) or word.casefold() in self.forms.date_words
            for word in words
        )

    def _starter_follows(self) -> bool:
        is_initial = len(self.word) == 1 and bool(self.after["stop"])
        return self.word.casefold() in self.forms.starters and not is_initial

    def _number_follows(self) -> bool:
        return self.word[:1].isdigit() or _ROMAN.fullmatch(self.word) is not None

    def _is_english_i(self) -> bool:
        """ "So did I. Mary left." """
        words = self.before.split()[-2:]
        return bool(self.forms.speech_verbs) and words[-1:] == ["I"] and words[0].islower()

    def _author_goes_on(self) -> bool:
        """ "Where?" Mary asked. The author's words go on although a name begins them."""
        if not self.forms.speech_verbs or self.after["signs"] or self.after["dash"]:
            return False
        place = self.after.end("word")
        following = self.match.string[place : place + _REACH].split(maxsplit=2)[:2]
        return any(word.strip(".,;:!?") in self.forms.speech_verbs for word in following)


class _Holding:
    """Keeps what is quoted or bracketed inside a sentence in one piece with it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pairs = iter(pairs(text))
        self._next = next(self._pairs, None)
        self._open = list[Pair]()

    def keeps(self, begin: int, stop: int, end: int) -> bool:
        """Whether a cut at `end`, after the stop at `stop`, of the sentence that begins at
        `begin` would tear a pair, or end the sentence with a remark in brackets.

        To be asked with growing `end`. A quotation that begins a sentence may be cut inside,
        unless the sentence goes on after it.
        """
        while self._next is not None and self._next.opens < stop:
            self._open.append(self._next)
            self._next = next(self._pairs, None)
        self._open = [pair for pair in self._open if pair.closes >= stop]
        return any(self._holds(pair, begin, end) for pair in self._open)

    def _holds(self, pair: Pair, begin: int, end: int) -> bool:
        inside = pair.opens > begin + 2
        if pair.closes < end:
            return inside and self._text[pair.closes] == ")"
        return inside or self._goes_on(pair.closes + 1)

    def _goes_on(self, place: int) -> bool:
        after = _GOES_ON.match(self._text, place)
        return after is not None and (bool(after["comma"]) or after["letter"].islower())


_GOES_ON = re.compile(r"(?P<comma>[,;])?\s{0,2}[—–-]?\s{0,2}(?P<letter>\w?)")
