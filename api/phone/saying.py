"""What is to be said, before it is sound: the name of a sentence, with its facts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from api.phone.words.finding import FINDING
from api.phone.words.hearing import HEARING
from api.phone.words.menus import MENUS
from api.phone.words.sentence import KEYS, LANGUAGES, Sentence
from api.phone.words.visiting import VISITING

SENTENCES: Mapping[str, Sentence] = {**MENUS, **FINDING, **HEARING, **VISITING}
"""Every sentence of the line by its name."""
OWN_LANGUAGE: Mapping[str, str] = {f"language_{one}": one for one in LANGUAGES}
"""Sentences that are said in one language whatever the call's is."""
_FACT = re.compile(r"\{(\w+)\}")
LONGEST_FACT = 1_500
"""Characters; the rest of a long annotation is left to the web."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words that may be in another language than the sentence around them, as a title is."""

    text: str
    language: str


Fact = str | Foreign


@dataclass(frozen=True, slots=True)
class Say:
    """One sentence to be said, with its facts by name."""

    name: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def spans(self, language: str) -> tuple[Foreign, ...]:
        """Its words, each piece with its own language, in order."""
        language = OWN_LANGUAGE.get(self.name, language)
        return tuple(self._spans(SENTENCES[self.name].within(language), language))

    def _spans(self, text: str, language: str) -> Iterator[Foreign]:
        begun = 0
        for found in _FACT.finditer(text):
            yield from _piece(text[begun : found.start()], language)
            fact = self._fact(found[1], language)
            if isinstance(fact, Foreign):
                yield from _piece(fact.text, fact.language or language)
            else:
                yield from _piece(fact, language)
            begun = found.end()
        yield from _piece(text[begun:], language)

    def _fact(self, name: str, language: str) -> Fact:
        fact = self.facts.get(name, "")
        return KEYS[language][str(fact)] if name == "key" else fact


def _piece(text: str, language: str) -> Iterator[Foreign]:
    if text:
        yield Foreign(text[:LONGEST_FACT], language)


def key_sentence(name: str, key: str, facts: Mapping[str, Fact] | None = None) -> Say:
    """An entry of a menu: the sentence with its key."""
    return Say(name, {**(facts or {}), "key": key})


def fixed() -> Iterator[tuple[str, Say]]:
    """Every sentence that has no facts but a key, in each language: what is rendered ahead."""
    for language in LANGUAGES:
        for name, sentence in SENTENCES.items():
            wanted = set(_FACT.findall(sentence.within(language)))
            if not wanted:
                yield language, Say(name)
            elif wanted == {"key"}:
                for key in "123456789":
                    yield language, key_sentence(name, key)
