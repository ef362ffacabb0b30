"""A worker tells the library system by itself, and again when it was away."""

import threading
from pathlib import Path

import pytest

from access.database.opening import open_database
from access.ils.records import IlsRule
from access.ils.rule import set_rule
from api.settings import Settings
from api.work import slot
from tests.api.ils.conftest import NOON
from tests.api.ils.small_ils import SmallIls, until
from tests.api.test_cli_ils import lend_one


def test_a_worker_tells_what_waits_and_goes_on_when_the_ils_is_back(
    ils: SmallIls, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slot, "TELL_ILS_EVERY_S", 0.05)
    monkeypatch.setattr(slot, "ILS_AWAY_S", 0.2)
    database = open_database(sqlite_url)
    with database.change.begin() as db:
        set_rule(db, IlsRule.TOLD, now=NOON)
    database.close()
    lend_one(sqlite_url)
    settings = Settings(
        database_url=sqlite_url, store_dir=tmp_path / "store", ils_host="127.0.0.1",
        ils_port=ils.port, ils_tls=False, ils_login="dauys", ils_password="secret",  # type: ignore[arg-type]  # noqa: S106
        ils_limit_s=5,
    )  # fmt: skip
    worker, stopping = slot.Slot(settings, "w-0"), threading.Event()
    worker.is_first = True
    thread = threading.Thread(target=worker.tell_ils, args=(stopping,))
    thread.start()
    try:
        until(lambda: ils.done["11", "K1", "C1"], most_s=60)
        ils.go_away()
        lend_one(sqlite_url, "C2")
        ils.open()
        until(lambda: ils.done["11", "K2", "C2"], most_s=60)
    finally:
        stopping.set()
        thread.join(60)
        worker.database.close()
        worker._engine.dispose()
    assert set(ils.done.values()) == {1}
