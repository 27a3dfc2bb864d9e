"""The command line: `pos-app` opens the till."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from pos_app import __version__
from pos_app.settings.environment import EnvironmentKind


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pos-app", description="A till that saves cards.")
    parser.add_argument("--version", action="version", version=f"pos-app {__version__}")
    _add_looks(parser)
    sizes = {"automatic": 0, "100": 100, "125": 125, "150": 150, "200": 200}
    parser.add_argument("--size", choices=sizes, metavar="{automatic,100,125,150,200}")
    parser.add_argument("--data", type=Path, metavar="DIR", help="keep everything in this folder")
    kinds = [kind.value for kind in EnvironmentKind]
    parser.add_argument("--environment", choices=kinds, help="this time, whatever was chosen")
    parser.add_argument("--kiosk", action="store_true", help="all of the screen, closed by PIN")
    commands = parser.add_subparsers(
        dest="command", metavar="{demo,licences,training,setup,doctor,diagnostics,keys}"
    )
    demo = commands.add_parser("demo", help="drive the real windows through the main job")
    demo.add_argument("--out", type=Path, required=True, metavar="DIR", help="pictures go here")
    _add_looks(demo)
    commands.add_parser("licences", help="the licences of all it is made of")
    commands.add_parser("training", help="the local Stripe stand-in", add_help=False)
    commands.add_parser("setup", help="set up for a Stripe account, without a screen")
    commands.add_parser("doctor", help="how this computer, the till's files and connections are")
    commands.add_parser("diagnostics", help="all that helps whoever helps, in one file; no secrets")
    commands.add_parser(
        "keys", help="check, replace or remove this till's keys, or rotate that of its files"
    )
    return parser


def _add_looks(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=("en", "fr", "pseudo"), default=argparse.SUPPRESS)
    parser.add_argument("--theme", choices=("light", "dark", "contrast"), default=argparse.SUPPRESS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the result is the process's exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["training"]:
        from pos_app.training.cli import main as training

        return training(given[1:])
    if given == ["page-reader"]:
        from pos_app.page_reader.reader import main as page_reader

        return page_reader()
    if given[:1] in (["doctor"], ["diagnostics"]):
        from pos_app.logs.running import said_on_stderr
        from ui.doctor.command import main as doctor

        with said_on_stderr():
            return doctor(given)
    if given[:1] in (["setup"], ["keys"]):
        from pos_app.logs.running import said_on_stderr
        from ui.setting_up.command import main as setting_up

        with said_on_stderr():
            return setting_up(given)
    options = _parser().parse_args(given)
    language = getattr(options, "language", None)
    theme = getattr(options, "theme", None)
    if options.command == "demo":
        from ui.demo.run import run_demo

        return run_demo(options.out, language=language, theme=theme)
    if options.command == "licences":
        from pos_app.about.model import as_one_text
        from pos_app.about.parts import parts

        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # names have accents
        return _print(as_one_text(parts()))
    return _open(options, language, theme)


def _print(text: str) -> int:
    """Whoever reads it may have read enough (`… | head`)."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # else Python complains once more when it closes the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _open(options: argparse.Namespace, language: str | None, theme: str | None) -> int:
    """The till itself."""
    from ui.begin import begin

    wanted = EnvironmentKind(options.environment) if options.environment else None
    size = {"automatic": 0, None: None}.get(options.size, options.size)
    return begin(
        options.data, language=language, theme=theme, size=size and int(size), wanted=wanted,
        kiosk=options.kiosk,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
