"""How many titles a second come in from MARC 21: into SQLite, each with people, subjects, copies.

Beside it the bare limit: the same file only read, nothing saved. Then the same file again, of
which every record is unchanged, and the records of another library, with what search needs.
`python -m benchmarks.importing [RECORDS]`, 5,000 if not said.
"""

import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from access.database.opening import open_database
from access.database.upgrading import upgrade
from access.importing.files import Wishes, import_file
from access.importing.marc.entries import MarcKind, entries_of
from access.importing.marc.reading import read_marc
from access.importing.running import Desk
from access.search.indexing import index_titles
from fixtures.marc_files import CATALOGUE, iso_2709

RECORDS = 5_000
FAMILIES = ["Сағынов", "Ветрова", "Горелов", "Северин", "Тұрарова", "Бекен", "Лугова", "Өтеген"]
GIVEN = ["Дәулет", "Нина", "Степан", "Илья", "Айгүл", "Сәуле", "Анна", "Пётр", "Қуат", "Ерлан"]
WORDS = ["тау", "су", "жол", "дом", "река", "свет", "окно", "көл", "шам", "сад", "осень", "мост"]


def record(number: int, chance: random.Random) -> bytes:
    """One record as a city catalogue has them: two people, two subjects, two copies, a number."""
    name = " ".join(chance.choice(WORDS) for _ in range(3)).capitalize()
    author = f"{chance.choice(FAMILIES)}, {chance.choice(GIVEN)} {number % 997}"
    reader = f"{chance.choice(FAMILIES)}, {chance.choice(GIVEN)}"
    return iso_2709(
        [
            "=LDR  00000nam a2200000 i 4500",
            f"=001  B-{number}",
            "=003  KZ-BENCH",
            "=008  260301s2019    kz            000 1 rus d",
            f"=100  1\\$a{author}",
            f"=245  10$a{name} {number} :$bроман",
            "=260  \\\\$aАлматы :$bГолос,$c2019.",
            "=300  \\\\$a345 с.",
            f"=650  \\4$a{chance.choice(WORDS)}",
            f"=653  \\\\$a{chance.choice(WORDS)} {number % 499}",
            f"=700  1\\$a{reader}$4nrt",
            f"=852  \\\\$bB{1 + number % 28:02d}$pP{number:08d}",
            f"=852  \\\\$bB{1 + number * 7 % 28:02d}$pQ{number:08d}",
        ]
    )


def timed(what: str, count: int, work: Callable[[], object]) -> None:
    """Do it and say how long it took."""
    began_s, worked_s = time.perf_counter(), time.process_time()
    work()
    took_s, cpu_s = time.perf_counter() - began_s, time.process_time() - worked_s
    print(
        f"{what}: {count / took_s:,.0f} records/s ({took_s:.1f} s for {count:,}); "
        f"{count / cpu_s:,.0f} a second of one processor",
        flush=True,
    )


def main(count: int) -> None:
    """Build the file, read it, import it, import it again."""
    chance = random.Random(11)  # noqa: S311 - the same records every time
    with TemporaryDirectory() as folder:
        room = Path(folder)
        path = room / "records.mrc"
        with path.open("wb") as file:
            for number in range(count):
                file.write(record(number, chance))
        url = f"sqlite:///{room / 'dauys.db'}"
        upgrade(url)
        database = open_database(url)
        desk = Desk(transaction=database.change.begin, now=datetime.now(UTC))
        searched = replace(desk, on_titles_changed=index_titles)
        wishes = Wishes(sources=room / "sources")
        import_file(CATALOGUE / "network.csv", desk, wishes)

        def only_read() -> None:
            with path.open("rb") as stream:
                for _ in entries_of(read_marc(stream), kind=MarcKind.AUTO, catalogue="own"):
                    pass

        timed("only read", count, only_read)
        timed("imported", count, lambda: import_file(path, desk, wishes))
        timed("imported again, unchanged", count, lambda: import_file(path, desk, wishes))
        text = path.read_bytes().replace(b"KZ-BENCH", b"KZ-OTHER")
        path.write_bytes(text.replace(b"\x1fpP", b"\x1fpR").replace(b"\x1fpQ", b"\x1fpS"))
        timed("imported and indexed", count, lambda: import_file(path, searched, wishes))
        database.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS)
