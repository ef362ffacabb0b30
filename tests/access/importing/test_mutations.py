"""Whatever a file is, its import ends with a report, and what is saved is whole."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from access.catalogue.records import Copy, Identifier, Title
from access.database.opening import open_database
from access.importing.files import Kind, Wishes, import_file
from access.importing.running import Desk
from fixtures.marc_files import CATALOGUE, marc_bytes

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
SAMPLES = {
    "marc21.mrc": marc_bytes("marc21"),
    "rusmarc.iso": marc_bytes("rusmarc"),
    **{path.name: path.read_bytes() for path in sorted(CATALOGUE.iterdir())
       if path.suffix in {".csv", ".xml", ".json"}},
}  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_a_mutated_file_ends_with_a_report_and_whole_titles(
    name: str, sqlite_url: str, tmp_path: Path
) -> None:
    database = open_database(sqlite_url)
    desk = Desk(transaction=database.change.begin, now=NOON, batch=3)
    wishes = Wishes(sources=tmp_path / "sources", most_bytes=100_000)
    import_file(CATALOGUE / "network.csv", desk, wishes)
    path = tmp_path / name

    @given(st.data())
    @settings(
        max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    def mutate(data: st.DataObject) -> None:
        raw = bytearray(SAMPLES[name])
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(raw)))
            raw[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
        path.write_bytes(raw)
        with database.change.begin() as db:
            for record in (Copy, Identifier, Title):
                db.execute(delete(record))
        report = import_file(path, desk, wishes)
        with database.look() as db:
            titles = db.scalar(select(func.count(Title.id)))
            nameless = db.scalars(
                select(Title.id).where(~Title.id.in_(select(Identifier.title_id)))
            ).all()
        assert not nameless
        if name not in {"network.csv", "holidays.csv"}:
            assert titles is not None
            assert titles <= report.added

    mutate()
    database.close()


@given(raw=st.binary(max_size=600))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@pytest.mark.parametrize("kind", [Kind.MARC, Kind.CSV, Kind.OPDS, Kind.BOOKS, Kind.AUTO])
def test_random_bytes_save_nothing_and_never_crash(
    kind: Kind, raw: bytes, sqlite_url: str, tmp_path: Path
) -> None:
    database = open_database(sqlite_url)
    path = tmp_path / "anything"
    path.write_bytes(raw)
    desk = Desk(transaction=database.change.begin, now=NOON)
    wishes = Wishes(sources=tmp_path / "sources", kind=kind)
    report = import_file(path, desk, wishes)
    with database.look() as db:
        titles = db.scalar(select(func.count(Title.id))) or 0
    database.close()
    assert titles == 0 or kind in {Kind.BOOKS, Kind.AUTO}
    assert report.records >= report.refused
