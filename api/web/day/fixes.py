"""What would help a visit that found no room, as the words of one button."""

from collections.abc import Mapping

from api.web.day.sentences import clock, clock_of_minute
from api.web.day.telling import Names
from api.words.catalogues import mark, words_in
from delivery.planning.fixing import Fix, window_of
from delivery.visits.records import Visit

FIXES: Mapping[Fix, str] = {
    Fix.LONGER_SHIFT: mark("Let %(courier)s work from %(from)s until %(until)s on this day"),
    Fix.OTHER_WINDOW: mark("Visit them from %(opens)s to %(closes)s this time"),
    Fix.MORE_STOPS: mark("Let %(courier)s make %(most)s stops on this day"),
    Fix.INSTEAD_OF: mark("Move a less urgent visit to another day instead"),
    Fix.UNLOCK: mark("Unlock what stands in the way"),
    Fix.OTHER_DAY: mark("Visit them on the next day with room"),
}


def fix_words(fix: Fix, visit: Visit, names: Names, language: str) -> str:
    """The words of the button, with the numbers that the last planning named."""
    facts = visit.left_over or {}
    remedy = facts.get("remedy") or {}
    opens, closes = window_of(facts) or (0, 0)
    starts_s, ends_s = remedy.get("shift_s") or (0, 0)
    say = words_in(language).gettext
    return say(FIXES[fix]) % {
        "courier": names.couriers.get(remedy.get("courier_id", 0), ""),
        "from": clock(starts_s),
        "until": clock_of_minute(-(-ends_s // 300) * 5),
        "opens": clock_of_minute(opens),
        "closes": clock_of_minute(closes),
        "most": remedy.get("most_stops", 0),
    }
