"""The words of announcements in our languages, with the forms that go with a number.

A text that ends in a full stop is a sentence of its own; one that ends in anything else leads over
to the phrase after it. Numbers stand in figures where the voice's normaliser says them rightly:
Kazakh "12-бет" becomes "он екінші бет". Russian has feminine numbers (две строки), which figures
cannot tell, so their last word is written out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from tts.text.languages import ENGLISH, KAZAKH, RUSSIAN


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in one language. `{n}` is a number, `{rows}` and the like are counted nouns."""

    page: str
    page_called: str
    note: str
    note_called: str
    note_unnamed: str
    note_ends: str
    picture: str
    picture_ends: str
    caption: str
    table: str
    table_called: str
    table_size: str
    table_ends: str
    row: str
    column: str
    list: str
    list_ends: str
    inner_list: str
    inner_list_ends: str
    item: str
    verse: str
    verse_ends: str
    quotation: str
    quotation_ends: str
    formula: str
    rows: Callable[[int], str]
    columns: Callable[[int], str]
    items: Callable[[int], str]

    def of_size(self, template: str, row_count: int, column_count: int) -> str:
        """A template that counts rows and columns."""
        return template.format(rows=self.rows(row_count), columns=self.columns(column_count))

    def every_text(self) -> tuple[str, ...]:
        """Every template there is, for whoever checks how they sound."""
        texts = (getattr(self, field.name) for field in fields(self))
        return tuple(text for text in texts if isinstance(text, str))


def words_in(language: str) -> Words | None:
    """The words for a book in this language; None where we have none, and nothing is announced.

    Silence is better than English words in a voice that does not know how to say them.
    """
    return _WORDS.get(language.partition("-")[0].lower())


def _unchanging(noun: str) -> Callable[[int], str]:
    """Kazakh has no plural after a number."""
    return lambda number: f"{number} {noun}"


def _english(one: str, many: str) -> Callable[[int], str]:
    return lambda number: f"{number} {one if number == 1 else many}"


def _russian(one: str, few: str, many: str, *, feminine: bool = False) -> Callable[[int], str]:
    """1, 21, 101 take the first form; 2 to 4, 22 to 24 the second; all others the third."""

    def counted(number: int) -> str:
        last, is_teen = number % 10, 10 < number % 100 < 20
        noun = many if is_teen or not 1 <= last <= 4 else one if last == 1 else few
        figures = _feminine(number) if feminine and not is_teen else str(number)
        return f"{figures} {noun}"

    return counted


def _feminine(number: int) -> str:
    """21 is "20 одна", which every Russian voice says as двадцать одна."""
    last = {1: "одна", 2: "две"}.get(number % 10)
    if last is None:
        return str(number)
    return f"{number // 10 * 10} {last}" if number > 10 else last


_WORDS = {
    KAZAKH: Words(
        page="{n}-бет.",
        page_called="Бет:",
        note="{n}-ескертпе.",
        note_called="Ескертпе:",
        note_unnamed="Ескертпе.",
        note_ends="Ескертпенің соңы.",
        picture="Сурет:",
        picture_ends="Суреттің соңы.",
        caption="Сурет астындағы жазу:",
        table="Кесте, {rows}, {columns}.",
        table_called="Кесте:",
        table_size="{rows}, {columns}.",
        table_ends="Кестенің соңы.",
        row="{n}-жол.",
        column="{n}-баған:",
        list="Тізім, {items}.",
        list_ends="Тізімнің соңы.",
        inner_list="Ішкі тізім, {items}.",
        inner_list_ends="Ішкі тізімнің соңы.",
        item="{n}.",
        verse="Өлең.",
        verse_ends="Өлеңнің соңы.",
        quotation="Дәйексөз.",
        quotation_ends="Дәйексөздің соңы.",
        formula="Формула:",
        rows=_unchanging("жол"),
        columns=_unchanging("баған"),
        items=_unchanging("тармақ"),
    ),
    RUSSIAN: Words(
        page="Страница {n}.",
        page_called="Страница",
        note="Сноска {n}.",
        note_called="Сноска",
        note_unnamed="Сноска.",
        note_ends="Конец сноски.",
        picture="Рисунок:",
        picture_ends="Конец рисунка.",
        caption="Подпись:",
        table="Таблица, {rows}, {columns}.",
        table_called="Таблица:",
        table_size="{rows}, {columns}.",
        table_ends="Конец таблицы.",
        row="Строка {n}.",
        column="Столбец {n}:",
        list="Список, {items}.",
        list_ends="Конец списка.",
        inner_list="Вложенный список, {items}.",
        inner_list_ends="Конец вложенного списка.",
        item="{n}.",
        verse="Стихи.",
        verse_ends="Конец стихов.",
        quotation="Цитата.",
        quotation_ends="Конец цитаты.",
        formula="Формула:",
        rows=_russian("строка", "строки", "строк", feminine=True),
        columns=_russian("столбец", "столбца", "столбцов"),
        items=_russian("пункт", "пункта", "пунктов"),
    ),
    ENGLISH: Words(
        page="Page {n}.",
        page_called="Page",
        note="Note {n}.",
        note_called="Note",
        note_unnamed="Note.",
        note_ends="End of note.",
        picture="Picture:",
        picture_ends="End of picture.",
        caption="Caption:",
        table="Table, {rows}, {columns}.",
        table_called="Table:",
        table_size="{rows}, {columns}.",
        table_ends="End of table.",
        row="Row {n}.",
        column="Column {n}:",
        list="List, {items}.",
        list_ends="End of list.",
        inner_list="Inner list, {items}.",
        inner_list_ends="End of inner list.",
        item="{n}.",
        verse="Verse.",
        verse_ends="End of verse.",
        quotation="Quotation.",
        quotation_ends="End of quotation.",
        formula="Formula:",
        rows=_english("row", "rows"),
        columns=_english("column", "columns"),
        items=_english("item", "items"),
    ),
}
