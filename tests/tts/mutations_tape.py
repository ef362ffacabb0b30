"""More ways to break an M4B file: what other programs, careless tagging and old disks do to it."""

import struct
from collections.abc import Callable

from tests.tts.mutating import Mutation, hum
from tests.tts.mutations_tagged import LENGTH_MS, TWO, cut, swapped, tape
from tests.tts.sample import PNG

GIF = b"GIF89a" + bytes(30)
Bytes = Callable[[bytes], bytes]


def damaged(act: Bytes) -> Callable[..., None]:
    """The faultless file of these tables, and then its bytes changed."""

    def change(book: object) -> None:
        tape()(book)  # type: ignore[arg-type]
        cut(act)(book)  # type: ignore[arg-type]

    return change


def renamed(box: bytes, *, nth: int = 0) -> Bytes:
    """A box of another name, as if it were not there."""

    def act(file: bytes) -> bytes:
        place = _place(file, box, nth)
        return file[:place] + b"skip" + file[place + 4 :]

    return act


def written(box: bytes, at: int, value: int, *, nth: int = 0) -> Bytes:
    """Four bytes of a box, so far behind its name, hold another number."""

    def act(file: bytes) -> bytes:
        place = _place(file, box, nth) + 4 + at
        return file[:place] + struct.pack(">I", value) + file[place + 4 :]

    return act


def zeroed(box: bytes, at: int, length: int) -> Bytes:
    def act(file: bytes) -> bytes:
        place = _place(file, box, 0) + 4 + at
        return file[:place] + bytes(length) + file[place + length :]

    return act


def _place(file: bytes, box: bytes, nth: int) -> int:
    place = -1
    for _ in range(nth + 1):
        place = file.index(box, place + 1)
    return place


def broken(what: str, code: str, act: Bytes) -> Mutation:
    return Mutation(what, code, damaged(act))


def told(what: str, code: str, **changes: object) -> Mutation:
    return Mutation(what, code, tape(**changes))


