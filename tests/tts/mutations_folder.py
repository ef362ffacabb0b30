"""More ways to break a folder of tagged MP3 files: what copying, tagging and old disks do to it."""

import struct
from collections.abc import Callable
from pathlib import Path

from tests.tts.mutating import Change, Mutation, bytes_of, file_added, file_gone, file_named, hum
from tests.tts.mutations_tagged import (
    END,
    PLAIN,
    WHOLE,
    chapter,
    frame,
    said,
    sounding,
    swapped,
    table,
    tag,
    tag_end,
    tagged_with,
    untagged,
)
from tests.tts.sample import PNG

TITLE, BOOK, AUTHOR = PLAIN
NUMBER, LANGUAGE = WHOLE[3:]
FOUR_KILOBYTES = 4_096


def numbered(words: str) -> Change:
    """Another TRCK in the first file."""
    return tag(*PLAIN, said("TRCK", words), LANGUAGE)


def spoken_in(words: str) -> Change:
    """Another TLAN in the first file."""
    return tag(*PLAIN, NUMBER, said("TLAN", words))


def with_more(*frames: bytes) -> Change:
    return tag(*WHOLE, *frames)


def picture(kind: str, data: bytes) -> bytes:
    return frame("APIC", b"\0" + kind.encode() + b"\0\3\0" + data)


def flagged(flags: int) -> Change:
    return bytes_of("001*", lambda file: file[:5] + bytes((flags,)) + file[6:])


def packed(name: str, flags: int) -> bytes:
    content = b"\0a"
    return name.encode() + struct.pack(">IH", len(content), flags) + content


def resized(by: int) -> Callable[[bytes], bytes]:
    """The tag says another length than it has."""

    def act(file: bytes) -> bytes:
        length = tag_end(file) - 10 + by
        octets = bytes(length >> shift & 0x7F for shift in (21, 14, 7, 0))
        return file[:6] + octets + file[10:]

    return act


def names_exchanged(book: Path) -> None:
    first, second = book / "001.mp3", book / "002.mp3"
    first.rename(book / "x")
    second.rename(first)
    (book / "x").rename(second)


def copied(name: str, to: str) -> Change:
    def change(book: Path) -> None:
        (book / to).write_bytes((book / name).read_bytes())

    return change


