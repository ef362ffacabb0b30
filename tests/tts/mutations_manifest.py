"""More ways to break a packed audiobook: what careless hands, old disks and converters do to it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.tts.mutating import (
    Change,
    Mutation,
    bytes_of,
    file_added,
    file_named,
    longer,
    text_of,
)
from tests.tts.mutations_audio import HTML, json_of, said

NO_SOUND = b"<html><body>404 Not Found</body></html>"
WAVE = b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00" + bytes(24)
Value = tuple[str, str, str, object]


def at_once(name: str, *places: tuple[str, object]) -> Change:
    """Several values of one manifest."""

    def act(facts: Any) -> None:
        for path, value in places:
            said(path, value)(facts)

    return json_of(name, act)


def with_list(name: str, key: str, act: Callable[[list[Any]], object]) -> Change:
    return json_of(name, lambda facts: act(facts[key]))


def swapped(entries: list[Any]) -> None:
    entries[0], entries[1] = entries[1], entries[0]


def same_file_as(name: str, other: str) -> Change:
    def change(book: Path) -> None:
        (book / name).write_bytes((book / other).read_bytes())

    return change


def values(manifest: str, table: tuple[Value, ...]) -> list[Mutation]:
    """Lines of a table: what, code, place in the manifest, value."""
    return [
        Mutation(what, code, json_of(manifest, said(path, value)))
        for what, code, path, value in table
    ]


def _files(name: str) -> list[Mutation]:
    return [
        Mutation("a sound under capital letters", "file-missing",
                 file_named("s0003.mp3", "S0003.MP3")),
        Mutation("a sound of no bytes", "sound-unreadable", bytes_of("s0003.mp3", lambda _: b"")),
        Mutation("a sound of three bytes", "sound-unreadable",
                 bytes_of("s0003.mp3", lambda file: file[:3])),
        Mutation("a sound of zeros", "sound-unreadable",
                 bytes_of("s0003.mp3", lambda file: bytes(len(file)))),
        Mutation("a page in the place of a sound", "sound-unreadable",
                 bytes_of("s0003.mp3", lambda _: NO_SOUND)),
        Mutation("a WAVE that calls itself MP3", "sound-unreadable",
                 bytes_of("s0003.mp3", lambda _: WAVE)),
        Mutation("a sound twice as long", "duration-wrong", bytes_of("s0003.mp3", longer)),
        Mutation("the second half lost to zeros", "duration-wrong",
                 bytes_of("s0001.mp3", lambda f: f[: len(f) // 2] + bytes(len(f) - len(f) // 2))),
        Mutation("the sound of another chapter", "duration-wrong",
                 same_file_as("s0003.mp3", "s0001.mp3")),
        Mutation("what a Mac leaves", "file-unlisted", file_added(".DS_Store")),
        Mutation("what Windows leaves", "file-unlisted", file_added("Thumbs.db")),
        Mutation("half a download", "file-unlisted", file_added("s0003.mp3.part")),
        Mutation("a copy in a folder", "file-unlisted", file_added("copy/s0003.mp3")),
        Mutation("a name that leads out", "name-outside", file_added("..\\evil.mp3")),
        Mutation("a name with a drive", "name-outside", file_added("c:evil.mp3")),
        Mutation("a cover of no bytes", "cover-broken", bytes_of("cover.png", lambda _: b"")),
        Mutation("a page in the place of the cover", "cover-broken",
                 bytes_of("cover.png", lambda _: NO_SOUND)),
        Mutation("a BMP that calls itself PNG", "cover-broken",
                 bytes_of("cover.png", lambda _: b"BM" + bytes(60))),
        Mutation("a manifest of no bytes", "not-json", bytes_of(name, lambda _: b"")),
        Mutation("a comma at the end", "not-json",
                 bytes_of(name, lambda file: file.rstrip()[:-1] + b",}")),
        Mutation("single quotes", "not-json",
                 bytes_of(name, lambda file: file.replace(b'"', b"'"))),
        Mutation("a remark in the manifest", "not-json",
                 bytes_of(name, lambda file: b"// made by hand\n" + file)),
        Mutation("two manifests in one", "not-json", bytes_of(name, longer)),
        Mutation("zeros behind the manifest", "not-json",
                 bytes_of(name, lambda file: file + bytes(512))),
        Mutation("a page in the place of the manifest", "not-json",
                 bytes_of(name, lambda _: NO_SOUND)),
        Mutation("a manifest in UTF-16", "not-utf8",
                 bytes_of(name, lambda file: file.decode().encode("utf-16"))),
        Mutation("a manifest in windows-1251", "not-utf8",
                 bytes_of(name, lambda file: file.decode().encode("cp1251", "replace"))),
    ]  # fmt: skip


Seconds = Callable[[Any], object]


def _addresses(address: str, kind: str) -> tuple[Value, ...]:
    first, second = f"readingOrder/0/{address}", f"readingOrder/1/{address}"
    of_kind = f"readingOrder/1/{kind}"
    return (
        ("an address from the root", "address-outside", second, "/s0003.mp3"),
        ("an address that climbs out", "address-outside", second, "../s0003.mp3"),
        ("an address of a disk", "address-outside", second, "file:///s0003.mp3"),
        ("an address of Windows", "address-outside", second, "sounds\\s0003.mp3"),
        ("a sound inside its address", "address-outside", second, "data:audio/mpeg;base64,SUQz"),
        ("an address that is a number", "address-outside", second, 3),
        ("an empty address", "address-outside", second, ""),
        ("an address in capital letters", "file-missing", second, "S0003.MP3"),
        ("an address in a folder", "file-missing", second, "audio/s0003.mp3"),
        ("an address with a question", "file-missing", second, "s0003.mp3?download=1"),
        ("an address encoded twice", "file-missing", second, "s0003%252Emp3"),
        ("a sound that never was", "file-missing", first, "cover.mp3"),
        ("no order", "reading-order-empty", "readingOrder", None),
        ("an order that is an object", "address-outside", "readingOrder", {}),
        ("a track that is a name", "address-outside", "readingOrder/1", "s0003.mp3"),
        ("the ending for its kind", "reading-order-not-sound", of_kind, "mp3"),
        ("bytes for its kind", "reading-order-not-sound", of_kind, "application/octet-stream"),
        ("a film for its kind", "reading-order-not-sound", of_kind, "video/mp4"),
        ("a kind of WAVE", "media-type", of_kind, "audio/wav"),
        ("kinds in a list", "reading-order-not-sound", of_kind, ["audio/mpeg"]),
    )  # fmt: skip


def _lengths(title: str, total: str, seconds: Seconds) -> tuple[Value, ...]:
    length, words = "readingOrder/1/duration", f"readingOrder/1/{title}"
    return (
        ("a length of nothing", "duration-malformed", length, seconds(0)),
        ("a length below nothing", "duration-malformed", length, seconds(-4.466)),
        ("a length in words", "duration-malformed", length, "four seconds"),
        ("a length that is true", "duration-malformed", length, True),
        ("a length by the clock", "duration-malformed", length, "0:00:04.466"),
        ("milliseconds for seconds", "duration-wrong", length, seconds(4466)),
        ("minutes for seconds", "duration-wrong", length, seconds(0.074)),
        ("a second too much", "duration-wrong", length, seconds(5.466)),
        ("a second too little", "duration-wrong", length, seconds(3.466)),
        ("no total", "total-malformed", total, None),
        ("a total of nothing", "total-malformed", total, seconds(0)),
        ("a total below nothing", "total-malformed", total, seconds(-14.679)),
        ("a total in whole seconds", "total-wrong", total, seconds(14)),
        ("a total in minutes", "total-wrong", total, seconds(0.245)),
        ("a track whose title is gone", "track-untitled", words, None),
        ("a track whose title is a number", "track-untitled", words, 3),
        ("a track title of question marks", "words-garbled", words, "?????"),
        ("a track title in a wrong encoding", "words-garbled", words,
         "Вторая".encode().decode("latin-1")),
    )  # fmt: skip


def common(
    manifest: str, address: str, kind: str, title: str, total: str, seconds: Seconds
) -> list[Mutation]:
    """What may be broken in either manifest. `seconds` writes a length as the manifest does."""
    return [
        *_files(manifest),
        *values(manifest, _addresses(address, kind)),
        *values(manifest, _lengths(title, total, seconds)),
        Mutation("a track left out", "total-wrong",
                 with_list(manifest, "readingOrder", lambda order: order.pop(1))),
        Mutation("tracks in another order", "contents-begin-late",
                 with_list(manifest, "readingOrder", swapped)),
        Mutation("lengths of each other", "duration-wrong",
                 at_once(manifest, ("readingOrder/1/duration", seconds(2.533)),
                         ("readingOrder/2/duration", seconds(4.466)))),
        Mutation("a sound among the resources, too", "listed-twice",
                 with_list(manifest, "resources", lambda found: found.append(
                     {address: "s0003.mp3", kind: "audio/mpeg", "type": "audio/mpeg"}))),
        Mutation("a resource that is not there", "file-missing",
                 with_list(manifest, "resources", lambda found: found.append(
                     {address: "notes.pdf", kind: "application/pdf"}))),
        Mutation("a resource elsewhere", "address-outside",
                 with_list(manifest, "resources", lambda found: found.append(
                     {address: "https://example.org/a.css", kind: "text/css"}))),
    ]  # fmt: skip


AUDIOBOOK = (
    *common("manifest.json", "href", "type", "title", "metadata/duration", lambda s: s),
    *values("manifest.json", (
        ("the profile of EPUB", "profile", "metadata/conformsTo",
         "https://readium.org/webpub-manifest/profiles/epub"),
        ("no type", "type", "metadata/@type", None),
        ("no context", "context", "@context", None),
        ("a title of blanks", "metadata-missing", "metadata/title", "  "),
        ("a title of question marks", "words-garbled", "metadata/title", "???? ?????? ????"),
        ("a title of lost letters", "words-garbled", "metadata/title", "\ufffd\ufffd\ufffd"),
        ("a title in windows-1251", "words-garbled", "metadata/title",
         "Абай туралы".encode("cp1251").decode("latin-1")),
        ("no language", "metadata-missing", "metadata/language", []),
        ("a language of one letter", "metadata-value", "metadata/language", ["k"]),
        ("a language with a line below", "metadata-value", "metadata/language", "kk_KZ"),
        ("no number at all", "metadata-missing", "metadata/identifier", None),
        ("a number that is one", "metadata-missing", "metadata/identifier", 7),
        ("an author without name", "metadata-empty", "metadata/author", [" "]),
        ("no narrator in the list", "metadata-empty", "metadata/narrator", []),
        ("a publisher that is a number", "metadata-empty", "metadata/publisher", 7),
        ("a day of another calendar", "metadata-value", "metadata/published", "31.12.1990"),
        ("a day that does not exist", "metadata-value", "metadata/modified", "2026-02-30"),
        ("a day in seconds", "metadata-value", "metadata/modified", 1795305600),
        ("read downwards", "metadata-value", "metadata/readingProgression", "down"),
        ("abridged in words", "metadata-value", "metadata/abridged", "no"),
        ("a description of nothing", "metadata-empty", "metadata/description", ""),
        ("volume nought", "metadata-value", "metadata/belongsTo",
         {"collection": {"name": "a", "position": 0.5}}),
        ("a hazard nobody knows", "accessibility", "metadata/accessibility/hazard", ["loud"]),
        ("no way to it", "accessibility", "metadata/accessibility/accessMode", []),
        ("a way nobody knows", "accessibility", "metadata/accessibility/accessMode",
         ["auditory", "audible"]),
        ("no contents at all", "contents-missing", "toc", None),
        ("a line elsewhere", "contents-target", "toc/2/href", "https://example.org/s0004.mp3"),
        ("a line to the cover", "contents-target", "toc/2/href", "cover.png"),
        ("a line that climbs out", "contents-target", "toc/2/href", "../s0004.mp3"),
        ("a line without address", "contents-target", "toc/2/href", None),
        ("a line to a time below nothing", "contents-fragment", "toc/2/href", "s0004.mp3#t=-1"),
        ("a line to a stretch", "contents-fragment", "toc/2/href", "s0004.mp3#t=1,2"),
        ("a line to a place in a text", "contents-fragment", "toc/2/href", "s0004.mp3#chapter"),
        ("a line to the end of the sound", "contents-beyond-sound", "toc/2/href",
         "s0004.mp3#t=2.7"),
        ("a line again", "contents-order", "toc/1/href", "s0001.mp3"),
        ("a line of question marks", "words-garbled", "toc/1/title", "??????? ?????"),
        ("a line without title", "contents-untitled", "toc/1/title", None),
    )),
)  # fmt: skip


LPF = (
    *common("publication.json", "url", "encodingFormat", "name", "duration",
            lambda s: f"PT{s:.3f}S"),
    *values("publication.json", (
        ("the profile of publications", "profile", "conformsTo",
         "https://www.w3.org/TR/pub-manifest/"),
        ("no type", "type", "type", None),
        ("no context", "context", "@context", None),
        ("one context", "context", "@context", ["https://schema.org"]),
        ("a name of blanks", "metadata-missing", "name", " "),
        ("a name in windows-1251", "words-garbled", "name",
         "Абай туралы".encode("cp1251").decode("latin-1")),
        ("no number", "metadata-missing", "id", None),
        ("a reader without name", "metadata-empty", "readBy", [""]),
        ("an author that is nobody", "metadata-empty", "author", [{"type": "Person"}]),
        ("a day of another calendar", "metadata-value", "datePublished", "31.12.1990"),
        ("a year that is a number", "metadata-value", "datePublished", 1990),
        ("a day of change in words", "metadata-value", "dateModified", "кеше"),
        ("read downwards", "metadata-value", "readingProgression", "ttb"),
        ("abridged in words", "metadata-value", "abridged", "жоқ"),
        ("volume nought", "metadata-value", "position", 0),
        ("a hazard nobody knows", "accessibility", "accessibilityHazard", ["loud"]),
        ("no way to it", "accessibility", "accessMode", []),
        ("enough for eyes only", "accessibility", "accessModeSufficient",
         [{"type": "ItemList", "itemListElement": ["visual"]}]),
        ("a language with a line below", "metadata-value", "inLanguage", ["kk_KZ"]),
        ("a length without T", "duration-malformed", "readingOrder/1/duration", "P4.466S"),
    )),
    Mutation("a page in two languages at once", "page-language",
             text_of(HTML, '<html lang="kk"', '<html lang=""')),
    Mutation("a page that names another manifest", "page-without-manifest",
             text_of(HTML, 'href="publication.json"', 'href="manifest.json"')),
    Mutation("a line elsewhere", "contents-target",
             text_of(HTML, 'href="s0004.mp3"', 'href="https://example.org/s0004.mp3"')),
    Mutation("a line to the cover", "contents-target",
             text_of(HTML, 'href="s0004.mp3"', 'href="cover.png"')),
    Mutation("a line to a time below nothing", "contents-fragment",
             text_of(HTML, 'href="s0004.mp3"', 'href="s0004.mp3#t=-1"')),
    Mutation("a line of question marks", "words-garbled",
             text_of(HTML, ">Afterword<", ">????? ???<")),
    Mutation("a line without address", "contents-target",
             text_of(HTML, 'href="s0004.mp3"', 'name="x"')),
)  # fmt: skip
