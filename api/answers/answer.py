"""An answer to a failure: how bad, by what name, in which sentence."""

from dataclasses import dataclass
from http import HTTPStatus

from api.words.catalogues import words_in


@dataclass(frozen=True, slots=True)
class Answer:
    """What every door says when a room refuses.

    `code` is for machines and never changes; `sentence` is for people, in English, with the facts
    of the error by name (`%(title_id)s`). Sentences are marked for translation.
    """

    status: HTTPStatus
    code: str
    sentence: str

    def said(self, error: Exception, language: str) -> str:
        """The sentence with its facts, in one language of the pages."""
        return words_in(language).gettext(self.sentence) % facts_of(error)


def facts_of(error: Exception) -> dict[str, object]:
    """What an error knows: its public attributes."""
    return {name: fact for name, fact in vars(error).items() if not name.startswith("_")}
