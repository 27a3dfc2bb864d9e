"""A broken design, as the change of the real code that makes it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """`old` stands exactly once in `file`."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Mutant:
    """A name and what is changed."""

    name: str
    edits: tuple[Edit, ...]
    tills: int = 0
    """How many the stories have; 0: as the seeds say."""
    about: str = ""
    """The kind of the stories; empty: as the seeds say."""
