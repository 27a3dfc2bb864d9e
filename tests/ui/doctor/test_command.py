"""`pos-app doctor` in both languages, and for programs."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.settings.chosen import Chosen, ChosenStore
from pos_app.settings.environment import EnvironmentKind
from ui.doctor import diagnosing
from ui.doctor.command import main


def told_by_command(*arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    return main(["doctor", *arguments], out), out.getvalue()


def test_the_command_says_it_in_both_languages_and_for_programs(
    qapp: QApplication, dress: Callable[..., None], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """`dress` puts the language back."""
    today = datetime.now(UTC)
    monkeypatch.setattr(diagnosing, "built", lambda: today)
    status, text = told_by_command("--data", str(tmp_path), "--json")
    whole: Any = json.loads(text)
    assert status == whole["status"] == 0
    by_name = {one["subject"]: one["facts"] for one in whole["findings"]}
    assert by_name["qt"]["chromium"].split(".")[0].isdigit()
    assert by_name["qt"]["security_patches"].split(".")[0].isdigit()
    assert by_name["qt"]["built"] == today.date().isoformat()
    assert (
        "All is as it should be" in told_by_command("--data", str(tmp_path), "--language", "en")[1]
    )
    assert "Tout est en ordre" in told_by_command("--data", str(tmp_path), "--language", "fr")[1]


def test_it_looks_at_the_till_that_opens_here(
    qapp: QApplication, dress: Callable[..., None], tmp_path: Path
) -> None:
    """Looking at a training nobody uses said of a live till that all was as it should be."""

    def looked_at(*more: str) -> tuple[int, str]:
        status, text = told_by_command("--data", str(tmp_path), "--json", *more)
        by_name = {one["subject"]: one["facts"] for one in json.loads(text)["findings"]}
        assert ("training" in by_name["stripe"]) == (
            by_name["program"]["environment"] == "training"
        )
        return status, by_name["program"]["environment"]

    assert looked_at()[1] == "training"
    chosen = Chosen(EnvironmentKind.LIVE).naming(EnvironmentKind.LIVE, "till_1")
    ChosenStore(tmp_path).save(chosen)
    assert looked_at() == (2, "live"), "it has no keys"
    assert looked_at("--environment", "training")[1] == "training"
    assert [one.name for one in tmp_path.iterdir()] == ["environment.json"], "nothing is made"
    (tmp_path / "environment.json").write_text("{")
    status, text = told_by_command("--data", str(tmp_path), "--language", "en")
    assert (status, "environment.json" in text) == (2, True)


def test_a_web_engine_that_misses_two_months_of_patches_wants_attention(
    qapp: QApplication, dress: Callable[..., None], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    known = diagnosing.built()
    assert known is not None, "the installed Qt says when it was built"
    assert datetime(2026, 1, 1, tzinfo=UTC) < known < datetime.now(UTC)
    long_ago = datetime.now(UTC) - timedelta(days=75, hours=1)
    monkeypatch.setattr(diagnosing, "built", lambda: long_ago)
    status, text = told_by_command("--data", str(tmp_path), "--language", "en")
    assert status == 1
    assert "built 75 days ago" in text
    assert "Payments go on. Install the newest version" in text
    assert "il y a 75 jours" in told_by_command("--data", str(tmp_path), "--language", "fr")[1]


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
