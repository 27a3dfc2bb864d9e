"""The main job from the command line: real windows, real web view, real HTTP."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

STEPS = [
    "find a customer with two fragments",
    "new card, box unticked",
    "new card, box ticked",
    "next checkout shows the card and pays with it",
    "charge the saved card",
    "declined card",
    "card needing authentication",
    "walk-in",
    "deposit of 30 % with an agreement",
    "a month later the balance is collected",
    "a balance the bank asks about is paid on their screen",
    "a declined balance is paid with another card",
    "called off, part of the deposit is given back",
    "nothing is owed to customers, and Stripe says so too",
]


@pytest.mark.timeout(360)
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
def test_the_demo_agrees_with_the_server(tmp_path: Path, language: str, theme: str) -> None:
    for left in ("receipt.pdf", "01-an-earlier-run.png"):
        (tmp_path / left).write_bytes(b"of an earlier run")
    command = [sys.executable, "-m", "pos_app", "demo", "--out", str(tmp_path)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    finished = subprocess.run(
        [*command, "--language", language, "--theme", theme],
        env=environment,
        capture_output=True,
        text=True,
        timeout=320,
        check=False,
    )
    summary = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    assert finished.returncode == 0, (finished.stderr[-2000:], summary)
    assert [step["name"] for step in summary["steps"]] == STEPS
    for step in summary["steps"]:
        assert step["expected"]
        assert step["server"] == step["expected"]
        assert step["milliseconds"] > 0
        for picture in step["pictures"]:
            assert (tmp_path / picture).stat().st_size > 10_000
    assert not (tmp_path / "01-an-earlier-run.png").exists()
    receipt = PdfReader(tmp_path / "receipt.pdf").pages[0].extract_text()
    assert "4242" in receipt
    assert "FORMATION" in receipt.upper()  # in the customer's language, whoever serves
