"""A production becomes an order: which file, which forms, who reads, how words are said."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from access.network.zone import today
from access.production.errors import ProductionNotFound
from access.production.lexicon import lexicon_for
from access.production.manner import Manner
from access.production.policy import Publishing
from access.production.records import Production
from api.cli.ordering import Speech, castings, narrator
from api.settings import Settings
from tts.engine import ORDINARY_WPM, Casting
from tts.forms.making import Making
from tts.forms.writers import forms_named
from tts.lexicon.lexicon import Lexicon
from tts.narration.narrator import Manner as Narrating
from tts.narration.section_sound import Limits
from tts.order import Order
from tts.sources.scans.recognition import Recognition


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a maker is to do: the file, the order, and what the edition's folder is called."""

    source: Path
    order: Order
    name: str


def assignment(
    db: Session, settings: Settings, *, production_id: int, shelf: Path, now: datetime
) -> Assignment:
    """The order of a production, its forms going to `shelf`.

    Raises ProductionNotFound, BadManner, BadChoice, BadEntry.
    """
    production = db.scalars(
        select(Production)
        .where(Production.id == production_id)
        .options(joinedload(Production.title), joinedload(Production.source))
    ).one_or_none()
    if production is None:
        raise ProductionNotFound(production_id)
    manner = Manner.of(production.manner)
    cast = cast_for(settings, manner)
    return Assignment(
        source=settings.sources_dir / production.source.path,
        order=Order(
            forms=forms_named(",".join(production.forms)),
            castings=cast,
            shelf=shelf,
            making=Making(
                producer=settings.producer,
                narrators=tuple(dict.fromkeys(map(narrator, cast.values()))),
                made_on=today(db, now=now),
                generator=f"Dauys {version('dauys')}",
            ),
            workers=settings.workers_a_book,
            manner=narrating(settings, manner, lexicon_for(db, title_id=production.title_id)),
            recognition=Recognition(workers=settings.workers_a_book),
            may_listen=settings.publishing is not Publishing.APPROVED,
            keeps_sound=True,
        ),
        name=production.title.name,
    )


def narrating(settings: Settings, manner: Manner, lexicon: Lexicon) -> Narrating:
    """How a book is read in a manner, with these words said so."""
    return Narrating(
        limits=Limits(base_s=settings.speech_timeout_s),
        installation=settings.installation,
        reading=manner.reading,
        lexicon=lexicon,
    )


def cast_for(settings: Settings, manner: Manner) -> Mapping[str, Casting]:
    """Who reads each language: the network's usual voices, but for those wished.

    Raises BadChoice.
    """
    usual = tuple(filter(None, (part.strip() for part in settings.usual_voices.split(","))))
    cast = dict(castings(settings.installation, Speech(voices=usual)))
    for language, voice in manner.voices.items():
        engine, _, name = voice.partition(":")
        cast[language] = Casting(engine, name, ORDINARY_WPM)
    for language, speed in manner.words_per_minute.items():
        if language in cast:
            cast[language] = replace(cast[language], words_per_minute=speed)
    return cast
