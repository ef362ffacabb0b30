"""The few words that a braille edition adds to a book, in Kazakh, Russian and English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """In one `language`. `volume_of` has the places {number} and {count}, in this order."""

    language: str
    contents: str
    volume: str
    volume_of: str
    pages: str
    picture: str
    made_by: str
    size: str


_KAZAKH = Words(
    language="kk",
    contents="Мазмұны",
    volume="{number}-том",
    volume_of="{number}-том, барлығы {count}",
    pages="Брайль беттері",
    picture="Сурет",
    made_by="Дайындаған",
    size="Бет өлшемі",
)
_RUSSIAN = Words(
    language="ru",
    contents="Оглавление",
    volume="Том {number}",
    volume_of="Том {number} из {count}",
    pages="Страницы по Брайлю",
    picture="Рисунок",
    made_by="Изготовлено",
    size="Размер страницы",
)
_ENGLISH = Words(
    language="en",
    contents="Contents",
    volume="Volume {number}",
    volume_of="Volume {number} of {count}",
    pages="Braille pages",
    picture="Picture",
    made_by="Made by",
    size="Page size",
)
_BY_LANGUAGE = {words.language: words for words in (_KAZAKH, _RUSSIAN, _ENGLISH)}


def words_in(language: str) -> Words:
    """The words in the book's language; in English where we do not speak it."""
    return _BY_LANGUAGE.get(language.partition("-")[0].lower(), _ENGLISH)
