"""The few words that an EPUB says in its own voice, in the languages we speak."""

from dataclasses import dataclass

from tts.forms.epub3.language import tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Labels of the navigation and sentences of the accessibility summary, in one `language`."""

    language: str
    contents: str
    pages: str
    landmarks: str
    front: str
    body: str
    back: str
    untitled: str
    has_sound: str
    has_pages: str
    has_pictures: str
    not_assessed: str


_KAZAKH = Words(
    language="kk",
    contents="Мазмұны",
    pages="Беттер",
    landmarks="Кітап бөліктері",
    front="Кітап басы",
    body="Негізгі мәтін",
    back="Кітап соңы",
    untitled="Атаусыз",
    has_sound="Толық мәтін синтезделген дауыспен сөйлем-сөйлем қатар жүреді; "
    "тақырыптар бойынша көшуге болады.",
    has_pages="Баспа беттерінің нөмірлері белгіленген, бетке көшуге болады.",
    has_pictures="Суреттердің мәтіндік сипаттамасы бар.",
    not_assessed="Қолжетімділік стандартына сәйкестігі тексерілмеген.",
)
_RUSSIAN = Words(
    language="ru",
    contents="Содержание",
    pages="Страницы",
    landmarks="Части книги",
    front="Начало книги",
    body="Основной текст",
    back="Конец книги",
    untitled="Без названия",
    has_sound="Полный текст сопровождается синтезированной речью, предложение за предложением; "
    "есть переход по заголовкам.",
    has_pages="Номера страниц печатного издания отмечены, есть переход к странице.",
    has_pictures="У рисунков есть текстовые описания.",
    not_assessed="Соответствие стандарту доступности не проверялось.",
)
_ENGLISH = Words(
    language="en",
    contents="Contents",
    pages="Pages",
    landmarks="Parts of the book",
    front="Front matter",
    body="Main text",
    back="Back matter",
    untitled="Untitled",
    has_sound="The full text goes along with synthetic speech, sentence by sentence; "
    "headings can be navigated.",
    has_pages="The page numbers of the print edition are marked and can be navigated to.",
    has_pictures="Pictures have text descriptions.",
    not_assessed="Conformance to an accessibility standard has not been assessed.",
)
_BY_LANGUAGE = {words.language: words for words in (_KAZAKH, _RUSSIAN, _ENGLISH)}


def words_in(language: str) -> Words:
    """The words in the book's language; in English where we do not speak it."""
    return _BY_LANGUAGE.get(tag(language).partition("-")[0].lower(), _ENGLISH)
