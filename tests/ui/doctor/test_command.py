"""`pos-app doctor` in both languages, and for programs."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from ui.doctor.command import main


def told_by_command(*arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    return main(["doctor", *arguments], out), out.getvalue()


def test_the_command_says_it_in_both_languages_and_for_programs(
    qapp: QApplication, dress: Callable[..., None], tmp_path: Path
) -> None:
    """`dress` puts the language back."""
    status, text = told_by_command("--data", str(tmp_path), "--json")
    whole: Any = json.loads(text)
    assert status == whole["status"] == 0
    by_name = {one["subject"]: one["facts"] for one in whole["findings"]}
    assert by_name["qt"]["chromium"].split(".")[0].isdigit()
    assert by_name["qt"]["security_patches"].split(".")[0].isdigit()
    assert (
        "All is as it should be" in told_by_command("--data", str(tmp_path), "--language", "en")[1]
    )
    assert "Tout est en ordre" in told_by_command("--data", str(tmp_path), "--language", "fr")[1]


def test_the_diagnostics_are_written_or_it_says_why_not(
    qapp: QApplication, dress: Callable[..., None], tmp_path: Path
) -> None:
    out, data, file = io.StringIO(), str(tmp_path / "data"), tmp_path / "help.zip"
    given = ["diagnostics", "--data", data, "--language", "en", "--out", str(file)]
    assert main(given, out) == 0
    assert file.exists()
    assert "no secrets" in out.getvalue()
    given[-1] = str(tmp_path / "nowhere" / "help.zip")
    assert main(given, out) == 1
    assert "not written" in out.getvalue()
