"""The Node packages of the type checks: Stripe's declarations and the TypeScript compiler."""

import hashlib
import shutil
from typing import Final

from devkit.terminal import ROOT, CannotGoOn, Command, run_quietly, say

FOLDER: Final = ROOT / "tests" / "contract" / "stripejs"


def prepare() -> None:
    """Install what package-lock.json names, once; without Node the type checks say so and skip."""
    lock, npm = FOLDER / "package-lock.json", shutil.which("npm")
    if npm is None or not lock.exists():
        return
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = FOLDER / "node_modules" / ".pos-app-ready"
    if stamp.exists() and stamp.read_text("utf-8") == digest:
        return
    say("installing the locked Node packages of the type checks")
    command: Command = [
        npm,
        "ci",
        "--prefix",
        FOLDER,
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
    ]
    try:
        run_quietly(command, doing="npm ci")
    except CannotGoOn as fault:
        say(f"{fault} The type checks will fail.")
    else:
        stamp.write_text(digest, "utf-8")
