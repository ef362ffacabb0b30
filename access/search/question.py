"""What a reader asked for, word by word; whatever signs it has, they are no operators."""

from dataclasses import dataclass, replace
from typing import Self

from access.search.letters import words_of
from access.search.normaliser import Keys, sought
from access.search.tables import Group

LONGEST_QUESTION = 300
MOST_WORDS = 12
SHORTEST_BEGINNING = 3

_SMALL_WORDS = frozenset({
    "и", "в", "во", "не", "на", "с", "со", "о", "об", "обо", "от", "до", "за", "из", "у", "к",
    "ко", "по", "а", "но", "или", "что", "как", "для", "при", "без", "над", "под", "про", "же",
    "ли", "бы", "мен", "бен", "пен", "және", "жане", "туралы", "үшін", "ушин", "да", "де", "та",
    "те", "the", "a", "an", "of", "and", "in", "on", "to", "for", "at", "by", "or", "i", "v",
})  # fmt: skip
"""Words that are looked for only where nothing else was asked."""
_COUNTING = frozenset({
    "том", "тома", "т", "книга", "кн", "часть", "ч", "выпуск", "вып", "номер", "серия", "кітап",
    "китап", "кітабы", "китабы", "бөлім", "болим", "volume", "vol", "book", "part", "number",
    "no", "tom", "kniga", "kitap",
})  # fmt: skip
"""«Том 2»: a series has the number, and not always the word."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question."""

    text: str
    keys: Keys
    is_needed: bool = True

    def group(self) -> Group:
        """For the table of words."""
        return Group(self.keys.all)

    def beginning(self) -> Group:
        """The same for a word that may not be typed to its end."""
        begins = tuple(key for key in self.keys.written if len(key) >= SHORTEST_BEGINNING)
        return Group(self.keys.all, begins=begins)


@dataclass(frozen=True, slots=True)
class Question:
    """The words of a question in order; those that are needed say what is found."""

    words: tuple[Word, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """Read a question; only its first 300 characters and 12 words count."""
        is_whole = len(text) <= LONGEST_QUESTION
        texts = words_of(text[:LONGEST_QUESTION])
        if not is_whole:
            texts = texts[:-1] or texts  # the last one may be cut in two
        chosen = texts[:MOST_WORDS]
        has_number = any(word.isdecimal() for word in chosen)
        words = [
            Word(
                word,
                sought(word),
                is_needed=(word not in _SMALL_WORDS or _is_initial(word, text))
                and not (has_number and word in _COUNTING),
            )
            for word in chosen
        ]
        if not any(word.is_needed and not word.text.isdecimal() for word in words):
            words = [replace(word, is_needed=True) for word in words]
        return cls(tuple(words))

    @property
    def needed(self) -> tuple[Word, ...]:
        """The words that a title has to have."""
        return tuple(word for word in self.words if word.is_needed)

    def groups(self) -> list[Group]:
        """For the table of words: every needed word."""
        return [word.group() for word in self.needed]

    def begun_groups(self) -> list[Group]:
        """The same, the last word being possibly not yet typed to its end."""
        return [*self.groups()[:-1], self.needed[-1].beginning()] if self.needed else []

    def names(self) -> list[str]:
        """The keys that a name would have if it were just this question."""
        ways = max((len(word.keys.written) for word in self.words), default=0)
        return list(
            dict.fromkeys(
                " ".join(
                    word.keys.written[min(way, len(word.keys.written) - 1)] for word in self.words
                )
                for way in range(ways)
            )
        )

    def with_words(self, others: dict[str, tuple[str, ...]]) -> "Question":
        """The question with some words put right, each by one or several that may be meant."""
        return replace(
            self, words=tuple(_replaced(word, others.get(word.text, ())) for word in self.words)
        )

    def without(self, texts: set[str]) -> "Question":
        """The question without these words."""
        return replace(self, words=tuple(word for word in self.words if word.text not in texts))


def _is_initial(word: str, text: str) -> bool:
    """«А. Н. Толстой»: a letter with a point is no small word."""
    return len(word) == 1 and f" {word}." in f" {text.casefold()}".replace(".", ". ")


def _replaced(word: Word, others: tuple[str, ...]) -> Word:
    if not others:
        return word
    keys = [sought(other) for other in others]
    return Word(
        others[0],
        Keys(
            tuple(dict.fromkeys(key for one in keys for key in one.written)),
            tuple(dict.fromkeys(key for one in keys for key in one.stems)),
        ),
        is_needed=True,
    )
