"""Every notice can be said in every language by every way, and its subject gives nobody away."""

from itertools import product

import pytest

from access.notices.records import NoticeKind
from access.people.records import Way
from access.requests.records import Refusal, RequestKind
from api.notices.words import LANGUAGES, SUBJECTS, Letterhead, words_of

HEAD = Letterhead({"kk": "Желі", "ru": "Сеть", "en": "Network"}, "+77272000000")
FACTS = {
    "title": "Абай {жолы}",
    "place": {"kk": "Орталық", "ru": "Центр"},
    "day": "2026-12-03",
    "refusal": "no_copy",
    "request_id": 41,
}


@pytest.mark.parametrize(
    ("kind", "way", "language", "asked"), list(product(NoticeKind, Way, LANGUAGES, RequestKind))
)
def test_every_notice_has_its_words(
    kind: NoticeKind, way: Way, language: str, asked: RequestKind
) -> None:
    words = words_of(kind, way, language, {**FACTS, "asked": asked.value}, HEAD)
    assert "Абай {жолы}" in words.text
    assert words.subject == SUBJECTS[kind][language]
    for fact in ("Абай", "Центр", "Орталық", "2026", "41"):
        assert fact not in words.subject
    assert "{" not in words.text.replace("{жолы}", "")
    assert ("+77272000000" in words.text) == (way is Way.EMAIL)


@pytest.mark.parametrize(("refusal", "language"), list(product(Refusal, LANGUAGES)))
def test_every_reason_has_its_words(refusal: Refusal, language: str) -> None:
    facts = {"title": "Абай", "refusal": refusal.value}
    words = {
        words_of(NoticeKind.FAILED, Way.WEB, language, facts | {"refusal": each.value}, HEAD).text
        for each in Refusal
    }
    assert words_of(NoticeKind.FAILED, Way.WEB, language, facts, HEAD).text in words
    assert len(words) == len(Refusal)


def test_a_day_is_written_as_people_write_it() -> None:
    kind = NoticeKind.DUE
    assert "03.12.2026" in words_of(kind, Way.SMS, "ru", FACTS, HEAD).text
    assert "3 December 2026" in words_of(kind, Way.SMS, "en", FACTS, HEAD).text


def test_a_title_cannot_break_a_letter_or_fill_a_message() -> None:
    facts = {"title": "Абай\r\nжолы \x00" + "а" * 5000}
    text = words_of(NoticeKind.READY, Way.SMS, "kk", facts, HEAD).text
    assert "\n" not in text
    assert len(text) < 200


@pytest.mark.parametrize("facts", [{}, {"title": None, "place": 5, "day": "soon", "asked": "x"}])
def test_missing_facts_break_nothing(facts: dict[str, object]) -> None:
    for kind, way in product(NoticeKind, Way):
        assert words_of(kind, way, "uz", facts, Letterhead({})).text
