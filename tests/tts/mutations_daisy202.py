"""Every way in which we know how to break a DAISY 2.02 talking book, and what must be found."""

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
    file_named,
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

NCC, TEXT, SMIL, MASTER = "ncc.html", "content.html", "s0*.smil", "master.smil"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


in_ncc, in_text, in_smil, in_master = (partial(at, file) for file in (NCC, TEXT, SMIL, MASTER))


def meta(name: str) -> str:
    return f".//{{*}}meta[@name='{name}']"


def ncc_says(name: str, value: str) -> Change:
    return at(NCC, meta(name), set_to("content", value))


def smil_says(name: str, value: str) -> Change:
    return at(SMIL, meta(name), set_to("content", value))


def master_says(name: str, value: str) -> Change:
    return at(MASTER, meta(name), set_to("content", value))


PAGE = ".//{*}span[@class='page-normal']"
NOTE_MARK = ".//{*}span[@class='noteref']"
H1, H2, AUDIO, PAR, SEQ = ".//{*}h1", ".//{*}h2", ".//audio", ".//par", ".//body/seq"

FILES = (
    Mutation("ncc.html is gone", "file-missing", file_gone(NCC)),
    Mutation("the text is gone", "text-file-missing", file_gone(TEXT)),
    Mutation("a SMIL file is gone", "link-file-missing", file_gone(SMIL)),
    Mutation("a sound is gone", "sound-missing", file_gone("*.mp3")),
    Mutation("a sound has another name", "file-unused", file_named("*.mp3", "t.mp3")),
    Mutation("a file that nothing uses", "file-unused", file_added("left.css")),
    Mutation("a file of another kind", "file-kind", file_added("notes.docx")),
    Mutation("a Cyrillic file name", "file-name", file_added("кітап.css")),
    Mutation("a folder inside", "file-in-folder", file_added("inner/left.css")),
    Mutation("a SMIL file that nobody reaches", "smil-unreachable", file_added("s9.smil")),
    Mutation("an unclosed element", "not-well-formed", text_of(TEXT, "</body>", "")),
    Mutation(
        "a text in Windows-1251",
        "not-utf8",
        text_of(TEXT, 'encoding="[^"]*"', 'encoding="iso-8859-1"'),
    ),
    Mutation("no XML declaration", "xml-declaration", text_of(TEXT, r"<\?xml.*?\?>\n", "")),
)

SOUNDS = (
    Mutation("half a sound", "clip-beyond-sound", bytes_of("s0002.mp3", half)),
    Mutation("a sound that goes on", "clips-end-early", bytes_of("s0002.mp3", longer)),
    Mutation("no sound at all", "sound-unreadable", bytes_of("*.mp3", lambda _: b"words" * 99)),
    Mutation("an ID3 tag", "sound-id3", bytes_of("*.mp3", tagged)),
    Mutation(
        "a varying bit rate", "sound-not-constant", bytes_of("*.mp3", lambda _: hum(varying=True))
    ),
    Mutation("two channels", "sound-not-mono", bytes_of("*.mp3", lambda _: hum(channels=2))),
    Mutation("32 kHz", "sound-rate", bytes_of("*.mp3", lambda _: hum(rate_hz=32_000))),
)

NAVIGATION = (
    Mutation(
        "another document type",
        "document-type",
        text_of(NCC, "XHTML 1.0 Transitional//EN", "XHTML 1.1//EN"),
    ),
    Mutation("no namespace", "root-element", text_of(NCC, ' xmlns="[^"]*"', "")),
    Mutation("no title in the head", "html-title", in_ncc(".//{*}title", gone)),
    Mutation("the first heading is no title", "ncc-title", in_ncc(H1, without("class"))),
    Mutation("a paragraph in the NCC", "ncc-entry", in_ncc(".//{*}body", holds("p", "words"))),
    Mutation("an unknown class", "ncc-entry", in_ncc(PAGE, set_to("class", "page"))),
    Mutation("an entry without id", "id-missing", in_ncc(PAGE, without("id"))),
    Mutation("an entry with a language", "ncc-attribute", in_ncc(H1, set_to("lang", "kk"))),
    Mutation("an entry without link", "ncc-link", in_ncc(H1, says("words"), nth=1)),
    Mutation(
        "a link without fragment", "ncc-link", in_ncc(".//{*}a", set_to("href", "s0001.smil"))
    ),
    Mutation("an entry without words", "ncc-text-empty", in_ncc(".//{*}a", says(""), nth=1)),
    Mutation(
        "a link to an id that is not there",
        "link-id-missing",
        in_ncc(".//{*}a", set_to("href", "s0001.smil#no")),
    ),
    Mutation("a link to a sequence", "link-id-missing", in_smil(PAR, becomes("seq"))),
    Mutation("the last entry stands first", "ncc-order", in_ncc(PAGE, last)),
    Mutation("from h1 to h3", "heading-skips", in_ncc(H2, becomes("h3"))),
    Mutation("a normal page A1", "page-number", in_ncc(PAGE + "/{*}a", says("A1"))),
    Mutation(
        "a front page in words",
        "page-number",
        in_ncc(".//{*}span[@class='page-front']/{*}a", says("four")),
    ),
    Mutation("a page twice", "page-twice", in_ncc(PAGE, twice)),
    Mutation("an id twice", "id-twice", in_ncc(PAGE, twice)),
    Mutation("an id that begins with a digit", "id-malformed", in_ncc(PAGE, set_to("id", "1n"))),
    Mutation("no language", "language-missing", text_of(NCC, r'(<html[^>]*) lang="[^"]*"', r"\1")),
    Mutation(
        "a language that is none", "language-malformed", in_ncc(".", set_to(XML_LANG, "in Kazakh"))
    ),
)

