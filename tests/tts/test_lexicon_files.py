"""Lists of words as files: PLS that any reader reads, tables as spreadsheets save them."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.tts.lexicons import entry, pattern
from tts.errors import BadChoice
from tts.lexicon.entry import BadEntry, Case, Entry, Example, Kind
from tts.lexicon.faults import BadLexicon, LexiconFile
from tts.lexicon.files import lexicon_bytes, own_lexicons, read_lexicon
from tts.lexicon.trying import trials

PLS = "http://www.w3.org/2005/01/pronunciation-lexicon"
SAMPLES = sorted((Path(__file__).parents[2] / "fixtures" / "lexicons").iterdir())
HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="{PLS}" alphabet="ipa" xml:lang="ru"
  xmlns:dauys="tag:dauys,2026:lexicon" xmlns:morph="http://example.org/morphology">
"""


def pls_file(folder: Path, body: str) -> Path:
    """Its body begins in line 4."""
    path = folder / "names.pls"
    path.write_text(f"{HEAD}{body}\n</lexicon>", "utf-8")
    return path


def read_pls(folder: Path, body: str) -> LexiconFile:
    return read_lexicon(pls_file(folder, body))


def read_csv(
    folder: Path, text: str, *, encoding: str = "utf-8", name: str = "n.csv"
) -> LexiconFile:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read_lexicon(path)


def faults(path: Path) -> list[str]:
    with pytest.raises(BadLexicon) as caught:
        read_lexicon(path)
    return [str(fault) for fault in caught.value.faults]


def test_a_lexeme_with_several_graphemes_is_an_entry_for_each(tmp_path: Path) -> None:
    """With role, example and what must come of it; comments are no letters."""
    file = read_pls(
        tmp_path,
        """<meta name="a" content="b"/>
        <lexeme role="morph:noun plain" xml:id="x">
          <grapheme>за<!-- no -->мок</grapheme><grapheme> старый
          замок</grapheme>
          <alias>крепость</alias>
          <example dauys:said="Вот крепость.">Вот замок.</example><example>Замок!</example>
        </lexeme>""",
    )
    first = Entry(
        kind=Kind.WORD,
        written="замок",
        said="крепость",
        language="ru",
        role="{http://example.org/morphology}noun plain",
        examples=(Example("Вот замок.", "Вот крепость."), Example("Замок!")),
    )
    assert file.entries == (first, replace(first, kind=Kind.PHRASE, written="старый замок"))
    assert [placed.line for placed in file.placed] == [5, 5]
    assert file.warnings == ()


def test_the_preferred_pronunciation_is_taken(tmp_path: Path) -> None:
    """Else the first; what is left out is said."""
    file = read_pls(
        tmp_path,
        """<lexeme><grapheme>а</grapheme><alias>б</alias><alias prefer="true">в</alias></lexeme>
        <lexeme><grapheme>г</grapheme><phoneme>ɡ</phoneme><phoneme alphabet="x-espeak">g</phoneme>
        </lexeme>""",
    )
    assert [(e.said, e.phonemes, e.alphabet) for e in file.entries] == [
        ("в", "", ""),
        ("", "g", "x-espeak"),
    ]
    assert len(file.warnings) == 2
    assert "line 4" in file.warnings[0]


def test_what_no_voice_reads_is_kept_and_named(tmp_path: Path) -> None:
    """IPA, a stress mark, a second entry for the same word."""
    file = read_pls(
        tmp_path,
        """<lexeme><grapheme>а</grapheme><phoneme>ɐ</phoneme></lexeme>
        <lexeme><grapheme>замок</grapheme><alias>за\u0301мок</alias></lexeme>
        <lexeme><grapheme>замок</grapheme><alias>замка</alias></lexeme>""",
    )
    assert [entry.phonemes for entry in file.entries] == ["ɐ", "", ""]
    assert [warning.partition(":")[0] for warning in file.warnings] == [
        "names.pls, line 4",
        "names.pls, line 5",
        "names.pls, line 6",
    ]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<lexeme><alias>x</alias></lexeme>", "at least one grapheme"),
        ("<lexeme><grapheme>x</grapheme></lexeme>", "an alias or a phoneme"),
        ("<lexeme><grapheme/><alias>x</alias></lexeme>", "written form is empty"),
        ("<lexeme><grapheme>x</grapheme><alias/></lexeme>", "Nothing is said"),
        ("<lexeme><grapheme>x</grapheme><phoneme/></lexeme>", "phoneme is empty"),
        ("<lexeme><grapheme>x</grapheme><phoneme alphabet='sampa'>x</phoneme></lexeme>", "sampa"),
        ("<lexeme><grapheme>x</grapheme><alias prefer='yes'>x</alias></lexeme>", "prefer"),
        ("<lexeme><grapheme>x<b xmlns=''/></grapheme><alias>y</alias></lexeme>", "letters only"),
        ("<lexeme><word>x</word><grapheme>x</grapheme><alias>x</alias></lexeme>", "no word"),
        ("<lexeme role='q:n'><grapheme>x</grapheme><alias>x</alias></lexeme>", "q:n"),
        ("<lexeme dauys:kind='verse'><grapheme>x</grapheme><alias>x</alias></lexeme>", "verse"),
        ("<lexeme dauys:case='low'><grapheme>x</grapheme><alias>x</alias></lexeme>", "low"),
        ("<lexeme dauys:kind='pattern'><grapheme>a++</grapheme><alias>x</alias></lexeme>", "a++"),
        ("<lexemes/>", "no lexemes"),
        ("<lexeme>", "not well-formed"),
        ("<lexeme><grapheme>&who;</grapheme><alias>x</alias></lexeme>", "who"),
    ],
)  # fmt: skip
def test_every_fault_names_its_line(body: str, told: str, tmp_path: Path) -> None:
    """All of them at once, so that a list is put right in one go."""
    path = pls_file(tmp_path, f"<!-- \n\n --> {body}")
    if "&who;" in body:
        path.write_text(path.read_text("utf-8").replace(
            "<lexicon", '<!DOCTYPE lexicon [<!ENTITY who "x">]><lexicon', 1
        ), "utf-8")  # fmt: skip
    told_faults = faults(path)
    assert any(told in fault for fault in told_faults)
    assert all(
        fault.startswith(("names.pls, line 6: ", "names.pls, line 7: ")) for fault in told_faults
    )
    both = faults(pls_file(tmp_path, "<lexeme/>\n<lexeme><grapheme>x</grapheme></lexeme>"))
    assert {fault.partition(":")[0] for fault in both} == {"names.pls, line 4", "names.pls, line 5"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<book/>", "no lexicon"),
        ("nothing", "not well-formed"),
        (f"<lexicon xmlns='{PLS}' alphabet='ipa' xml:lang='kk'/>", "version"),
        (f"<lexicon version='1.0' xmlns='{PLS}' xml:lang='kk'/>", "alphabet"),
        (f"<lexicon version='1.0' xmlns='{PLS}' alphabet='ipa'/>", "language"),
    ],
)
def test_what_is_no_lexicon_is_refused(text: str, told: str, tmp_path: Path) -> None:
    """With its line."""
    path = tmp_path / "x.pls"
    path.write_text(text)
    assert any(told in fault and "line 1" in fault for fault in faults(path))


def test_a_file_of_another_name_is_refused(tmp_path: Path) -> None:
    """Which names there are is said."""
    path = tmp_path / "list.xlsx"
    path.touch()
    assert faults(path) == ["list.xlsx: A lexicon's name ends in .csv, .tsv, .pls."]


TEXT = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=9).map(
    lambda text: " ".join(text.split())
)
ENTRIES = st.builds(
    lambda written, said, case, examples, phonemes, role, is_pattern: (
        (pattern(r"(\d+) " + "ы", r"\1 " + said, case=case))
        if is_pattern
        else replace(
            entry(written, said, case=case, phonemes=phonemes, alphabet="ipa" if phonemes else ""),
            examples=tuple(Example(*pair) for pair in examples),
            role=role,
        )
    ),
    TEXT.filter(bool), TEXT.filter(bool), st.sampled_from(Case),
    st.lists(st.tuples(TEXT.filter(bool), TEXT), max_size=1), st.sampled_from(["", "ɐ"]),
    st.sampled_from(["", "a", "{http://example.org/m}n v"]), st.booleans(),
)  # fmt: skip


@given(st.lists(ENTRIES, min_size=1, max_size=5), st.sampled_from([".pls", ".csv"]))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry], ending: str
) -> None:
    """Every entry as it was, in either format."""
    path = tmp_path_factory.getbasetemp() / f"again{ending}"
    path.write_bytes(lexicon_bytes(entries, ending)[0])
    assert read_lexicon(path).entries == tuple(entries)


def test_another_reader_finds_plain_pls(tmp_path: Path) -> None:
    """Without our attributes what is left is a lexicon of the standard's own elements."""
    entries = [pattern(r"(\d+) ы", "ы"), replace(entry("а", "б"), examples=(Example("а", "б"),))]
    root = etree.fromstring(lexicon_bytes(entries, ".pls")[0])
    assert {etree.QName(element).localname for element in root.iter()} == {
        "lexicon", "lexeme", "grapheme", "alias", "example"
    }  # fmt: skip
    assert {etree.QName(element).namespace for element in root.iter()} == {PLS}
    assert all(
        etree.QName(name).namespace in (None, "tag:dauys,2026:lexicon", "http://www.w3.org/XML/1998/namespace")
        for element in root.iter() for name in element.attrib
    )  # fmt: skip
    assert len(root.findall(f"{{{PLS}}}lexeme")) == 2


def test_a_pls_is_in_one_language() -> None:
    """Two are refused, and what has no place in a table is said."""
    with pytest.raises(BadChoice, match="kk, ru"):
        lexicon_bytes([entry("а", "б"), entry("а", "б", "kk")], ".pls")
    with pytest.raises(BadChoice, match="no entry"):
        lexicon_bytes([], ".pls")
    with pytest.raises(BadChoice, match=r"\.xls"):
        lexicon_bytes([entry("а", "б")], ".xls")
    two = replace(entry("а", "б"), examples=(Example("а"), Example("а!")))
    assert "2 examples" in lexicon_bytes([two], ".csv")[1][0]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_a_table_comes_as_a_spreadsheet_saves_it(
    separator: str, encoding: str, tmp_path: Path
) -> None:
    """Comma, semicolon or tab; whatever encoding; without a row of names."""
    rows = [("Алматинский", "алмат+инский", "русский"), ("ДТП", "дэ тэ пэ", "ru")] * 20
    text = "\r\n".join(separator.join(row) for row in rows)
    file = read_csv(tmp_path, text, encoding=encoding)
    assert file.entries[:2] == (entry("Алматинский", "алмат+инский"), entry("ДТП", "дэ тэ пэ"))


def test_columns_with_names_may_stand_in_any_order(tmp_path: Path) -> None:
    """And more of them than three."""
    text = (
        "Language,said,written,kind,case,example,expected\n\n"
        'kk,"а, б",вг,,exact,Вот вг.,"Вот а, б."\n'
        r"ru,\1 кг,(\d+)kg,pattern,,5kg,5 кг"
    )
    file = read_csv(tmp_path, text, name="n.tsv")
    assert [e.kind for e in file.entries] == [Kind.WORD, Kind.PATTERN]
    assert file.entries[0].case is Case.EXACT
    assert file.entries[0].said == "а, б"
    assert [placed.line for placed in file.placed] == [3, 4]
    assert all(trial.is_good for trial in trials(file))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("а,б", "n.csv, line 1: This row has 2 cells"),
        ("а,б,ru\nв,г,ru,д", "n.csv, line 2: This row has 4 cells"),
        ("а,б,klingon!", "n.csv, line 1: “klingon!” is no language"),
        ("а,,ru", "n.csv, line 1: Nothing is said for “а”"),
        ("written,said,colour\nа,б,в", "n.csv, line 1: There is no column “colour”"),
        ("written,said,language,kind\nа,б,ru,verse", "n.csv, line 2: A kind is word"),
        ('а,"б,ru\n', "n.csv, line 1: This row cannot be read"),
        ("а,б,ru\0\0\0\0", "n.csv: "),
    ],
)
def test_a_fault_of_a_table_names_its_row(text: str, told: str, tmp_path: Path) -> None:
    """As the spreadsheet counts them."""
    (tmp_path / "n.csv").write_text(text, "utf-8")
    assert any(fault.startswith(told) for fault in faults(tmp_path / "n.csv"))


