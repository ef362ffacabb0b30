"""How words are said: the entries of the network and of single titles."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from access.catalogue.records import Title
from access.production.errors import PronunciationNotFound
from access.production.lexicon import entry_of, pronounce, unpronounce
from access.production.lists import entries, history, titles_with_entries
from access.production.records import Pronunciation
from api.web.bench.done import bench_done
from api.web.bench.entry_form import TRY, Tried, case_choices, entry_in, tried
from api.web.bench.states import state_words
from api.web.bench.trying import sound_address
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import beside, status_of
from api.web.frame.visitor import Producer
from api.web.staff.confirming import Question, confirm
from api.web.staff.doors import LARGEST, AccountId, After, Number
from api.words.catalogues import mark
from api.words.languages import LANGUAGES
from tts.lexicon.entry import Case, Kind

router = APIRouter(prefix="/bench/lexicon")
A_PAGE = 50
END_HEADING = mark("Take this entry away?")
END_SAYS = mark("The words are read as before. What was made with it stays as it was.")
END_BUTTON = mark("Take it away")
NO_TITLE = mark("There is no title with this number.")
TitleNumber = Annotated[int | None, Query(ge=1, le=LARGEST)]


@router.get("")
def show_entries(
    request: Request,
    db: LookDb,
    _person: Producer,
    *,
    q: Annotated[str, Query(max_length=200)] = "",
    language: Annotated[str, Query(max_length=16)] = "",
    title: TitleNumber = None,
    after: After = None,
) -> Response:
    """Entries in use, by language and word."""
    tag = language if language in LANGUAGES else ""
    found = entries(
        db, title_id=title, language=tag, containing=q.strip(), after_id=after, limit=A_PAGE
    )
    pages = language_of(request)
    with_own = titles_with_entries(db)
    return page(
        request, "bench/lexicon.html", entries=found, asked=q, chosen=tag, title_id=title,
        title=db.get(Title, title) if title else None, done=bench_done(request),
        after=found[-1].id if len(found) == A_PAGE else None, speeches=list(LANGUAGES.items()),
        kind_words=lambda word: state_words(Kind(word), pages),
        with_own=[(db.get_one(Title, number), count) for number, count in with_own],
    )  # fmt: skip


@router.get("/new")
def show_new(
    request: Request, db: LookDb, _person: Producer, title: TitleNumber = None
) -> Response:
    """What has to be known of an entry."""
    kept = {
        "letters": Case.AS_WRITTEN.value, "language": language_of(request),
        "title_id": str(title or ""),
    }  # fmt: skip
    return _form(request, Form.empty(language_of(request)), kept, None)


@router.post("/new")
def keep(
    request: Request, db: Db, now: Now, _person: Producer, account_id: AccountId, sent: Sent
) -> Response:
    """Try it, or keep it; said otherwise before, the old entry becomes the past."""
    form = Form(sent, language_of(request))
    heard: Tried | None = None
    title_id = form.number("title_id", least=1, most=LARGEST)
    if title_id is not None and db.get(Title, title_id) is None:
        form.fault("title_id", NO_TITLE)
    new = entry_in(form)
    if new is not None and form.raw("do") == TRY:
        heard = tried(db, form, new, title_id)
    elif new is not None and form.is_good:
        with beside(db, form, "written"):
            row = pronounce(db, new, title_id=title_id, by_id=account_id, now=now)
        if form.is_good:
            return go_to(f"/bench/lexicon/{row.id}?done=kept")
    return _form(request, form, dict(form.kept()), heard)


@router.get("/{pronunciation_id}")
def show_entry(
    request: Request, db: LookDb, _person: Producer, pronunciation_id: Number
) -> Response:
    """One entry: to be heard, with what was said for these words before."""
    row, language = _row(db, pronunciation_id), language_of(request)
    sentence = row.sentence or row.written
    return page(
        request, "bench/entry.html", row=row, past=history(db, pronunciation_id=row.id),
        title=db.get(Title, row.title_id) if row.title_id else None, done=bench_done(request),
        sentence=sentence, kind=state_words(Kind(row.kind), language),
        letters=state_words(Case(row.letter_case), language), languages_by_name=LANGUAGES,
        sound=sound_address(entry_of(row), sentence, row.title_id) if row.said else "",
    )  # fmt: skip


@router.get("/{pronunciation_id}/end")
def ask_to_end(
    request: Request, db: LookDb, _person: Producer, pronunciation_id: Number
) -> Response:
    """Ask whether it shall be taken away."""
    row = _row(db, pronunciation_id)
    question = Question(
        heading=END_HEADING, says=(END_SAYS,), button=END_BUTTON, about=row.written,
        about_language=row.language, back=f"/bench/lexicon/{row.id}",
    )  # fmt: skip
    return confirm(request, question)


@router.post("/{pronunciation_id}/end")
def end(db: Db, now: Now, _person: Producer, pronunciation_id: Number) -> Response:
    """Take it away."""
    row = unpronounce(db, pronunciation_id=pronunciation_id, now=now)
    return go_to(f"/bench/lexicon/{row.id}?done=ended")


def _row(db: LookDb, number: int) -> Pronunciation:
    """An entry, ended ones too. Raises PronunciationNotFound."""
    row = db.get(Pronunciation, number)
    if row is None:
        raise PronunciationNotFound(number)
    return row


def _form(request: Request, form: Form, kept: dict[str, str], heard: Tried | None) -> Response:
    return page(
        request, "bench/entry_new.html", status=status_of(form), kept=kept, faults=form.faults,
        heard=heard, cases=case_choices(form.language), speeches=list(LANGUAGES.items()),
    )  # fmt: skip
