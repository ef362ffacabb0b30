"""The command `dauys`: every subcommand in a file of its own, every failure one sentence.

Exit codes: 0 good, 1 faults found, 2 bad input or use, 3 our fault, 130 stopped from the keyboard.
"""

import importlib
import sys
import traceback

import typer
from typer.exceptions import TyperException

from access.errors import AccessError
from api.cli.console import warn
from api.settings import BadSettings
from routing.errors import BadProblem
from tts.errors import TtsError

BAD_INPUT, OUR_FAULT, STOPPED = 2, 3, 130

COMMANDS = (
    "demo", "convert", "check", "lexicon", "voices", "doctor", "plan", "serve", "worker", "db",
    "import", "staff", "roads", "phone", "keypad", "ils", "delivery",
)  # fmt: skip
MODULES = {"import": "importing"}
"""Where a command's word is none that a module may have."""


def application(command: str = "") -> typer.Typer:
    """The command `dauys`, with all subcommands or with this one: what it does not need it does
    not load, for a listener waits."""
    app = typer.Typer(
        name="dauys",
        help="Talking books for readers who cannot read print, and courier runs to their doors.",
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(lambda: None)  # so that one subcommand alone is still named
    for name in (command,) if command else COMMANDS:
        importlib.import_module(f"api.cli.{MODULES.get(name, name)}").register(app)
    return app


def run(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code; no exception leaves."""
    said = sys.argv[1:] if arguments is None else arguments
    command = said[0] if said and said[0] in COMMANDS else ""
    try:
        app = application(command)
        result = app(args=said, standalone_mode=False)
    except TyperException as error:
        warn(f"{error.format_message()} Run `dauys --help` to see what there is.")
        return BAD_INPUT
    except (TtsError, AccessError, BadProblem, BadSettings, OSError) as error:
        warn(str(error))
        return BAD_INPUT
    except (KeyboardInterrupt, typer.Abort):
        warn("Stopped. What was finished is kept; run the same command again to go on.")
        return STOPPED
    except Exception:  # noqa: BLE001  the last door: whatever it is, it is our fault and is told as such
        traceback.print_exc()
        warn("This is a fault of ours, not of your file. Please send us the lines above.")
        return OUR_FAULT
    return result if isinstance(result, int) else 0


def main() -> None:
    """The entry point of the installed command."""
    sys.exit(run())


if __name__ == "__main__":
    main()
