"""Where the program's own files are, installed from source or frozen into a bundle."""

import sys
from pathlib import Path


def resource_dir() -> Path:
    """The `resources` folder of this program."""
    bundled = getattr(sys, "_MEIPASS", None)
    root = Path(bundled) if bundled else Path(__file__).resolve().parents[2]
    return root / "resources"
