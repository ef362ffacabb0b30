"""Every way in which we know how to break a DAISY 3 talking book, and what must be found."""

from functools import partial

from tests.tts.mutating import (
    Change,
    Mutation,
    at,
    becomes,
    bytes_of,
    everywhere,
    file_added,
    file_gone,
    gone,
    half,
    holds,
    hum,
    last,
    longer,
    says,
    set_to,
    tagged,
    text_of,
    twice,
    without,
)

OPF, NCX, TEXT, RES, SMIL = "*.opf", "*.ncx", "book.xml", "*.res", "s0*.smil"
in_opf, in_ncx, in_text, in_res, in_smil = (partial(at, f) for f in (OPF, NCX, TEXT, RES, SMIL))
in_second = partial(at, "s0002.smil")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def meta(name: str) -> str:
    return f".//{{*}}meta[@name='{name}']"


def opf_says(name: str, value: str) -> Change:
    return in_opf(meta(name), set_to("content", value))


def ncx_says(name: str, value: str) -> Change:
    return in_ncx(meta(name), set_to("content", value))


def clip(name: str, value: str, nth: int = 0) -> Change:
    """Another time for a clip of the second SMIL file."""
    return in_second(AUDIO, set_to(name, value), nth=nth)


def item(media_type: str) -> str:
    return f".//{{*}}item[@media-type='{media_type}']"


NCX_ITEM, SMIL_ITEM = item("application/x-dtbncx+xml"), item("application/smil")
SOUND_ITEM, TEXT_ITEM = item("audio/mpeg"), item("application/x-dtbook+xml")
DATE, POINT, PAGE = ".//{*}Date", ".//{*}navPoint", ".//{*}pageTarget"
PAR, AUDIO, NOTE_SEQ = ".//{*}body/{*}seq/{*}par", ".//{*}audio", ".//{*}seq[@class='note']"
SENT, PAGENUM, H2 = ".//{*}sent", ".//{*}pagenum", ".//{*}h2"

FILES = (
    Mutation("the package is gone", "file-missing", file_gone(OPF)),
    Mutation("the NCX is gone", "file-missing", file_gone(NCX)),
    Mutation("the text is gone", "text-file-missing", file_gone(TEXT)),
    Mutation("a SMIL file is gone", "link-file-missing", file_gone(SMIL)),
    Mutation("a sound is gone", "sound-missing", file_gone("s0*.mp3")),
    Mutation("a file that is not listed", "file-unlisted", file_added("left.css")),
    Mutation("a Cyrillic file name", "file-name", file_added("кітап.css")),
    Mutation("a folder inside", "file-in-folder", file_added("inner/left.css")),
    Mutation("an unclosed element", "not-well-formed", text_of(TEXT, "</book>", "")),
    Mutation("half a sound", "clip-beyond-sound", bytes_of("s0002.mp3", half)),
    Mutation("a sound that goes on", "clips-end-early", bytes_of("s0002.mp3", longer)),
    Mutation("no sound at all", "sound-unreadable", bytes_of("s0*.mp3", lambda _: b"no" * 99)),
    Mutation("an ID3 tag", "sound-id3", bytes_of("s0*.mp3", tagged)),
    Mutation("varying", "sound-not-constant", bytes_of("s0*.mp3", lambda _: hum(varying=True))),
    Mutation("two channels", "sound-not-mono", bytes_of("s0*.mp3", lambda _: hum(channels=2))),
)

PACKAGE = (
    Mutation(
        "a document type of EPUB", "document-type", text_of(OPF, "OEB 1.2 Pack", "OEB 2 Pack")
    ),
    Mutation("no namespace", "root-element", text_of(OPF, 'xmlns="[^"]*"', 'xmlns="x"')),
    Mutation("a namespace of EPUB", "root-element", text_of(SMIL, "2001/SMIL20/", "ns/SMIL")),
    Mutation("no version", "attribute-missing", in_ncx(".", without("version"))),
    Mutation("no title", "metadata-missing", in_opf(".//{*}Title", gone)),
    Mutation("no publisher", "metadata-missing", in_opf(".//{*}Publisher", gone)),
    Mutation("no date", "metadata-missing", in_opf(DATE, gone)),
    Mutation("no format", "metadata-missing", in_opf(".//{*}Format", gone)),
    Mutation("no language", "metadata-missing", everywhere(OPF, "dc:Language", "dc:Source")),
    Mutation("no total time", "metadata-missing", in_opf(meta("dtb:totalTime"), gone)),
    Mutation("no kind", "metadata-missing", in_opf(meta("dtb:multimediaType"), gone)),
    Mutation("two formats", "metadata-twice", in_opf(".//{*}Format", twice)),
    Mutation("an empty publisher", "metadata-empty", in_opf(".//{*}Publisher", says(""))),
    Mutation("a date with a time", "metadata-value", in_opf(DATE, says("2026-11-22T10:00"))),
    Mutation("an unknown kind", "metadata-value", opf_says("dtb:multimediaType", "full")),
    Mutation("unknown contents", "metadata-value", opf_says("dtb:multimediaContent", "smell")),
    Mutation(
        "an unknown dtb name",
        "metadata-unknown",
        in_opf(meta("dtb:producer"), set_to("name", "dtb:maker")),
    ),
    Mutation("a small letter", "metadata-unknown", everywhere(OPF, "dc:Publisher", "dc:publisher")),
    Mutation(
        "no Dublin Core", "metadata-namespace", text_of(OPF, "purl.org/dc/elements/1.1/", "x")
    ),
    Mutation(
        "another identifier", "identifier-unnamed", in_opf(".", set_to("unique-identifier", "no"))
    ),
    Mutation(
        "a SMIL file of another book",
        "identity-differs",
        in_smil(meta("dtb:uid"), set_to("content", "no")),
    ),
    Mutation(
        "contents that are not there", "contents-differ", opf_says("dtb:multimediaContent", "text")
    ),
    Mutation("a total that is off", "time-wrong", opf_says("dtb:totalTime", "0:59:00.000")),
    Mutation("a total that is no time", "time-malformed", opf_says("dtb:totalTime", "long")),
    Mutation("an item without id", "attribute-missing", in_opf(SOUND_ITEM, without("id"))),
    Mutation("a name in Cyrillic", "href-malformed", in_opf(SOUND_ITEM, set_to("href", "т.mp3"))),
    Mutation(
        "SMIL by its new name",
        "media-type",
        in_opf(SMIL_ITEM, set_to("media-type", "application/smil+xml")),
    ),
    Mutation(
        "a file listed but not there", "file-missing", in_opf(SOUND_ITEM, set_to("href", "t.mp3"))
    ),
    Mutation("a file listed twice", "file-listed-twice", in_opf(SOUND_ITEM, twice)),
    Mutation("the NCX under another id", "item-id", in_opf(NCX_ITEM, set_to("id", "toc"))),
    Mutation(
        "the resources under another id",
        "item-id",
        in_opf(".//{*}item[@id='resource']", set_to("id", "res")),
    ),
    Mutation("the package not listed", "item-missing", in_opf(item("text/xml"), gone)),
    Mutation("the text not listed", "item-missing", in_opf(TEXT_ITEM, gone)),
    Mutation("a SMIL file not in the spine", "smil-unreachable", in_opf(".//{*}itemref", gone)),
    Mutation("a SMIL file twice in the spine", "spine-twice", in_opf(".//{*}itemref", twice)),
    Mutation(
        "a sound in the spine", "spine-item", in_opf(".//{*}spine", holds("itemref", idref="ncx"))
    ),
    Mutation("no resource file", "resource-absent", in_opf(".//{*}item[@id='resource']", gone)),
)

NAVIGATION = (
    Mutation("no depth", "metadata-missing", in_ncx(meta("dtb:depth"), gone)),
    Mutation("a depth that is wrong", "count-wrong", ncx_says("dtb:depth", "6")),
    Mutation("too many pages", "count-wrong", ncx_says("dtb:totalPageCount", "77")),
    Mutation("another highest page", "count-wrong", ncx_says("dtb:maxPageNumber", "77")),
    Mutation(
        "an unknown dtb name in the NCX",
        "metadata-unknown",
        in_ncx(meta("dtb:generator"), set_to("name", "dtb:maker")),
    ),
    Mutation("the map after the pages", "ncx-order", in_ncx(".//{*}navMap", last)),
    Mutation("no title in the NCX", "ncx-part-missing", in_ncx(".//{*}docTitle", gone)),
    Mutation(
        "a label without words", "label-empty", in_ncx(POINT + "/{*}navLabel/{*}text", says(""))
    ),
    Mutation("a point without id", "id-missing", in_ncx(POINT, without("id"))),
    Mutation(
        "a link to no file", "link-file-missing", in_ncx(".//{*}content", set_to("src", "t.smil#x"))
    ),
    Mutation(
        "a link to no id", "link-id-missing", in_ncx(".//{*}content", set_to("src", "s0001.smil#x"))
    ),
    Mutation(
        "a link without fragment",
        "link-id-missing",
        in_ncx(".//{*}content", set_to("src", "s0001.smil")),
    ),
    Mutation("playOrder zero", "play-order-malformed", in_ncx(POINT, set_to("playOrder", "0"))),
    Mutation("playOrder twice", "play-order-twice", in_ncx(POINT, set_to("playOrder", "1"), nth=1)),
    Mutation("a gap in playOrder", "play-order-gap", in_ncx(PAGE, set_to("playOrder", "99"))),
    Mutation(
        "playOrder against the sound", "play-order-order", in_ncx(POINT, set_to("playOrder", "99"))
    ),
    Mutation("a page without value", "page-number", in_ncx(PAGE, without("value"))),
    Mutation("an unknown kind of page", "page-kind", in_ncx(PAGE, set_to("type", "back"))),
    Mutation("a page twice", "page-twice", in_ncx(PAGE, twice)),
    Mutation("an id twice", "id-twice", in_ncx(PAGE, twice)),
    Mutation(
        "a label of no sound",
        "sound-missing",
        in_ncx(POINT + "/{*}navLabel/{*}audio", set_to("src", "t.mp3")),
    ),
    Mutation(
        "a label beyond its sound",
        "clip-beyond-sound",
        in_ncx(AUDIO, set_to("clipEnd", "0:09:00.000")),
    ),
    Mutation("a label with no time", "clip-time-malformed", in_ncx(AUDIO, without("clipEnd"))),
    Mutation(
        "an unknown structure",
        "custom-test-structure",
        in_ncx(".//{*}smilCustomTest", set_to("bookStruct", "PAGE")),
    ),
    Mutation(
        "a test the NCX forgot", "custom-test-undeclared", in_ncx(".//{*}smilCustomTest", gone)
    ),
    Mutation(
        "a test in another state",
        "custom-test-differs",
        in_ncx(".//{*}smilCustomTest", set_to("defaultState", "true")),
    ),
    Mutation(
        "a heading in other words",
        "heading-differs",
        in_ncx(POINT + "/{*}navLabel/{*}text", says("Other")),
    ),
    Mutation("a heading not in the NCX", "heading-unlisted", in_ncx(POINT + "/{*}navPoint", gone)),
    Mutation(
        "a page of another number",
        "mark-differs",
        in_ncx(PAGE + "/{*}navLabel/{*}text", says("77")),
    ),
    Mutation("a page not in the NCX", "mark-unlisted", in_ncx(PAGE, gone)),
)

