"""A producer tries how a sentence will be said, before an entry of the lexicon is kept."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from access.production.lexicon import NETWORK, lexicon_for
from access.production.manner import STANDARD, Manner
from api.settings import Settings
from api.work.ordering import cast_for, narrating
from tts.audition import Audition, say_at_once
from tts.lexicon.entry import Entry
from tts.narration.store import Store


def say_sample(
    db: Session,
    settings: Settings,
    text: str,
    language: str,
    *,
    title_id: int | None = None,
    manner: Manner = STANDARD,
    entries: Iterable[Entry] = (),
) -> Audition:
    """A sentence as it would be heard in a title (or in any), with these entries tried over the
    lexicon; nothing is kept of them.

    Raises BadChoice, BadEntry, EngineMissing, SpeechFailed.
    """
    lexicon = lexicon_for(db, title_id=title_id)
    tried = tuple(entries)
    if tried:
        lexicon = lexicon.with_layer(tried, NETWORK)
    return say_at_once(
        text,
        language,
        cast_for(settings, manner),
        Store(settings.store_dir),
        narrating(settings, manner, lexicon),
    )
