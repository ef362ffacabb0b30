"""Every character of a script has a language: the mark-up's, else the likeliest."""

import pytest

from tests.tts.books import heading, inlines, paragraph, script_of
from tts.book import Cell, Emphasis, PageBreak, Row, Table, Text
from tts.script import Phrase, Script, Span


def phrase(script: Script, text: str) -> Phrase:
    (found,) = (phrase for phrase in script.phrases() if phrase.text == text)
    return found


def test_the_language_of_the_catalogue_is_the_books() -> None:
    """In our way of writing tags."""
    assert script_of(paragraph("Слово."), language="kaz").metadata.language == "kk"


@pytest.mark.parametrize(
    ("text", "language"),
    [("Бұл — қазақша кітап.", "kk"), ("Это книга.", "ru"), ("A book.", "en"), ("1991", "ru")],
)
def test_without_a_catalogue_the_text_tells_the_language(text: str, language: str) -> None:
    """A book of digits alone is read in Russian."""
    assert script_of(paragraph(text), language="und", title="1").metadata.language == language


def test_mark_up_wins() -> None:
    """Even over letters that prove the contrary."""
    script = script_of(paragraph(Text("Өзен.", "ru"), " Тау."), language="kk")
    assert phrase(script, "Өзен.").language == "ru"


def test_a_foreign_sentence_in_a_paragraph_has_its_own_language() -> None:
    """A Russian quotation in a Kazakh paragraph, unmarked."""
    script = script_of(
        paragraph("Ол орысша айтты. Я никогда этого не забуду. Сосын үндемеді."), language="kk"
    )
    assert [p.language for p in script.phrases()][1:] == ["kk", "ru", "kk"]


def test_an_ambiguous_sentence_has_the_language_of_its_paragraph() -> None:
    """Of the paragraph rather than of the book."""
    around = "Бүгін ауылда үлкен той болды. {} Ертең бәрі қайтады."
    script = script_of(paragraph(around.format("Абай, Шакарим.")), language="ru")
    assert phrase(script, "Абай, Шакарим.").language == "kk"


def test_a_kazakh_letter_makes_a_sentence_kazakh() -> None:
    """In a Russian paragraph too; a Kazakh name alone would not."""
    script = script_of(paragraph("Он жил в городе. Аты Әлия екен, кітап оқыды."))
    assert [p.language for p in script.phrases()][1:] == ["ru", "kk"]


def test_spans_of_one_language_and_emphasis_are_one() -> None:
    """Borders that the source draws without need are gone."""
    script = script_of(
        paragraph("Раз ", Text("два", "ru"), Text(" три", "rus", Emphasis.STRONG), ".")
    )
    assert phrase(script, "Раз два три.").spans == (
        Span("Раз два", "ru"),
        Span(" три", "ru", Emphasis.STRONG),
        Span(".", "ru"),
    )


def test_punctuation_has_the_language_of_the_words_beside_it() -> None:
    """A full stop of its own voice would be a pause and a click."""
    script = script_of(paragraph("«", Text("Hello", "en"), "»."), language="kk")
    assert phrase(script, "«Hello».").spans == (Span("«Hello».", "en"),)


def test_a_phrase_is_in_the_language_of_most_of_its_letters() -> None:
    """Here of the English title."""
    script = script_of(paragraph("Роман ", Text("A Tale of Two Cities", "en"), " издан."))
    spoken = phrase(script, "Роман A Tale of Two Cities издан.")
    assert spoken.language == "en"
    assert [span.language for span in spoken.spans] == ["ru", "en", "ru"]


def test_pages_are_announced_in_the_language_of_the_book() -> None:
    """One voice for all page numbers."""
    script = script_of(paragraph("Бұл сөйлем.", PageBreak("5")), language="ru")
    assert phrase(script, "5").language == "ru"


def test_a_short_cell_has_the_language_of_its_table() -> None:
    """ "Алма" alone is a word of both languages."""
    cells = tuple(Cell(inlines(text)) for text in ("Жеміс түрі", "Алма-нар", "Өрік"))
    script = script_of(Table((Row(cells),)), language="ru")
    assert phrase(script, "Алма-нар").language == "kk"


def test_an_unknown_language_of_the_mark_up_is_kept() -> None:
    """Somebody may have a voice for it."""
    script = script_of(paragraph(Text("Guten Tag.", "de-AT")), heading(1, "Глава"))
    assert phrase(script, "Guten Tag.").language == "de-AT"