def test_the_first_fault_is_the_sentence_and_the_rest_is_counted(tmp_path: Path) -> None:
    """One line for the shell."""
    with pytest.raises(BadLexicon, match=r"line 1: .* And 1 more; `dauys lexicon check`"):
        read_csv(tmp_path, "а,,ru\nб,,ru")


@given(st.binary(max_size=200) | st.text(alphabet='а,;"\n\tru', max_size=60).map(str.encode))
def test_any_bytes_are_a_lexicon_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    """Whatever somebody lays there."""
    for ending in (".csv", ".pls"):
        path = tmp_path_factory.getbasetemp() / f"bytes{ending}"
        path.write_bytes(content)
        with suppress(BadLexicon):
            read_lexicon(path)


def test_phonemes_that_the_voice_does_not_know_are_a_fault(tmp_path: Path) -> None:
    """It would drop the rest of the word without a sound."""
    lexeme = "<lexeme><grapheme>б</grapheme><phoneme alphabet='x-espeak'>{}</phoneme></lexeme>\n"
    assert len(read_pls(tmp_path, lexeme.format("z'amak d'om") + lexeme.format("S;'i")).placed) == 2
    bad = lexeme.format("z'amak") + lexeme.format("z'a$mak") + lexeme.format("h@l'YY7")
    told = faults(pls_file(tmp_path, bad))
    assert [fault.partition(":")[0] for fault in told] == ["names.pls, line 5", "names.pls, line 6"]
    assert "“z'a$mak”" in told[0]


@pytest.mark.parametrize("path", SAMPLES, ids=[path.name for path in SAMPLES])
def test_the_sample_lexicons_say_what_they_promise(path: Path) -> None:
    """They are what a library will copy from."""
    file = read_lexicon(path)
    tried = list(trials(file))
    assert len(tried) >= 3
    assert [trial for trial in tried if not trial.is_good] == []
    assert file.warnings == ()


def test_a_books_own_lexicons_lie_beside_it(tmp_path: Path) -> None:
    """BOOK.csv and BOOK.pls of BOOK.fb2.zip, the PLS over the table."""
    (tmp_path / "abai.csv").write_text("а,б,ru", "utf-8")
    pls_file(tmp_path, "").rename(tmp_path / "abai.pls")
    (tmp_path / "other.csv").write_text("broken", "utf-8")
    names = [file.path.name for file in own_lexicons(tmp_path / "abai.fb2.zip")]
    assert names == ["abai.csv", "abai.pls"]
    assert own_lexicons(tmp_path / "none.epub") == ()


def test_test_sentences_are_tried(tmp_path: Path) -> None:
    """What would be said is shown; phonemes in brackets; a number may be expected as a number."""
    file = read_pls(
        tmp_path,
        """<lexeme><grapheme>замок</grapheme><phoneme alphabet="x-espeak">z'amak</phoneme>
          <example dauys:said="Там [[z'amak]] [3].">Там замок [3].</example>
          <example dauys:said="Там замок.">Там замок.</example>
          <example>Там дом.</example></lexeme>""",
    )
    good, wrong, missed = trials(file)
    assert good.said == "Там [[z'amak]] [три]."
    assert (good.is_good, wrong.is_good, missed.is_good) == (True, False, False)
    assert (wrong.is_as_expected, missed.is_met) == (False, False)


def test_no_pattern_of_a_book_may_run_away_either() -> None:
    """The bound is checked when the entry is made ready, not in the middle of a book."""
    with pytest.raises(BadEntry):
        pattern("")