FACTS = (
    *(
        Mutation(f"no {name}", "metadata-missing", in_ncc(meta(name), gone))
        for name in (
            "dc:title",
            "dc:creator",
            "dc:date",
            "dc:format",
            "dc:identifier",
            "dc:publisher",
            "ncc:charset",
            "ncc:pageFront",
            "ncc:pageNormal",
            "ncc:pageSpecial",
            "ncc:tocItems",
            "ncc:totalTime",
            "ncc:footnotes",
        )
    ),
    *(
        Mutation(f"{name} is wrong by one", "count-wrong", ncc_says(name, "77"))
        for name in (
            "ncc:pageFront",
            "ncc:pageNormal",
            "ncc:pageSpecial",
            "ncc:tocItems",
            "ncc:footnotes",
            "ncc:depth",
            "ncc:maxPageNormal",
            "ncc:files",
            "ncc:kByteSize",
        )
    ),
    Mutation("two titles", "metadata-twice", in_ncc(meta("dc:title"), twice)),
    Mutation("an empty publisher", "metadata-empty", ncc_says("dc:publisher", "")),
    Mutation("a date with a time", "metadata-value", ncc_says("dc:date", "2026-11-22T10:00:00")),
    Mutation("a day that is none", "metadata-value", ncc_says("dc:date", "2026-02-30")),
    Mutation("another format", "metadata-value", ncc_says("dc:format", "Daisy 3")),
    Mutation("a language in words", "metadata-value", ncc_says("dc:language", "Kazakh language")),
    Mutation("an unknown kind of book", "metadata-value", ncc_says("ncc:multimediaType", "full")),
    Mutation(
        "a name nobody knows",
        "metadata-unknown",
        in_ncc(meta("dc:title"), set_to("name", "dc:Title")),
    ),
    Mutation("the total is one second off", "time-wrong", ncc_says("ncc:totalTime", "00:01:40")),
    Mutation("the total is no time", "time-malformed", ncc_says("ncc:totalTime", "long")),
    Mutation(
        "a time in a SMIL file is off", "time-wrong", smil_says("ncc:timeInThisSmil", "00:00:59")
    ),
    Mutation(
        "a time before a SMIL file is off",
        "time-wrong",
        at("s0002.smil", meta("ncc:totalElapsedTime"), set_to("content", "00:00:59")),
    ),
    Mutation(
        "the time in master.smil is off",
        "time-wrong",
        master_says("ncc:timeInThisSmil", "00:00:59"),
    ),
    Mutation(
        "a SMIL file of another book", "identity-differs", smil_says("dc:identifier", "another")
    ),
    Mutation("a SMIL file without format", "metadata-missing", in_smil(meta("dc:format"), gone)),
    Mutation(
        "an own name in a SMIL file",
        "metadata-unknown",
        in_smil(meta("title"), set_to("name", "prod:title")),
    ),
)

SMIL_FILES = (
    Mutation(
        "another document type of a SMIL file",
        "document-type",
        text_of(SMIL, "SMIL 1.0//EN", "SMIL 2.0//EN"),
    ),
    Mutation(
        "a namespace",
        "root-element",
        text_of(SMIL, "<smil>", '<smil xmlns="http://www.w3.org/2001/SMIL20/">'),
    ),
    Mutation("no layout", "smil-layout", in_smil(".//layout", gone)),
    Mutation("two sequences", "smil-body", in_smil(SEQ, twice)),
    Mutation("no duration", "time-malformed", in_smil(SEQ, without("dur"))),
    Mutation("another duration", "time-wrong", in_smil(SEQ, set_to("dur", "99.000s"))),
    Mutation("a link in a par", "smil-element", in_smil(PAR, holds("a", href="s0001.smil#x"))),
    Mutation("two texts in a par", "smil-element", in_smil(".//text", twice)),
    Mutation("a par without id", "attribute-missing", in_smil(PAR, without("id"))),
    Mutation("a par without endsync", "attribute-missing", in_smil(PAR, without("endsync"))),
    Mutation("endsync first", "par-endsync", in_smil(PAR, set_to("endsync", "first"))),
    Mutation("an audio without end", "attribute-missing", in_smil(AUDIO, without("clip-end"))),
    Mutation(
        "an unknown test", "skippable-unknown", in_smil(PAR, set_to("system-required", "x-on"))
    ),
    Mutation(
        "a page that cannot be skipped",
        "skippable-missing",
        in_smil(".//par[@system-required='pagenumber-on']", without("system-required")),
    ),
    Mutation(
        "a note that cannot be skipped",
        "skippable-missing",
        in_smil(".//par[@system-required='footnote-on']", without("system-required")),
    ),
    Mutation(
        "a note away from its mark",
        "note-pair",
        in_smil(".//par[@system-required='footnote-on']", gone),
    ),
    Mutation("master.smil in another order", "master-order", in_master(".//ref", last)),
    Mutation("master.smil forgets one", "master-order", in_master(".//ref", gone)),
    Mutation("a ref without id", "attribute-missing", in_master(".//ref", without("id"))),
)

