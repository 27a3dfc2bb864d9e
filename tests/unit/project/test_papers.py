"""README, manual and decision records point at what is there."""

import re
from pathlib import Path

import pytest

from devkit import commands

ROOT = Path(__file__).resolve().parents[3]
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
RECORDS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(paper: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", paper.read_text("utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (paper.parent / target).exists()] == []


def test_every_command_that_is_told_exists() -> None:
    told = {
        name
        for paper in PAPERS
        for name in re.findall(r"\bdev\.py (\w+)", paper.read_text("utf-8"))
    }
    assert told <= commands._COMMANDS.keys()


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name[:4])
def test_a_decision_keeps_to_the_template(record: Path) -> None:
    template = (ROOT / "docs" / "decisions" / "template.md").read_text("utf-8")
    text = record.read_text("utf-8")
    assert text.startswith(f"# {record.name[:4]}: ")
    headings = re.findall(r"^## .+$", text, re.MULTILINE)
    assert headings == re.findall(r"^## .+$", template, re.MULTILINE)
