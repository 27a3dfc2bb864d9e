"""Whether a bundle's own doctor can ask what the bundle is made of.

The demo pays with a stand-in and never asks the keyring; a Chromium or a keyring that can't be
asked would be found by whoever is given the bundle.
"""

import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from devkit.terminal import say

_TOLD: Final = {
    "qt": ("qt", "pyside", "chromium"),
    "database": ("sqlite", "sqlcipher"),
    "secrets": ("kept",),
}
"""What it must know of its own parts."""
_TRAINING: Final = "training"
_KINDS: Final = (_TRAINING, "test")
"""Training has no secrets; a till with test keys would have them in the keyring."""
_STATUSES: Final = {"fine": 0, "attention": 1, "wrong": 2}
_TOO_LONG_S: Final = 120


def is_well(program: str, folder: Path, env: Mapping[str, str]) -> bool:
    """Whether it is, in an empty folder of data and with nobody to answer it. Says what it says."""
    well = True
    for kind in _KINDS:
        with tempfile.TemporaryDirectory(prefix="pos-bundle-doctor-") as data:
            done = subprocess.run(
                [program, "doctor", "--json", "--environment", kind, "--data", data],
                check=False, cwd=folder, env=dict(env), timeout=_TOO_LONG_S,
                capture_output=True, text=True, encoding="utf-8",
            )  # fmt: skip
        troubles = amiss(kind, done.returncode, done.stdout)
        verdict = "; ".join(troubles) or f"well{_but(done.stdout)}"
        say(f"its doctor, {kind}: {verdict} (status {done.returncode})")
        if troubles:
            say(done.stderr.strip()[-2000:])
        well = well and not troubles
    return well


def amiss(kind: str, status: int, said: str) -> Sequence[str]:
    """What is wrong with the bundle, by what its doctor said as JSON and its exit status. Whatever
    is wrong with this machine's keyring isn't the bundle's: it was asked."""
    try:
        told = json.loads(said)
        found: dict[str, Any] = {one["subject"]: one for one in told["findings"]}
        states = [one["state"] for one in found.values()]
        troubles = [
            f"{subject} doesn't say its {name}"
            for subject, names in _TOLD.items()
            for name in names
            if not found.get(subject, {}).get("facts", {}).get(name)
        ]
        if status != told["status"] or status != max(_STATUSES[one] for one in states):
            troubles.append("its exit status isn't what it found")
    except (ValueError, KeyError, TypeError, AttributeError):
        return ["it says nothing that can be read"]
    return troubles + [
        f"{subject} is wrong: {one['advice']}"
        for subject, one in found.items()
        if one["state"] == "wrong" and (kind == _TRAINING or not _of_keyring(one["advice"]))
    ]


def _but(said: str) -> str:
    """What it advises all the same."""
    advice = {one["advice"] for one in json.loads(said)["findings"]} - {""}
    return f", but for {', '.join(sorted(advice))}" if advice else ""


def _of_keyring(advice: str) -> bool:
    return advice.startswith("secrets.")
