"""The library's own system: how it is, what waits to be told, what a person has to put right."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.ils import moves
from access.ils.records import Ils, IlsRule, LoanMove, MoveKind, WhyRefused
from access.ils.rule import ils_of, rule_of, set_rule
from access.ils.standing import want_standing
from access.people.looking import looked
from access.people.records import Role
from api.web.frame.doors import Db, Doors, Now, OpenDoors
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import status_of
from api.web.frame.visitor import Coordinator
from api.web.staff.done import done_said
from api.web.staff.doors import AccountId, Administrator, After, Number
from api.web.staff.readers import DOOR
from api.words.catalogues import mark, words_in

router = APIRouter()
A_PAGE = 30
RULE_NEEDED = mark("Choose what the library system is to this network.")
RULES = {
    IlsRule.OFF: (mark("It is told nothing"), mark("There is none, or loans are entered by hand.")),
    IlsRule.TOLD: (
        mark("It is told of loans"),
        mark("Whether a reader may borrow is decided here; what it says is shown to staff."),
    ),
    IlsRule.DECIDES: (
        mark("It is told of loans and has the last word"),
        mark("Whom it will not lend to can ask for no copies and is given none at the desk."),
    ),
}
FAULTS = {
    "away": mark("It does not answer. What happens meanwhile is kept here and told to it later."),
    "not_safe": mark("The way to it is not safe: its certificate is not to be trusted."),
    "login_refused": mark("It does not let us in: name or password are wrong."),
    "bad_message": mark("It answers, but what it says cannot be understood."),
    "wrong_checksum": mark("It answers, but what it says arrives damaged."),
    "answer_lost": mark("It answers, but what it says cannot be understood."),
}
OTHER_FAULT = mark("It cannot be asked.")
KINDS = {
    MoveKind.LEND: mark("lent to the reader"),
    MoveKind.RENEW: mark("kept longer by the reader"),
    MoveKind.RETURN: mark("came back from the reader"),
    MoveKind.LOSE: mark("lost"),
}
WHY = {
    WhyRefused.REFUSED: mark("The library system said no."),
    WhyRefused.NO_BARCODE: mark("The copy has no bar code; enter it in both systems."),
    WhyRefused.NOT_OFFERED: mark("The library system cannot take note of this; enter it there."),
    WhyRefused.UNSURE: mark("Its answer was lost. Look there whether it is entered."),
    WhyRefused.LOST: mark("Mark the copy as lost in the library system."),
    WhyRefused.CANNOT_BE_SAID: mark("Card or bar code have a sign that cannot be sent."),
}


@router.get("/staff/ils")
def show_ils(
    request: Request, db: Db, doors: OpenDoors, now: Now, _person: Coordinator,
    account_id: AccountId, after: After = None,
) -> Response:  # fmt: skip
    """How it is, and what has to be put right; the readers in the list get a look each."""
    refused = moves.refused(db, after=after, limit=A_PAGE)
    for number in sorted({move.loan.reader_id for move in refused}):
        looked(db, reader_id=number, account_id=account_id, what="found", door=DOOR, now=now)
    return _page(request, db, doors, refused, Form.empty(language_of(request)))


@router.post("/staff/ils")
def choose_rule(
    request: Request, db: Db, doors: OpenDoors, now: Now, _person: Administrator, sent: Sent
) -> Response:
    """What the library system is to this network from now on."""
    form = Form(sent, language_of(request))
    chosen = form.choice("rule", list(IlsRule), need=RULE_NEEDED)
    if not form.is_good:
        return _page(request, db, doors, (), form)
    set_rule(db, IlsRule(chosen), now=now)
    return go_to("/staff/ils?done=ils_rule")


@router.post("/staff/ils/{move_id}/settled")
def note_settled(
    db: Db, now: Now, _person: Coordinator, account_id: AccountId, move_id: Number
) -> Response:
    """Somebody put it right in the library system by hand."""
    moves.settle(db, move_id=move_id, by_id=account_id, now=now)
    return go_to("/staff/ils?done=ils_settled")


@router.post("/staff/ils/{move_id}/again")
def tell_again(db: Db, _person: Coordinator, move_id: Number) -> Response:
    """What was in the way is gone: it is told once more."""
    moves.try_again(db, move_id=move_id)
    return go_to("/staff/ils?done=ils_again")


@router.post("/staff/readers/{reader_id}/ils")
def ask_of_reader(
    db: Db, now: Now, _person: Coordinator, account_id: AccountId, reader_id: Number
) -> Response:
    """The library system is asked about a reader within a minute, if it answers."""
    want_standing(db, reader_id=reader_id, now=now, even_if_fresh=True)
    looked(db, reader_id=reader_id, account_id=account_id, what="ils_asked", door=DOOR, now=now)
    return go_to(f"/staff/readers/{reader_id}?done=ils_asked")


def how_it_is(ils: Ils | None, doors: Doors, language: str) -> str:
    """The state of the connection in a sentence."""
    say = words_in(language).gettext
    if ils is None or ils.rule is IlsRule.OFF:
        return say(mark("The library system is told nothing."))
    if doors.settings.ils_host is None:
        return say(mark("Nobody has set up yet where the library system is (DAUYS_ILS_HOST)."))
    if ils.fault_code is not None:
        return say(FAULTS.get(ils.fault_code, OTHER_FAULT))
    if ils.answered_at is None:
        return say(mark("It has not been asked yet. A worker asks it within a minute."))
    return say(mark("It answers."))


def _page(
    request: Request, db: Db, doors: Doors, refused: Sequence[LoanMove], form: Form
) -> Response:
    ils, rule = ils_of(db), rule_of(db)
    first = moves.waiting(db, limit=1)
    visitor = request.state.visitor
    return page(
        request, "staff/ils.html", status=status_of(form), faults=form.faults, ils=ils,
        state=how_it_is(ils, doors, form.language), chosen=rule.value, done=done_said(request),
        rules=[(one.value, *map(form.say, words)) for one, words in RULES.items()],
        rule_words=form.say(RULES[rule][0]), may_choose=visitor.may_as(Role.ADMINISTRATOR),
        waiting=moves.waiting_count(db), most=moves.MOST_WAITING,
        since=first[0].happened_at if first else None,
        rows=[
            (move, form.say(KINDS[move.kind]), form.say(WHY[move.why])) for move in refused
            if move.why is not None
        ],
        may_repeat=lambda move: move.why is not WhyRefused.LOST,
        after=refused[-1].id if len(refused) == A_PAGE else None,
    )  # fmt: skip
