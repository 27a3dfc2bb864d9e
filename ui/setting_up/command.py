"""`pos-app setup` and `pos-app keys`: without a screen, for shops with many tills.

Keys come from standard input, never from arguments, which every program on the computer can see:
one line each, `publishable=pk_…`, `restricted=rk_…` and, if wanted, `refund=rk_…`. At a terminal
they are asked for, and not shown.

Exit status: 0 done; 1 network, keyring or disk failed; 2 not understood; 3 refused, with the
reason; 4 (`keys check`) payments can be taken, but something is switched off.
"""

import argparse
import asyncio
import getpass
import io
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from PySide6.QtCore import QCoreApplication

from pos_app.kernel.errors import PosError, UserError
from pos_app.setting_up.model import Report, Wish
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.keys import PUBLISHABLE, REFUND, SECRET, read_keys
from pos_app.settings.shop import LANGUAGES
from ui.i18n import messages
from ui.i18n.language import install_language
from ui.setting_up.words import CommandWords

if TYPE_CHECKING:
    from pos_app.setting_up.service import SettingUp

DONE, FAULT, NOT_UNDERSTOOD, REFUSED, SWITCHED_OFF = range(5)
_NAMES: Final[Mapping[str, str]] = {
    "publishable": PUBLISHABLE, "restricted": SECRET, "refund": REFUND,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Console:
    """Where keys come from and words go to."""

    given: TextIO
    out: TextIO

    def say(self, words: str) -> None:
        self.out.write(words + "\n")

    def keys(self) -> dict[str, str]:
        """What was given, under the names of `KEPT_NAMES`. Raises UserError key.bad_line."""
        if self.given.isatty():
            asked = {name: _asked(name) for name in _NAMES}
            return {_NAMES[name]: text for name, text in asked.items() if text.strip()}
        found: dict[str, str] = {}
        for line in self._lines():
            name, mark, text = line.strip().partition("=")
            if not name and not mark:
                continue
            if not mark or name.strip() not in _NAMES:
                raise UserError("key.bad_line", names=", ".join(_NAMES))
            found[_NAMES[name.strip()]] = text
        return found

    def _lines(self) -> list[str]:
        """Windows' shell puts a mark before the first, and into files another coding."""
        try:
            return self.given.read().removeprefix("\ufeff").splitlines()
        except UnicodeDecodeError:
            raise UserError("key.bad_line", names=", ".join(_NAMES)) from None


def _asked(name: str) -> str:
    """Empty, too, where whoever was asked closed the input."""
    try:
        return getpass.getpass(f"{name}: ")
    except EOFError:
        return ""


def main(arguments: Sequence[str], console: Console | None = None,
         service: "SettingUp | None" = None) -> int:  # fmt: skip
    """`arguments` begin with `setup` or `keys`; the result is the exit status."""
    options = _parser().parse_args(arguments)
    app = QCoreApplication.instance() or QCoreApplication(["pos-app"])
    install_language(app, options.language or LANGUAGES[0])
    # a program that a service starts may have no input at all
    console = console or Console(sys.stdin or io.StringIO(), sys.stdout)
    try:
        return asyncio.run(_carry_out(options, console, service or _service(options.data)))
    except UserError as refused:
        console.say(messages.text(refused))
        return REFUSED
    except PosError as fault:
        console.say(messages.text(fault))
        return FAULT


def _service(base: Path | None) -> "SettingUp":
    from pos_app.setting_up.asking import Asking
    from pos_app.setting_up.service import SettingUp

    return SettingUp(base, Asking())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pos-app")
    shown: dict[str, Any] = {
        "description": __doc__, "formatter_class": argparse.RawDescriptionHelpFormatter,
    }  # fmt: skip
    commands = parser.add_subparsers(dest="command", required=True)
    setup = commands.add_parser("setup", help="set a till up", **shown)
    setup.add_argument("--shop", required=True, help="the shop's name, as on receipts")
    setup.add_argument("--till", required=True, help="this till's name")
    setup.add_argument("--currency", required=True, help="as Stripe writes it: eur")
    keys = commands.add_parser(
        "keys", help="check, replace, remove; another key for the files", **shown
    )
    keys.add_argument("act", choices=("check", "replace", "remove", "rotate-database"))
    for one in (setup, keys):
        one.add_argument(
            "--environment",
            required=True,
            choices=("test", "live"),
            help="a sandbox, or real money",
        )
        one.add_argument("--language", choices=LANGUAGES, help="of the till and of this command")
        one.add_argument("--data", type=Path, metavar="DIR", help="the folder of the environments")
        one.add_argument(
            "--certain", action="store_true",
            help="you vouch that the keys are of the till's account, where that can't be told",
        )  # fmt: skip
    return parser


async def _carry_out(options: argparse.Namespace, console: Console, service: "SettingUp") -> int:
    kind = EnvironmentKind(options.environment)
    if options.command == "setup":
        return await _set_up(options, kind, console, service)
    if options.act == "check":
        report = await service.check(kind)
        _tell(report, console)
        return SWITCHED_OFF if report.missing else DONE
    if options.act == "replace":
        given = console.keys()
        if not given:
            raise UserError("key.empty")
        _tell(await service.replace(kind, given, certain=options.certain), console)
        console.say(CommandWords().replaced())
        return DONE
    if options.act == "rotate-database":
        await service.rotate_database(kind)
        console.say(CommandWords().rotated())
        return DONE
    left = await service.remove(kind)
    console.say(CommandWords().removed(str(left.folder), files=left.files))
    return DONE


async def _set_up(
    options: argparse.Namespace, kind: EnvironmentKind, console: Console, service: "SettingUp"
) -> int:
    given = console.keys()
    keys = read_keys(kind, given.get(PUBLISHABLE, ""), given.get(SECRET, ""), given.get(REFUND, ""))
    language = options.language or LANGUAGES[0]
    wish = Wish(kind, options.shop, options.till, language, options.currency)
    _tell(await service.set_up(wish, keys, certain=options.certain), console)
    console.say(CommandWords().set_up(kind))
    return DONE


def _tell(report: Report, console: Console) -> None:
    """Permission by permission, with what a missing one switches off."""
    words = CommandWords()
    for line in words.lines(report.findings):
        console.say(line)
    if report.same_account is None:
        console.say(words.account_unclear())
