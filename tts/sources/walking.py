"""The walk through a document: every element and every text in order, without recursion."""

from collections.abc import Callable, Iterator

from tts.sources.frames import Frame
from tts.sources.markup import Element

Enter = Callable[[Element, Frame], Frame | None]
Say = Callable[[str | None, Frame], None]


def walk(element: Element, inner: Frame, enter: Enter, say: Say) -> None:
    """Read everything in an element that has been entered; `inner` is its frame.

    `enter` is asked about every node inside, comments too, and gives the frame inside it, or None
    if nothing in it is to be read; `say` is handed every text with the frame it stands in. Frames
    that have a `close` are closed at the end of their element, but not `inner`'s own.
    """
    say(element.text, inner)
    open_: list[tuple[Frame, Iterator[Element], str | None]] = [(inner, iter(element), None)]
    while open_:
        around, children, tail = open_[-1]
        child = next(children, None)
        if child is None:
            open_.pop()
            if around.close:
                around.close()
            if open_:
                say(tail, open_[-1][0])
            continue
        entered = enter(child, around)
        if entered is None:
            say(child.tail, around)
        else:
            say(child.text, entered)
            open_.append((entered, iter(child), child.tail))