GARBLED = "Бірінші бөлім".encode("cp1251", "replace").decode("latin-1")
M4B = (
    told("the brand of QuickTime", "brand", brand="qt  "),
    told("the brand of telephones", "brand", brand="3gp4"),
    told("the brand of shops' films", "brand", brand="M4V "),
    told("the brand of streams", "brand", brand="dash"),
    told("said to be a film", "media-kind", media_type="9"),
    told("said to be a ring tone", "media-kind", media_type="14"),
    told("said to be television", "media-kind", media_type="10"),
    told("said to be nothing we know", "media-kind", media_type="0"),
    told("in fragments", "fragmented", flags="+frag_keyframe+empty_moov", covers=()),
    told("in fragments, index later", "fragmented", flags="+frag_keyframe+delay_moov", covers=()),
    told("the sound is Opus", "sound-codec", codec="libopus", rate=48_000),
    told("the sound is FLAC", "sound-codec", codec="flac"),
    told("the sound is AC-3", "sound-codec", codec="ac3", rate=48_000),
    told("three sounds", "sound-streams", streams=3),
    told("a film in it", "film", film=True),
    told("an album of blanks", "metadata-missing", album="  "),
    told("a day of another calendar", "metadata-value", date="31.12.1990"),
    told("a year of two digits", "metadata-value", date="90"),
    told("a month that does not exist", "metadata-value", date="1990-13"),
    told("volume three of two", "metadata-value", disc="3/2"),
    told("a volume of how many", "metadata-value", disc="2"),
    told("a title in windows-1251", "words-garbled", title=GARBLED),
    told("a title of question marks", "words-garbled", title="???? ????? ????"),
    told("an album of lost letters", "words-garbled", album="\ufffd\ufffd\ufffd"),
    told("an author in UTF-8 as Latin", "words-garbled",
         artist="Тест Автор".encode().decode("latin-1")),
    told("a chapter in windows-1251", "words-garbled",
         chapters=[(0, 2_000, GARBLED), (2_000, LENGTH_MS, "Екі")]),
    told("a chapter of question marks", "words-garbled",
         chapters=[(0, 2_000, "Бір"), (2_000, LENGTH_MS, "????")]),
    told("only one chapter, and that too short", "chapter-beyond-sound",
         chapters=[(0, 400, "Бір")]),
    told("chapters in seconds", "chapter-beyond-sound", chapters=[(0, 2, "Бір"), (2, 4, "Екі")]),
    told("the last chapter too long", "chapter-beyond-sound",
         chapters=[(0, 2_000, "Бір"), (2_000, LENGTH_MS + 900, "Екі")]),
    told("the last chapter too short", "chapter-beyond-sound",
         chapters=[(0, 2_000, "Бір"), (2_000, LENGTH_MS - 900, "Екі")]),
    told("all chapters at the beginning", "chapter-gap",
         chapters=[(0, 0, "Бір"), (0, 0, "Екі"), (0, LENGTH_MS, "Үш")]),
    told("three covers", "cover-twice", covers=(PNG, PNG, PNG)),
    told("a GIF for a cover", "cover-broken", covers=(GIF,)),
    told("a page for a cover", "cover-broken", covers=(b"<html>404 Not Found</html>",)),
    told("a BMP for a cover", "cover-broken", covers=(b"BM" + bytes(60),)),
    broken("MP3 under the name", "sound-unreadable", lambda _: hum()),
    broken("a WAVE under the name", "sound-unreadable",
           lambda _: b"RIFF\x24\x10\0\0WAVEfmt " + bytes(4_000)),
    broken("Ogg under the name", "sound-unreadable", lambda _: b"OggS" + bytes(4_000)),
    broken("naked AAC under the name", "sound-unreadable",
           lambda _: b"\xff\xf1\x5c\x40\x01\x7f\xfc" * 99),
    broken("a page under the name", "sound-unreadable", lambda _: b"<html>404</html>"),
    broken("a ZIP under the name", "sound-unreadable", lambda _: b"PK\3\4" + bytes(400)),
    broken("a picture under the name", "sound-unreadable", lambda _: PNG),
    broken("zeros", "sound-unreadable", lambda file: bytes(len(file))),
    broken("only its first box", "sound-unreadable", lambda file: file[:28]),
    broken("an index without sound", "sound-unreadable",
           lambda file: file[: _place(file, b"mdat", 0) - 4]),
    broken("the last byte is gone", "sound-unreadable", lambda file: file[:-1]),
    broken("the last hundred bytes are gone", "file-cut", lambda file: file[:-100]),
    broken("zeros behind the end", "file-cut", lambda file: file + bytes(5)),
    broken("the beginning of another file behind it", "file-cut", lambda file: file + file[:20]),
    broken("a page behind it", "box-unknown", lambda file: file + b"\0\0\0\x10<htm</html>"),
    broken("the sound under another name", "index-outside", renamed(b"mdat")),
    broken("no index", "sound-unreadable", renamed(b"moov")),
    broken("no head of the index", "sound-unreadable", renamed(b"mvhd")),
    broken("no head of the track", "box-missing", renamed(b"tkhd")),
    broken("no track", "sound-unreadable", renamed(b"trak")),
    broken("no media in the track", "sound-unreadable", renamed(b"mdia")),
    broken("no head of the media", "box-missing", renamed(b"mdhd")),
    broken("no kind of the media", "box-missing", renamed(b"hdlr")),
    broken("no tables", "sound-unreadable", renamed(b"stbl")),
    broken("no description of the sound", "sound-unreadable", renamed(b"stsd")),
    broken("no times of the pieces", "sound-unreadable", renamed(b"stts")),
    broken("no chunks of the pieces", "sound-unreadable", renamed(b"stsc")),
    broken("no sizes of the pieces", "sound-unreadable", renamed(b"stsz")),
    broken("no places of the pieces", "sound-unreadable", renamed(b"stco")),
    broken("no settings of AAC", "box-missing", renamed(b"esds")),
    broken("no catalogue", "metadata-missing", renamed(b"ilst")),
    broken("no data about it", "metadata-missing", renamed(b"udta")),
    broken("places beyond the file", "sound-unreadable", written(b"stco", 8, 0x7FFFFFFF)),
    broken("places in the index", "sound-unreadable", written(b"stco", 8, 40)),
    broken("sizes of more than there is", "sound-unreadable", written(b"stsz", 12, 900_000)),
    broken("a length of nothing in the book", "duration-wrong", written(b"mvhd", 16, 0)),
    broken("a length of hours in the book", "duration-wrong", written(b"mvhd", 16, 9_000_000)),
    broken("no ticks in the book", "duration-malformed", written(b"mvhd", 12, 0)),
    broken("ten times the ticks in the book", "duration-wrong", written(b"mvhd", 12, 10_000)),
    broken("a length of nothing in the sound", "duration-wrong", written(b"mdhd", 16, 0)),
    broken("half the length of the sound", "duration-wrong", written(b"mdhd", 16, 44_100)),
    broken("half of the ticks in the sound", "duration-wrong", written(b"mdhd", 12, 11_025)),
    broken("pieces of half the length", "duration-wrong", written(b"stts", 12, 512)),
    broken("more pieces than there are", "duration-wrong", written(b"stts", 8, 9_999)),
    broken("fewer chapters for Nero", "chapters-differ",
           swapped(b"chpl\1\0\0\0\0\0\0\0\2", b"chpl\1\0\0\0\0\0\0\0\1")),
    broken("more chapters for Nero", "chapters-differ",
           swapped(b"chpl\1\0\0\0\0\0\0\0\2", b"chpl\1\0\0\0\0\0\0\0\3")),
    broken("the first sector is zeros", "sound-unreadable", lambda file: bytes(512) + file[512:]),
    broken("the tables are zeros", "sound-unreadable", zeroed(b"stbl", 0, 300)),
    Mutation("the chapters in another order", "chapter-gap",
             tape(chapters=[TWO[1], TWO[0]])),
)  # fmt: skip
