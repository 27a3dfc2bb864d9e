"""`pos-app doctor`: how this computer, the till's files and its connections are; without a screen.
It looks at the till that opens on this computer, or at another with `--environment`.
`pos-app diagnostics --out FILE` writes that, logs, crash reports and figures into a zip file that
holds no secrets and names nobody.

Exit status: 0 all fine, 1 something wants attention, 2 something is wrong; of `diagnostics` 0 when
the file was written, 1 when not.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QCoreApplication

from pos_app.doctor.model import Finding, exit_status
from pos_app.kernel.errors import EnvironmentFault
from pos_app.plan import Plan
from pos_app.setting_up.opening import in_keyring
from pos_app.settings.chosen import Chosen, ChosenStore, opens_in
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.places import base_folder, environment_folder
from pos_app.settings.shop import LANGUAGES
from pos_app.settings.store import SettingsStore
from ui.doctor.diagnosing import as_json, diagnose, examine
from ui.doctor.words import DoctorWords
from ui.i18n import messages
from ui.i18n.language import install_language


def main(arguments: Sequence[str], out: TextIO | None = None) -> int:
    """`arguments` as after `pos-app`, the first being `doctor` or `diagnostics`."""
    command, out = arguments[0], out or sys.stdout
    options = _parser(command).parse_args(arguments[1:])
    app = QCoreApplication.instance() or QCoreApplication(["pos-app"])
    install_language(app, options.language)
    try:
        plan = _plan(options.environment, options.data)
    except EnvironmentFault as fault:  # which till opens here can't be told
        out.write(messages.text(fault) + "\n")
        return 1 if command == "diagnostics" else 2
    if command == "diagnostics":
        return _write(plan, options.out, out)
    findings = asyncio.run(examine(plan))
    written = as_json(findings) if options.json else _as_text(findings)
    out.write(written + "\n")
    return exit_status(findings)


def _parser(command: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"pos-app {command}", description=__doc__)
    parser.add_argument("--data", type=Path, metavar="DIR", help="the till's folder")
    kinds = [kind.value for kind in EnvironmentKind]
    parser.add_argument("--environment", choices=kinds, help="by default the one that opens")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    if command == "diagnostics":
        parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the zip file")
    else:
        parser.add_argument("--json", action="store_true", help="for programs, in no language")
    return parser


def _write(plan: Plan, file: Path, out: TextIO) -> int:
    try:
        asyncio.run(diagnose(plan, file))
    except EnvironmentFault as fault:
        out.write(messages.text(fault) + "\n")
        return 1
    out.write(DoctorWords().written(str(file)) + "\n")
    return 0


def _as_text(findings: Sequence[Finding]) -> str:
    words = DoctorWords()
    lines = [line for one in findings for line in words.lines(one)]
    return "\n".join([*lines, words.verdict(exit_status(findings))])


def _plan(wanted: str | None, base: Path | None) -> Plan:
    """As the till's own, but that nothing is made where there is none. Raises EnvironmentFault
    chosen.unreadable."""
    kind = EnvironmentKind(wanted) if wanted else opens_in(base) or EnvironmentKind.TRAINING
    folder = environment_folder(kind, base)
    if kind is EnvironmentKind.TRAINING:
        return Plan(folder)
    chosen = ChosenStore(base_folder(base)).load() or Chosen(kind)
    till = chosen.tills.get(kind) or SettingsStore(folder / "settings.json").load().till_id
    return Plan(folder, kind, in_keyring(kind, till))
