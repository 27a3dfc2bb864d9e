"""All that may stand on the command line, with its help."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from pos_app import __version__
from pos_app.plain_start import SIZED, SPOKEN, WORN, Start
from pos_app.settings.choices import EnvironmentKind


def understood(given: Sequence[str]) -> argparse.Namespace:
    """What is asked for. Ends the program where that can't be told, or help is asked for."""
    return _parser().parse_args(given)


def as_start(options: argparse.Namespace) -> Start:
    """How the till is to be opened, where no other command was given."""
    return Start(
        data=options.data,
        language=getattr(options, "language", None),
        theme=getattr(options, "theme", None),
        size=None if options.size is None else SIZED[options.size],
        environment=EnvironmentKind(options.environment) if options.environment else None,
        kiosk=options.kiosk,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pos-app", description="A till that saves cards.")
    parser.add_argument("--version", action="version", version=f"pos-app {__version__}")
    _add_looks(parser)
    parser.add_argument("--size", choices=SIZED, metavar=f"{{{','.join(SIZED)}}}")
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
    parser.add_argument("--language", choices=SPOKEN, default=argparse.SUPPRESS)
    parser.add_argument("--theme", choices=WORN, default=argparse.SUPPRESS)
