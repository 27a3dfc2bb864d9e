"""What a bundle's own doctor says is read as strictly as somebody would who is given the bundle."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from devkit import bundle_doctor
from devkit.bundle_doctor import amiss, is_well
from pos_app.doctor.model import State, Subject
from tests.unit.project.test_packing import ROOT

FACTS: dict[str, dict[str, Any]] = {
    "program": {"version": "0.1.0"},
    "qt": {"qt": "6.11", "pyside": "6.11", "chromium": "140"},
    "database": {"sqlite": "3.53", "sqlcipher": "4.19"},
    "secrets": {"kept": "KeyringSecrets"},
}


def said(status: int = 0, **wrong: str) -> str:
    findings = [
        {
            "subject": subject, "state": "wrong" if subject in wrong else "fine", "facts": facts,
            "advice": wrong.get(subject, ""),
        }
        for subject, facts in FACTS.items()
    ]  # fmt: skip
    return json.dumps({"status": status, "findings": findings})


@pytest.mark.parametrize("kind", ["training", "test"])
def test_a_bundle_whose_parts_all_answer_is_well(kind: str) -> None:
    assert list(amiss(kind, 0, said())) == []


def test_a_machine_without_a_keyring_was_asked_for_one() -> None:
    none = said(2, secrets="secrets.no_keyring")
    assert list(amiss("test", 2, none)) == []
    assert list(amiss("training", 2, none)) == ["secrets is wrong: secrets.no_keyring"]


def test_what_is_wrong_is_told() -> None:
    broken = said(2, database="doctor.damaged")
    assert list(amiss("test", 2, broken)) == ["database is wrong: doctor.damaged"]


@pytest.mark.parametrize(
    ("subject", "name"), [("qt", "chromium"), ("database", "sqlcipher"), ("secrets", "kept")]
)
def test_a_part_that_was_not_asked_is_missed(
    subject: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FACTS[subject], name, "")
    assert list(amiss("training", 0, said())) == [f"{subject} doesn't say its {name}"]


@pytest.mark.parametrize("status", [1, 2, -6])
def test_it_ends_with_what_it_found(status: int) -> None:
    assert list(amiss("training", status, said())) == ["its exit status isn't what it found"]


@pytest.mark.parametrize(
    "text", ["", "Traceback", "[]", '{"status": 0}', '{"status":0,"findings":[]}']
)
def test_what_cannot_be_read_is_not_well(text: str) -> None:
    assert amiss("training", 0, text)


def test_what_it_advises_is_told_too() -> None:
    assert (
        bundle_doctor._but(said(2, secrets="secrets.no_keyring")) == ", but for secrets.no_keyring"
    )
    assert bundle_doctor._but(said()) == ""


def test_it_knows_the_doctors_words() -> None:
    assert {"qt", "database", "secrets"} <= {one.value for one in Subject}
    assert {one.value for one in State} == {"fine", "attention", "wrong"}


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_the_program_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = tmp_path / "program"
    answers = tmp_path / "said.json"
    program.write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/asked"\ncat "{answers}"\n', "utf-8")
    program.chmod(0o755)
    answers.write_text(said(), "utf-8")
    assert is_well(str(program), ROOT, {})
    assert "training: well (status 0)" in capsys.readouterr().err
    answers.write_text("", "utf-8")
    assert not is_well(str(program), ROOT, {})
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert [line.split()[:4] for line in asked] == [
        ["doctor", "--json", "--environment", kind] for kind in ("training", "test")
    ] * 2
    assert "it says nothing that can be read" in capsys.readouterr().err
