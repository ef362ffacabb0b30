"""Where requests are, and messages that wait for the reader."""

from dataclasses import replace

from api.phone import visiting
from api.phone.acts import (
    Ask,
    MarkRead,
    NewsRead,
    OpenBook,
    Standings,
    Turn,
    Withdraw,
    Withdrawn,
)
from api.phone.call import Call, Place, Standing
from api.phone.rules import Entry, Menu, Rule, asks, to
from api.phone.saying import Say, key_sentence


def after_standings(call: Call, answer: Standings) -> Turn:
    """The next visit first; else one request after another."""
    if visits := visiting.after_standings(call, answer):
        return visits
    if not answer.standings:
        return to(call, Place.MAIN, before=(Say("no_requests"),))
    count = Say("requests", {"count": str(len(answer.standings))})
    return to(call, Place.STATUS, before=(count,), standings=answer.standings, shown=0)


def after_withdrawing(call: Call, answer: Withdrawn) -> Turn:
    """It is gone from the list, or stays."""
    if not answer.was_done:
        return to(call, Place.STATUS, warning=(Say("not_withdrawn"),))
    left = tuple(one for number, one in enumerate(call.standings) if number != call.shown)
    place = Place.STATUS if left else Place.MAIN
    return to(call, place, before=(Say("withdrawn"),), standings=left, shown=0)


def after_news(call: Call, answer: NewsRead) -> Turn:
    """One message after another."""
    if not answer.news:
        return to(call, Place.MAIN, before=(Say("no_news"),))
    return to(call, Place.NEWS, news=answer.news)


def _shown(call: Call) -> Standing | None:
    return call.standings[call.shown] if call.shown < len(call.standings) else None


def _says(call: Call) -> tuple[Say, ...]:
    shown = _shown(call)
    return shown.says if shown else (Say("no_requests"),)


def _entries(call: Call) -> tuple[Entry, ...]:
    shown = _shown(call)
    if shown is None:
        return ()
    entries = []
    if shown.can_hear:
        entries.append(Entry("1", key_sentence("title_hear", "1"), _hear))
    if len(call.standings) > 1:
        entries.append(Entry("2", key_sentence("to_next", "2"), _next))
    entries.append(Entry("3", key_sentence("to_withdraw", "3"), _withdraw))
    return tuple(entries)


def _hear(call: Call) -> Turn:
    shown = _shown(call)
    if shown is None:
        return to(call, Place.MAIN)
    return asks(call, Ask(OpenBook(shown.title.title_id)))


def _next(call: Call) -> Turn:
    return to(call, Place.STATUS, shown=(call.shown + 1) % max(len(call.standings), 1))


def _withdraw(call: Call) -> Turn:
    return to(call, Place.WITHDRAW)


def _withdraw_says(call: Call) -> tuple[Say, ...]:
    shown = _shown(call)
    return (Say("withdraw", {"title": shown.title.name}),) if shown else ()


def _yes(call: Call) -> Turn:
    shown = _shown(call)
    if shown is None:
        return to(call, Place.MAIN)
    return asks(call, Ask(Withdraw(shown.request_id)))


def _to_status(call: Call) -> Turn:
    return to(call, Place.STATUS)


def _to_main(call: Call) -> Turn:
    return to(call, Place.MAIN)


def _news_says(call: Call) -> tuple[Say, ...]:
    return (Say("news", {"text": call.news[0].text}),) if call.news else (Say("no_news"),)


def _read(call: Call) -> Turn:
    if not call.news:
        return to(call, Place.MAIN)
    deeds = (MarkRead(call.news[0].notice_id),)
    left = replace(call, news=call.news[1:])
    if not left.news:
        return to(left, Place.MAIN, before=(Say("no_news"),), deeds=deeds)
    return to(left, Place.NEWS, deeds=deeds)


RULES: dict[Place, Rule] = {
    Place.STATUS: Menu(back=_to_main, opening=_says, entries=_entries),
    Place.WITHDRAW: Menu(
        back=_to_status,
        opening=_withdraw_says,
        entries=lambda _: (
            Entry("1", key_sentence("yes", "1"), _yes),
            Entry("2", key_sentence("no", "2"), _to_status),
        ),
    ),
    Place.NEWS: Menu(
        back=_to_main,
        opening=_news_says,
        entries=lambda _: (Entry("1", key_sentence("to_read", "1"), _read),),
    ),
}
