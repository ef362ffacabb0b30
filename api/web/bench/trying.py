"""A sentence said at once, for a producer who tries how words are said."""

from http import HTTPStatus
from threading import BoundedSemaphore
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response

from access.production.errors import BadPronunciation
from access.production.lexicon import entry, lexicon_for
from api.web.files import OWN, SOUND_TYPE
from api.web.frame.doors import LookDb, OpenDoors
from api.web.frame.visitor import Producer
from api.web.staff.doors import LARGEST
from api.work.trying import say_sample
from tts.audition import LONGEST_TRIED
from tts.errors import TtsError
from tts.lexicon.entry import LONGEST_SAID, LONGEST_WRITTEN, Entry

router = APIRouter()
SOUND = "/bench/try"
AT_ONCE = BoundedSemaphore(2)
"""Speaking takes a processor for a second or two; readers' pages come first."""
WAITS_S = 30

Words = Annotated[str, Query(max_length=LONGEST_SAID)]


@router.get(SOUND)
def say(  # noqa: PLR0913 - one parameter a field of the entry
    db: LookDb,
    doors: OpenDoors,
    _person: Producer,
    *,
    sentence: Annotated[str, Query(max_length=LONGEST_TRIED)],
    language: Annotated[str, Query(max_length=16)],
    written: Annotated[str, Query(max_length=LONGEST_WRITTEN)] = "",
    said: Words = "",
    pattern: Annotated[bool, Query()] = False,
    letters: Annotated[str, Query(max_length=16)] = "as-written",
    title: Annotated[int | None, Query(ge=1, le=LARGEST)] = None,
) -> Response:
    """The sentence as it would be heard with this entry; nothing is kept of it.

    Raises HTTPException where there is nothing to say, or too many try at this moment.
    """
    if not AT_ONCE.acquire(timeout=WAITS_S):
        raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE)
    try:
        tried = _tried(language, written, said, pattern, letters)
        made = say_sample(db, doors.settings, sentence, language, title_id=title, entries=tried)
    except (TtsError, BadPronunciation) as error:
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY) from error
    finally:
        AT_ONCE.release()
    return Response(made.mp3, media_type=SOUND_TYPE, headers=OWN)


def sound_address(new: Entry, sentence: str, title_id: int | None) -> str:
    """The address under which a sentence is heard with this entry."""
    facts = {
        "sentence": sentence[:LONGEST_TRIED], "language": new.language, "written": new.written,
        "said": new.said, "letters": new.case.value,
    }  # fmt: skip
    if new.kind.value == "pattern":
        facts["pattern"] = "true"
    if title_id is not None:
        facts["title"] = str(title_id)
    return f"{SOUND}?{urlencode(facts)}"


def read_with(db: LookDb, new: Entry, sentence: str, title_id: int | None) -> str:
    """The sentence in writing, with what is said for its words."""
    lexicon = lexicon_for(db, title_id=title_id).with_layer((new,), "tried")
    return lexicon.say(sentence[:LONGEST_TRIED], new.language)


def _tried(
    language: str, written: str, said: str, pattern: bool, letters: str
) -> tuple[Entry, ...]:
    """The entry to try; none where only the sentence is to be heard."""
    if not (written and said):
        return ()
    return (
        entry(
            language=language, written=written, said=said, is_pattern=pattern, letter_case=letters
        ),
    )