SMIL_FILES = (
    Mutation("no identifier", "metadata-missing", in_smil(meta("dtb:uid"), gone)),
    Mutation(
        "an unknown dtb name in SMIL",
        "metadata-unknown",
        in_smil(meta("dtb:generator"), set_to("name", "dtb:maker")),
    ),
    Mutation(
        "an elapsed time that is off",
        "time-wrong",
        in_second(meta("dtb:totalElapsedTime"), set_to("content", "0:00:59.000")),
    ),
    Mutation(
        "a duration that is off",
        "time-wrong",
        in_second(".//{*}body/{*}seq", set_to("dur", "0:00:59.000")),
    ),
    Mutation(
        "a text in the body", "smil-element", in_smil(".//{*}body", holds("text", src="book.xml#x"))
    ),
    Mutation("two sounds in a par", "smil-element", in_smil(".//{*}par/{*}audio", twice)),
    Mutation("a par without id", "attribute-missing", in_smil(".//{*}par", without("id"))),
    Mutation("a clip without begin", "attribute-missing", in_smil(AUDIO, without("clipBegin"))),
    Mutation(
        "a hidden test",
        "custom-test-hidden",
        in_smil(".//{*}customTest", set_to("override", "hidden")),
    ),
    Mutation(
        "a test in no state",
        "custom-test-state",
        in_smil(".//{*}customTest", set_to("defaultState", "off")),
    ),
    Mutation(
        "a test not declared",
        "custom-test-missing",
        in_smil(".//{*}par", set_to("customTest", "no")),
    ),
    Mutation(
        "an end that names another",
        "escape-end",
        in_smil(NOTE_SEQ, set_to("end", "DTBuserEscape;no.end")),
    ),
    Mutation("an end without class", "escape-class", in_smil(NOTE_SEQ, without("class"))),
    Mutation("a clip in words", "clip-time-malformed", clip("clipEnd", "soon")),
    Mutation("two decimals", "clip-decimals", clip("clipBegin", "0:00:00.00")),
    Mutation("a clip of no length", "clip-empty", clip("clipEnd", "0:00:00.000")),
    Mutation(
        "a clip backwards",
        "clip-backwards",
        clip("clipEnd", "0:00:00.001", nth=1),
    ),
    Mutation("a clip too far", "clip-beyond-sound", clip("clipEnd", "0:09:00.000")),
    Mutation(
        "a first clip too late",
        "clips-begin-late",
        clip("clipBegin", "0:00:00.100"),
    ),
    Mutation("a gap", "clip-gap", clip("clipEnd", "0:00:00.200")),
    Mutation("an overlap", "clip-overlap", clip("clipBegin", "0:00:00.200", nth=1)),
    Mutation(
        "a last sentence never heard", "clips-end-early", at("s0004.smil", PAR + "[last()]", gone)
    ),
    Mutation("a par without audio", "par-without-sound", in_smil(".//{*}par/{*}audio", gone)),
    Mutation("a sentence read twice", "text-spoken-twice", in_smil(PAR, twice)),
    Mutation(
        "a mark without link",
        "noteref-without-link",
        in_smil(".//{*}par[@class='noteref']/{*}a", becomes("seq")),
    ),
    Mutation(
        "a mark linked to nothing",
        "link-id-missing",
        in_smil(".//{*}par/{*}a", set_to("href", "s0001.smil#no")),
    ),
    Mutation("a par without text", "par-without-text", in_smil(".//{*}text", gone)),
    Mutation(
        "a text that is not there",
        "text-missing",
        in_smil(".//{*}text", set_to("src", "book.xml#no")),
    ),
)

MUTATIONS = FILES + PACKAGE + NAVIGATION + SMIL_FILES
