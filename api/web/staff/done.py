"""After an act: the address says by a code what was done, the page says it in words."""

from collections.abc import Mapping

from fastapi import Request

from api.web.frame.pages import language_of
from api.words.catalogues import mark, words_in

DONE: Mapping[str, str] = {
    "registered": mark("The reader is registered. Confirm now what they are entitled to."),
    "profile": mark("The profile is changed."),
    "card": mark("The reader has the new card. The old one leads nowhere any more."),
    "contact": mark("The address is added."),
    "contact_gone": mark("The address is taken away."),
    "agreed": mark("The agreement is written down."),
    "agreement_ended": mark("The agreement is taken back."),
    "certified": mark("The right is confirmed."),
    "renewed": mark("The right goes on."),
    "right_ended": mark("The right has ended."),
    "unlocked": mark("The locks are open. The reader can try again."),
    "granted": mark("The assistant may act for this reader."),
    "grant_ended": mark("The assistant may not act for this reader any more."),
    "merged": mark("The two records are one now. Both cards lead to it."),
    "closed": mark("The record is closed. Its card and password open nothing any more."),
    "reopened": mark("The record is open again."),
    "forgotten": mark("The reader is forgotten. Only counts without a name are left."),
    "hidden": mark("The title is out of sight. Nobody can find or ask for it."),
    "shown": mark("The title can be found again."),
    "source": mark("The file is kept. A talking book can be made of it."),
    "same_source": mark("The title had this very file already. Nothing is changed."),
    "refused": mark("The request is refused. The reader is told why."),
    "handed": mark("The reader has it now. The request is fulfilled."),
    "returned": mark("The copy is back and stands on its shelf."),
    "returned_next": mark("The copy is back. Put it aside for the next reader, who is told now."),
    "gone": mark("The copy is marked as away. Whoever waited for it waits for another."),
    "told": mark("It is noted that the reader knows."),
    "message_heard": mark("It is noted that the message was heard."),
    "opened": mark("The account is open."),
    "roles": mark("The roles are changed, also where they are signed in."),
    "disabled": mark("The account is disabled. It opens nothing any more."),
    "enabled": mark("The account may sign in again."),
    "password": mark("Your password is changed. You are signed out everywhere else."),
    "ils_rule": mark("The rule is changed."),
    "ils_settled": mark("It is noted that this is settled."),
    "ils_again": mark("The library system is told once more."),
    "ils_asked": mark("The library system is asked. Look again in a minute."),
    "holiday": mark("The closed day is written down."),
    "holiday_gone": mark("The closed day is taken away."),
}


def done_said(request: Request, sentences: Mapping[str, str] = DONE) -> str:
    """The sentence for what was done just now; "" where nothing was. `n` in the address is its
    number, where it has one."""
    sentence = sentences.get(request.query_params.get("done", ""), "")
    number = request.query_params.get("n", "0")
    count = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0
    said = words_in(language_of(request)).gettext(sentence) if sentence else ""
    return said.replace("%(n)d", str(count))
