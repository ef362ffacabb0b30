"""Every notice can be said in every language by every way, and its subject gives nobody away."""

from itertools import product

import pytest

from access.notices.records import NoticeKind
from access.people.records import Way
from access.requests.records import Refusal, RequestKind
from api.notices.visit_words import VISIT_SUBJECTS, WHY_NOT
from api.notices.words import LANGUAGES, SUBJECTS, Letterhead, words_of
from delivery.visits.records import Outcome

HEAD = Letterhead({"kk": "Желі", "ru": "Сеть", "en": "Network"}, "+77272000000")
FACTS = {
    "title": "Абай {жолы}",
    "place": {"kk": "Орталық", "ru": "Центр"},
    "day": "2026-12-03",
    "refusal": "no_copy",
    "from": "10:00",
    "until": "12:00",
    "time": "10:40",
    "outcome": "no_answer",
    "request_id": 41,
}


@pytest.mark.parametrize(
    ("kind", "way", "language", "asked"), list(product(NoticeKind, Way, LANGUAGES, RequestKind))
)
def test_every_notice_has_its_words(
    kind: NoticeKind, way: Way, language: str, asked: RequestKind
) -> None:
    words = words_of(kind, way, language, {**FACTS, "asked": asked.value}, HEAD)
    assert ("Абай {жолы}" in words.text) == (kind not in VISIT_SUBJECTS)
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visit_is_told_with_its_window_its_eta_and_what_comes_next(language: str) -> None:
    def said(kind: NoticeKind, **facts: str) -> str:
        return words_of(kind, Way.SMS, language, facts, HEAD).text

    planned = said(
        NoticeKind.VISIT_PLANNED, day="2026-12-03", **{"from": "10:00", "until": "12:00"}
    )
    assert all(fact in planned for fact in ("2026", "10:00", "12:00"))
    assert "10:40" in said(NoticeKind.COURIER_ON_WAY, time="10:40")
    assert "—" in said(NoticeKind.COURIER_ON_WAY, time="{why}")
    failed = said(NoticeKind.VISIT_FAILED, outcome="no_answer", day="2026-12-03")
    assert "2026" in failed
    assert "2026" not in said(NoticeKind.VISIT_FAILED, outcome="no_answer")
    reasons = {said(NoticeKind.VISIT_FAILED, outcome=one.value) for one in Outcome}
    assert len(reasons) == len(Outcome) == len(WHY_NOT)


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