OVERLAPPING = (table("a", "b"), chapter("a", 0, 4_000), chapter("b", 3_000, END))
MP3 = (
    Mutation("the last file is gone", "tag-number", file_gone("003*")),
    Mutation("the first file is gone", "number-gap", file_gone("001*")),
    Mutation("two files under each other's names", "tag-number", names_exchanged),
    Mutation("the same file again at the end", "tag-number", copied("002.mp3", "004.mp3")),
    Mutation("two files of one number", "number-gap", copied("002.mp3", "002_b.mp3")),
    Mutation("a number left out", "number-gap", file_named("003*", "004_afterword.mp3")),
    Mutation("counted from nought", "number-gap", file_named("001*", "000.mp3")),
    Mutation("a name in capital letters", "file-name", file_named("002*", "002.MP3")),
    Mutation("a name with a blank", "file-name", file_named("002*", "002 part.mp3")),
    Mutation("a name that leads out", "file-name", file_added("..\\004.mp3")),
    Mutation("another kind of sound", "file-kind", file_added("004.ogg")),
    Mutation("a list for a player", "file-kind", file_added("book.m3u")),
    Mutation("what a Mac leaves", "file-kind", file_added("._001.mp3")),
    Mutation("what Windows leaves", "file-kind", file_added("desktop.ini")),
    Mutation("half a download", "file-kind", file_added("004.mp3.part")),
    Mutation("a file of no bytes", "sound-unreadable", bytes_of("002*", lambda _: b"")),
    Mutation("a file of zeros", "sound-unreadable",
             bytes_of("002*", lambda file: bytes(len(file)))),
    Mutation("a page in its place", "sound-unreadable",
             bytes_of("002*", lambda _: b"<html>404</html>" * 9)),
    Mutation("a tag without sound", "sound-unreadable",
             bytes_of("002*", lambda file: file[: tag_end(file)])),
    Mutation("a WAVE behind the tag", "tag-length", sounding(b"RIFF" + bytes(FOUR_KILOBYTES))),
    Mutation("zeros between tag and sound", "tag-length",
             bytes_of("002*", lambda f: f[: tag_end(f)] + bytes(200) + f[tag_end(f) :])),
    Mutation("a tag behind the tag", "tag-length",
             bytes_of("002*", lambda file: file[: tag_end(file)] + file)),
    Mutation("a rate of telephones", "sound-rate", sounding(hum(rate_hz=8_000))),
    Mutation("a rate of films", "sound-rate", sounding(hum(rate_hz=48_000))),
    Mutation("a rate of its own", "sound-differs", sounding(hum(rate_hz=44_100))),
    Mutation("a tag at the end only", "tag-missing",
             bytes_of("002*", lambda f: untagged(f) + b"TAG" + b"a".ljust(125, b"\0"))),
    Mutation("a tag that ends too late", "tag-length", bytes_of("002*", resized(40))),
    Mutation("a tag of no length", "tag-length",
             bytes_of("002*", lambda f: f[:6] + bytes(4) + f[10:])),
    Mutation("unsynchronised", "tag-flags", flagged(0x80)),
    Mutation("a second header", "tag-flags", flagged(0x40)),
    Mutation("an experiment", "tag-flags", flagged(0x20)),
    Mutation("a frame compressed", "tag-broken", with_more(packed("TCOM", 0x80))),
    Mutation("a frame encrypted", "tag-broken", with_more(packed("TCOM", 0x40))),
    Mutation("a text in UTF-16 without order", "tag-broken",
             with_more(frame("TCOM", b"\1" + "Автор".encode("utf-16-le")))),
    Mutation("a text in UTF-16 of version 4", "tag-broken",
             with_more(frame("TCOM", b"\2" + "Автор".encode("utf-16-be")))),
    Mutation("a text in no known encoding", "tag-broken", with_more(frame("TCOM", b"\x09a"))),
    Mutation("a text of no bytes", "tag-broken", with_more(frame("TCOM", b""))),
    Mutation("a title in windows-1251", "words-garbled",
             tag(frame("TIT2", b"\0" + "Бірінші бөлім".encode("cp1251", "replace")), *WHOLE[1:])),
    Mutation("a title in UTF-8 as Latin", "words-garbled",
             tag(frame("TIT2", b"\0" + "Бірінші".encode()), *WHOLE[1:])),
    Mutation("a title of question marks", "words-garbled",
             tag(said("TIT2", "??????? ?????"), *WHOLE[1:])),
    Mutation("authors of lost letters", "words-garbled",
             tag(TITLE, BOOK, said("TPE1", "\ufffd\ufffd"), NUMBER, LANGUAGE)),
    Mutation("two titles", "tag-twice", with_more(said("TIT2", "b"))),
    Mutation("two numbers", "tag-twice", with_more(said("TRCK", "1/3"))),
    Mutation("no book", "tag-text-missing", tag(TITLE, AUTHOR, NUMBER, LANGUAGE)),
    Mutation("an empty book", "tag-text-missing",
             tag(TITLE, said("TALB", ""), AUTHOR, NUMBER, LANGUAGE)),
    Mutation("no language", "tag-text-missing", tag(*PLAIN, NUMBER)),
    Mutation("no author in one file", "tag-differs", tag(TITLE, BOOK, NUMBER, LANGUAGE)),
    Mutation("the book spelt otherwise", "tag-differs",
             tag(TITLE, said("TALB", "Абай  туралы әңгіме"), AUTHOR, NUMBER, LANGUAGE)),
    Mutation("a language in capitals", "tag-language", spoken_in("KAZ")),
    Mutation("a language in words", "tag-language", spoken_in("қазақша")),
    Mutation("two languages in one", "tag-language", spoken_in("kaz/rus")),
    Mutation("number nought", "tag-number", numbered("0/3")),
    Mutation("a number beyond the last", "tag-number", numbered("4/3")),
    Mutation("of another many", "tag-number", numbered("1/4")),
    Mutation("a number with noughts", "tag-number", numbered("01/03")),
    Mutation("a number in words", "tag-number", numbered("бір")),
    Mutation("a number below nought", "tag-number", numbered("-1/3")),
    Mutation("volume nought", "tag-volume", with_more(said("TPOS", "0/2"))),
    Mutation("a volume beyond the last", "tag-volume", with_more(said("TPOS", "3/2"))),
    Mutation("a volume in words", "tag-volume", with_more(said("TPOS", "екінші"))),
    Mutation("a volume in one file only", "tag-differs", with_more(said("TPOS", "1/2"))),
    Mutation("a year in words", "tag-value", with_more(said("TYER", "былтыр"))),
    Mutation("a day for the year", "tag-value", with_more(said("TYER", "31.12.1990"))),
    Mutation("a length of another file", "tag-duration", with_more(said("TLEN", "99000"))),
    Mutation("a length in words", "tag-duration", with_more(said("TLEN", "0:07"))),
    Mutation("a picture that is none", "cover-broken",
             with_more(picture("image/png", b"<html>"))),
    Mutation("a picture of another kind", "cover-broken", with_more(picture("image/jpeg", PNG))),
    Mutation("a picture elsewhere", "cover-broken",
             with_more(picture("-->", b"https://example.org/cover.png"))),
    Mutation("a picture without end", "tag-broken", with_more(frame("APIC", b"\0image/png"))),
    Mutation("chapters that overlap", "chapter-gap", with_more(*OVERLAPPING)),
    Mutation("a first chapter that begins late", "chapter-gap",
             with_more(table("a"), chapter("a", 500, END))),
    Mutation("a chapter that ends before it begins", "chapter-gap",
             with_more(table("a", "b"), chapter("a", 0, END), chapter("b", END, 100))),
    Mutation("a chapter without times", "chapter-gap",
             with_more(table("a"), chapter("a", 0xFFFFFFFF, 0xFFFFFFFF))),
    Mutation("chapters in seconds", "chapter-beyond-sound",
             with_more(table("a"), chapter("a", 0, END // 1000))),
    Mutation("two chapters of one name", "chapter-twice",
             with_more(table("a", "a"), chapter("a", 0, 100), chapter("a", 100, END))),
    Mutation("a table to nowhere", "chapter-order",
             with_more(table("a", "b"), chapter("a", 0, END))),
    Mutation("a table of itself", "chapter-order",
             with_more(table("toc"), chapter("a", 0, END))),
    Mutation("an empty table", "chapter-order", with_more(table(), chapter("a", 0, END))),
    Mutation("a chapter twice in the table", "chapter-order",
             with_more(table("a", "a"), chapter("a", 0, END))),
    Mutation("a table cut short", "tag-broken",
             with_more(frame("CTOC", b"toc\0\3\5a\0"), chapter("a", 0, END))),
    Mutation("a chapter title in UTF-8", "tag-broken",
             with_more(table("a"), chapter("a", 0, END, "\3Бір".encode()))),
    Mutation("a chapter title of blanks", "chapter-untitled",
             with_more(table("a"), chapter("a", 0, END, b"\0  "))),
    Mutation("a chapter title of question marks", "words-garbled",
             with_more(table("a"), chapter("a", 0, END, b"\0??? ????"))),
    Mutation("a chapter title longer than the chapter", "tag-broken",
             bytes_of("001*", tagged_with(
                 *WHOLE, table("a"), swapped(b"TIT2\0\0\0\2", b"TIT2\0\0\2\2")(chapter("a", 0, END))
             ))),
)  # fmt: skip
