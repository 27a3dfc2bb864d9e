"""README, manual and decision records point at what is there."""

import re
from pathlib import Path

import pytest

from devkit import commands, pictures
from devkit.terminal import CannotGoOn

ROOT = Path(__file__).resolve().parents[3]
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
RECORDS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(paper: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", paper.read_text("utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (paper.parent / target).exists()] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.relative_to(ROOT).as_posix())
def test_every_link_into_a_paper_leads_to_a_heading_of_it(paper: Path) -> None:
    links = re.findall(r"\]\(([^)#\s:]*)#([^)\s]+)\)", paper.read_text("utf-8"))
    lost = [
        (target, anchor)
        for target, anchor in links
        if anchor not in _anchors((paper.parent / target) if target else paper)
    ]
    assert lost == []


def _anchors(paper: Path) -> set[str]:
    """As GitHub makes them: in small letters, without signs, a hyphen for a space."""
    headings = re.findall(r"^#+ (.+)$", paper.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


def test_every_command_that_is_told_exists() -> None:
    told = {
        name
        for paper in PAPERS
        for name in re.findall(r"\bdev\.py (\w+)", paper.read_text("utf-8"))
    }
    assert told <= commands._COMMANDS.keys()


def test_each_decision_has_a_number_of_its_own() -> None:
    """Whoever works beside others takes a number before theirs is there: gaps close later."""
    numbers = [path.name[:4] for path in RECORDS]
    assert sorted(set(numbers)) == numbers


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name[:4])
def test_a_decision_keeps_to_the_template(record: Path) -> None:
    template = (ROOT / "docs" / "decisions" / "template.md").read_text("utf-8")
    text = record.read_text("utf-8")
    assert text.startswith(f"# {record.name[:4]}: ")
    headings = re.findall(r"^## .+$", text, re.MULTILINE)
    assert headings == re.findall(r"^## .+$", template, re.MULTILINE)


def test_every_picture_of_the_manuals_is_one_that_is_taken_and_is_shown() -> None:
    shown = {
        (paper.parent / target).resolve()
        for paper in PAPERS
        for target in re.findall(r"\]\(([^)#\s]+\.png)", paper.read_text("utf-8"))
    }
    taken = {
        folder / f"{name}.png"
        for folder in pictures.FOLDERS.values()
        for name in (*pictures.WANTED.values(), *pictures.OF_SCREENS)
    }
    assert shown <= taken
    assert set((ROOT / "docs").rglob("*.png")) == shown, "none lies there that nobody is shown"


def test_the_first_picture_of_a_kind_is_kept_and_a_missing_one_is_said(tmp_path: Path) -> None:
    for number, name in enumerate((*pictures.WANTED, "checkout"), start=1):
        (tmp_path / f"{number:02}-{name}.png").write_bytes(b"")
    found = pictures.chosen(tmp_path)
    assert sorted(found.values()) == sorted(pictures.WANTED.values())
    assert tmp_path / f"{list(pictures.WANTED).index('checkout') + 1:02}-checkout.png" in found
    (tmp_path / "01-customer-with-card.png").unlink()
    with pytest.raises(CannotGoOn, match="customer-with-card"):
        pictures.chosen(tmp_path)
