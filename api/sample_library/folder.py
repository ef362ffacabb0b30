"""The folder of the demonstration: its settings, its passwords, its books."""

import json
import os
import secrets
from collections.abc import Collection
from pathlib import Path

from api.samples import CATALOGUE, pack_all
from api.settings import Settings

PASSWORDS = "passwords.json"
PASSWORD_BYTES = 9
OURS_ALONE = 0o600


def settings_in(folder: Path, settings: Settings) -> Settings:
    """The settings of this machine, but everything in the folder, and nobody is written to or
    called: what a demonstration says goes to nobody."""
    place = folder.resolve()
    return settings.model_copy(
        update={
            "database_url": f"sqlite:///{place / 'dauys.db'}",
            "store_dir": place / "store",
            "shelf_dir": place / "shelf",
            "sources_dir": place / "sources",
            "mail_host": None,
            "sms_url": None,
            "call_spool_dir": None,
        }
    )


def files_in(folder: Path) -> list[str]:
    """What is imported, in its order: the network, its holidays, titles with copies, books."""
    books = folder / "books"
    pack_all(books)
    tables = ("network.csv", "holidays.csv", "sample_titles.csv")
    return [os.fspath(CATALOGUE / name) for name in tables] + [os.fspath(books)]


def passwords_in(folder: Path, names: Collection[str]) -> dict[str, str]:
    """A password for each name: made by chance the first time, the same ever after.

    They stand in a file of the folder that only its owner may read, before anybody has one.
    """
    path = folder / PASSWORDS
    kept: dict[str, str] = json.loads(path.read_bytes()) if path.exists() else {}
    missing = [name for name in names if name not in kept]
    if missing:
        kept |= {name: secrets.token_urlsafe(PASSWORD_BYTES) for name in missing}
        partial = path.with_name(f".{path.name}.{os.getpid()}.part")
        partial.touch(OURS_ALONE)
        partial.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        partial.replace(path)
    return {name: kept[name] for name in names}