CLIPS = (
    Mutation(
        "a time without unit", "clip-time-malformed", in_smil(AUDIO, set_to("clip-end", "npt=soon"))
    ),
    Mutation("two decimals", "clip-decimals", in_smil(AUDIO, set_to("clip-begin", "npt=0.00s"))),
    Mutation("a clip of no length", "clip-empty", in_smil(AUDIO, set_to("clip-end", "npt=0.000s"))),
    Mutation(
        "a clip backwards",
        "clip-backwards",
        at("s0002.smil", AUDIO, set_to("clip-end", "npt=0.001s"), nth=1),
    ),
    Mutation(
        "a clip too far", "clip-beyond-sound", in_smil(AUDIO, set_to("clip-end", "npt=99.000s"))
    ),
    Mutation(
        "a first clip too late",
        "clips-begin-late",
        in_smil(AUDIO, set_to("clip-begin", "npt=0.100s")),
    ),
    Mutation("a gap", "clip-gap", at("s0002.smil", AUDIO, set_to("clip-end", "npt=0.200s"))),
    Mutation(
        "an overlap",
        "clip-overlap",
        at("s0002.smil", AUDIO, set_to("clip-begin", "npt=0.200s"), nth=1),
    ),
    Mutation(
        "a last sentence never heard",
        "clips-end-early",
        at("s0004.smil", ".//body/seq/par[last()]", gone),
    ),
    Mutation("a par without audio", "par-without-sound", in_smil(".//par/seq", gone)),
    Mutation(
        "a sentence read twice",
        "text-spoken-twice",
        at("s0001.smil", ".//body/seq/par", twice, nth=1),
    ),
)

WORDS = (
    Mutation("a par without text", "par-without-text", in_smil(".//text", gone)),
    Mutation(
        "a text that is not there",
        "text-missing",
        in_smil(".//text", set_to("src", "content.html#no")),
    ),
    Mutation(
        "a text without words",
        "text-empty",
        in_text(".//{*}span[@class='sentence']/{*}a", says("")),
    ),
    Mutation(
        "a sentence nobody reads",
        "text-without-sound",
        at("s0001.smil", ".//body/seq/par", gone, nth=1),
    ),
    Mutation(
        "a paragraph nobody reads",
        "text-without-sound",
        in_text(".//{*}body", holds("p", "Тыныштық.")),
    ),
    Mutation("from h1 to h3 in the text", "heading-skips", in_text(H2, becomes("h3"))),
    Mutation("a heading of another level", "heading-differs", in_text(H2, becomes("h1"))),
    Mutation("a heading in other words", "heading-differs", in_ncc(H2 + "/{*}a", says("Other"))),
    Mutation("a heading missing from the NCC", "heading-unlisted", in_ncc(H2, gone)),
    Mutation("a page of another number", "mark-differs", in_ncc(PAGE + "/{*}a", says("77"))),
    Mutation("a page missing from the NCC", "mark-unlisted", in_ncc(PAGE, gone)),
    Mutation("a note mark missing from the NCC", "mark-unlisted", in_ncc(NOTE_MARK, gone)),
    Mutation(
        "no link back",
        "back-link-missing",
        in_text(".//{*}span[@class='sentence']", says("Words.")),
    ),
    Mutation(
        "a link back to other words",
        "back-link-wrong",
        in_text(".//{*}span[@class='sentence']/{*}a", set_to("href", "s0002.smil#p_e0004")),
    ),
    Mutation(
        "a link to a file that is not there",
        "link-file-missing",
        in_text(".//{*}a", set_to("href", "t.smil#p")),
    ),
    Mutation(
        "a link in the text to an id that is not there",
        "link-id-missing",
        in_text(".//{*}a", set_to("href", "s0001.smil#no")),
    ),
    Mutation(
        "a picture that is not there",
        "link-file-missing",
        in_text(".//{*}h1/{*}a", holds("img", src="no.png", alt="")),
    ),
    Mutation("a note mark without note", "note-missing", in_text(NOTE_MARK, without("bodyref"))),
    Mutation(
        "a note without mark",
        "note-unreferenced",
        everywhere(TEXT, f'bodyref="{TEXT}#', f'bodyref="{TEXT}#x'),
    ),
    Mutation(
        "bodyref not declared", "bodyref-undeclared", text_of(TEXT, r" \[\s*<!ATTLIST[^\]]*\]", "")
    ),
    Mutation("no text at all", "text-absent", everywhere("s0*.smil", "content.html", "ncc.html")),
)

MUTATIONS = FILES + SOUNDS + NAVIGATION + FACTS + SMIL_FILES + CLIPS + WORDS
