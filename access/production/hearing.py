"""Where a title can be heard: its edition, or what is ready of one that is being made."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from sqlalchemy.orm import Session

from access.catalogue.made import Edition
from access.production.errors import ProductionNotFound
from access.production.records import Production
from tts.loose_sound import FOLDER as SOUND


@dataclass(frozen=True, slots=True)
class Hearing:
    """A folder of sound files under the shelf; they keep their names when the edition is done.

    While it is made, `playlist` names the list in that folder that grows (RFC 8216, type EVENT);
    "" when everything is there: `Edition.sections` has the files then.
    """

    folder: str
    playlist: str = ""


def heard(db: Session, *, production_id: int) -> Hearing | None:
    """Where what a production has made so far can be heard; None while there is nothing.

    A player that was in the middle of a list that went asks again, and finds the same file names
    in the finished edition. Raises ProductionNotFound.
    """
    production = db.get(Production, production_id)
    if production is None:
        raise ProductionNotFound(production_id)
    if production.listen:
        playlist = PurePosixPath(production.listen)
        return Hearing(playlist.parent.as_posix(), playlist.name)
    edition = db.get(Edition, production.edition_id) if production.edition_id else None
    if edition is None or not edition.length_ms:
        return None
    if edition.published_at is None or edition.withdrawn_at is not None:
        return None
    return Hearing(f"{edition.folder}/{SOUND}")
