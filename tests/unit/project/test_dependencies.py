"""pyproject.toml, requirements.lock and the installed packages say the same."""

import re
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from devkit import interpreters, lockfile
from devkit.environment import locked_versions

ROOT = Path(__file__).resolve().parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def wanted() -> list[Requirement]:
    texts = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize("requirement", wanted(), ids=lambda requirement: requirement.name)
def test_the_lock_file_keeps_to_the_range(requirement: Requirement) -> None:
    version = locked_versions(LOCK)[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(version)


@pytest.mark.parametrize("requirement", wanted(), ids=lambda requirement: requirement.name)
def test_every_range_has_a_lower_and_an_upper_end(requirement: Requirement) -> None:
    operators = {part.operator for part in requirement.specifier}
    assert ">=" in operators
    assert "<" in operators


def test_every_locked_package_has_hashes() -> None:
    blocks = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(blocks) == len(locked_versions(LOCK))
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_lock_file_names_no_place_to_download_from() -> None:
    assert lockfile.addresses_in(LOCK) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.com/simple",
        "--extra-index-url file:///somewhere",
        "-f wheels",
        "till @ https://example.com/till.whl",
        "    # from http://example.com",
    ],
)
def test_an_address_in_the_lock_file_would_be_seen(line: str) -> None:
    assert lockfile.addresses_in(f"babel==2.18.0\n{line}\n") == [line]


def test_nothing_undeclared_is_installed() -> None:
    installed = {canonicalize_name(one.metadata["Name"]) for one in distributions()}
    assert installed - locked_versions(LOCK).keys() - {"pos-app"} == set()


def test_dev_py_looks_for_the_pythons_that_are_promised() -> None:
    low, high = re.fullmatch(
        r">=3\.(\d+),<3\.(\d+)", PROJECT["project"]["requires-python"]
    ).groups()  # type: ignore[union-attr]
    assert tuple(range(int(low), int(high))) == interpreters.FIT_MINORS
