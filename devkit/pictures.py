"""The manual's pictures, taken anew from the demo's, in both languages."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from devkit.terminal import ROOT, CannotGoOn, say

IMAGES: Final = ROOT / "docs" / "images"
FOLDERS: Final[Mapping[str, Path]] = {"en": IMAGES, "fr": IMAGES / "fr"}
WANTED: Final[Mapping[str, str]] = {
    "customer-with-card": "till", "customer": "customer", "keys": "keys", "checkout": "checkout",
    "handed-over": "hand-over", "read-back": "read-back", "sale-in-parts": "deposit",
    "agreement": "agreement",
}  # fmt: skip
"""What the demo calls a picture, and what the manual does."""
OF_SCREENS: Final = ("due", "call-off", "shift", "figures", "approval")
"""Those that tests/ui/screens/manual.py takes, in each language."""
DRAFTS: Final = Path("build") / "pictures"


def take(demo: Callable[[list[str]], int]) -> int:
    """Run the demo in each language and keep what the manual shows; the demo's status where it
    fails. Raises CannotGoOn when it made no such picture."""
    for language, folder in FOLDERS.items():
        drafts = DRAFTS / language
        status = demo(["--out", str(drafts), "--language", language, "--theme", "light"])
        if status != 0:
            return status
        folder.mkdir(parents=True, exist_ok=True)
        for made, kept in chosen(ROOT / drafts).items():
            shutil.copyfile(made, folder / f"{kept}.png")
    say(f"the manual's pictures are in {IMAGES.relative_to(ROOT)}")
    return 0


def chosen(drafts: Path) -> dict[Path, str]:
    """The first picture of each kind the manual shows, and its name there."""
    found = {}
    for made, kept in WANTED.items():
        pictures = sorted(drafts.glob(f"[0-9][0-9]-{made}.png"))
        if not pictures:
            raise CannotGoOn(f"the demo made no picture “{made}”, which the manual shows.")
        found[pictures[0]] = kept
    return found
