"""Node and the packages a contract test pins, installed once under build/ and never committed."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MISSING = (
    "Node.js is not on this machine: the page's JavaScript was NOT type-checked, and the stand-in"
    " was NOT tried with Stripe's Node package"
)
_INSTALL_S = 240
_RUN_S = 60


def node_or_skip() -> str:
    """The path of `node`. Skips the test, with the reason shown, where there is none."""
    found = shutil.which("node")
    if found is None or shutil.which("npm") is None:
        pytest.skip(MISSING)
    return found


def installed(package_folder: Path) -> Path:
    """The folder holding the `node_modules` of `package_folder`'s lock file.

    Runs `npm ci` only when that lock differs from the one installed. Raises AssertionError with
    npm's own words when the packages can't be had: a machine with Node is meant to check.
    """
    node_or_skip()
    target = ROOT / "build" / package_folder.name
    stamp = target / "installed.sha256"
    wanted = hashlib.sha256((package_folder / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return target
    target.parent.mkdir(exist_ok=True)
    # Made aside and renamed, so that a run beside this one never sees half of it.
    with tempfile.TemporaryDirectory(dir=target.parent, ignore_cleanup_errors=True) as folder:
        fresh = Path(folder) / "fresh"
        fresh.mkdir()
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(package_folder / name, fresh / name)
        _npm_ci(fresh)
        (fresh / stamp.name).write_text(wanted, "utf-8")
        if target.exists():
            target.rename(Path(folder) / "stale")
        fresh.rename(target)
    return target


def _npm_ci(folder: Path) -> None:
    npm = shutil.which("npm")
    assert npm is not None  # node_or_skip has looked
    # npm keeps its downloads in the home folder, which tests replace.
    cache = {"NPM_CONFIG_CACHE": str(ROOT / "build" / "npm-cache")}
    done = subprocess.run(
        [npm, "ci", "--prefer-offline"],
        cwd=folder, env={**os.environ, **cache}, capture_output=True, text=True,
        timeout=_INSTALL_S, check=False, encoding="utf-8", errors="replace",
    )  # fmt: skip
    assert done.returncode == 0, f"npm ci failed:\n{done.stdout}\n{done.stderr}"


def tsc(modules: Path, project: Path) -> tuple[int, str]:
    """(exit code, complaints) of the TypeScript compiler over one tsconfig file."""
    compiler = modules / "node_modules" / "typescript" / "bin" / "tsc"
    done = subprocess.run(
        [node_or_skip(), str(compiler), "--noEmit", "--pretty", "false", "-p", str(project)],
        capture_output=True, text=True, timeout=_RUN_S, check=False, encoding="utf-8",
        errors="replace",
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr
