"""What goes into a bundle, and its pictures, without building one."""

import struct
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from devkit import bundle, commands, icons, packing, unpacked
from pos_app.about.parts import needed

ROOT = Path(__file__).resolve().parents[3]
CODE = set(".py .pyi .pyc .so .dll .pyd .typed .pxd .pyx .c .h .hpp .a .f .f90 .build".split())


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/Qt/translations/qtwebengine_locales/en-US.pak",
        "PySide6/translations/qtwebengine_locales/fr.pak",
        "PySide6/Qt/resources/icudtl.dat",
        "PySide6/Qt/libexec/QtWebEngineProcess",
        "PySide6/Qt/lib/libQt6WebEngineCore.so.6",
        "PySide6/QtCore.abi3.so",
        "babel/locale-data/root.dat",
        "babel/locale-data/fr_CA.dat",
        "babel/locale-data/LICENSE.unicode",
        "faker/providers/person/en_GB/__init__.py",
        "faker/providers/person/__init__.py",
        "resources/translations/pos_fr.qm",
        "LICENSE",
    ],
)
def test_what_the_till_uses_is_kept(place: str) -> None:
    assert packing.kept(place)
    assert packing.kept(place.replace("/", "\\")), "as Windows writes it"


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/qml/QtQuick/libqtquick2plugin.so",
        "PySide6/qml/QtQuick/qmldir",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qtwebengine_locales/de.pak",
        "PySide6/Qt/resources/qtwebengine_devtools_resources.pak",
        "PySide6/Qt/resources/qtwebengine_resources.debug.pak",
        "babel/locale-data/de.dat",
        "babel/locale-data/frr.dat",
        "faker/providers/person/de_DE/__init__.py",
    ],
)
def test_what_it_does_not_is_left_out(place: str) -> None:
    assert not packing.kept(place)
    assert not packing.kept(place.replace("/", "\\"))


def test_modules_of_other_languages_are_left_out() -> None:
    assert packing.kept_module("faker.providers.address.fr_FR")
    assert packing.kept_module("faker.providers.address")
    assert packing.kept_module("babel.numbers")
    assert not packing.kept_module("faker.providers.address.ja_JP")
    assert not packing.kept_module("faker.providers.phone_number.ar_AE")


def test_a_library_that_only_a_dropped_plugin_needs_goes_with_it() -> None:
    needs = {
        "plugin.so": {"toolkit.so", "shared.so"}, "toolkit.so": {"drawing.so", "shared.so"},
        "drawing.so": set(), "shared.so": {"deep.so"}, "deep.so": set(), "engine.so": {"shared.so"},
        "opened-later.so": set(),
    }  # fmt: skip
    idle = packing.only_for(["plugin.so"], needs)
    assert idle == {"plugin.so", "toolkit.so", "drawing.so"}


def files_beside_code() -> set[str]:
    """The packages of what the till needs that have files other than code, and whose those are."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = set()
    for one in needed(project["dependencies"]):
        for file in one.files or ():
            top = file.parts[0]
            beside = file.suffix not in CODE and file.name not in ("py.typed", "LICENSE")
            if beside and top != ".." and not top.endswith(".dist-info"):
                found.add(top)
    return found


def test_files_that_libraries_read_are_thought_about() -> None:
    """The program lost Stripe's list of authorities once: its demo needs none."""
    thought_of = {*packing.READING, *packing.COLLECTED, *packing.UNREAD}
    assert files_beside_code() - thought_of == set()
    assert {*packing.READING} <= files_beside_code()


def test_a_link_goes_with_what_it_leads_to() -> None:
    places = {"PySide6/Qt/lib/libQt6Core.so.6", "other/lib.so"}
    assert packing.leads(("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"), places)
    assert packing.leads(("other/lib.so.6", "lib.so", "SYMLINK"), places)
    assert packing.leads(("lib.so", "/usr/lib/lib.so", "BINARY"), places)
    assert not packing.leads(("lib.so.6", "lib.so", "SYMLINK"), places)


def test_windows_has_four_numbers() -> None:
    assert packing.version_numbers("0.1.0") == (0, 1, 0, 0)
    assert packing.version_numbers("1.2.3rc4.post5") == (1, 2, 3, 4)


@pytest.mark.parametrize(("system", "ending"), [("win32", ".ico"), ("darwin", ".icns")])
def test_a_system_that_puts_a_picture_into_a_program_gets_one(
    tmp_path: Path, system: str, ending: str
) -> None:
    wanted = packing.icon_for(system, tmp_path)
    icons.write(tmp_path)
    assert wanted is not None
    assert wanted.endswith(ending)
    assert Path(wanted).is_file()
    assert packing.icon_for("linux", tmp_path) is None


def test_the_picture_for_windows_holds_every_size(tmp_path: Path) -> None:
    icons.write(tmp_path)
    content = (tmp_path / "pos-app.ico").read_bytes()
    _, kind, count = struct.unpack_from("<3H", content)
    assert (kind, count) == (1, len(icons.ICO_SIZES))
    for number, size in enumerate(icons.ICO_SIZES):
        edge, _, _, _, _, depth, length, place = struct.unpack_from(
            "<4B2H2I", content, 6 + 16 * number
        )
        assert (edge or 256, depth) == (size, 32)
        picture = QImage.fromData(content[place : place + length], "PNG")
        assert (picture.width(), picture.height()) == (size, size)
        assert picture.pixelColor(size // 2, size // 2).alpha() == 255
        assert picture.pixelColor(0, 0).alpha() == 0, "its corners are round"
    assert place + length == len(content)


def test_the_picture_for_macos_holds_every_size(tmp_path: Path) -> None:
    icons.write(tmp_path)
    content = (tmp_path / "pos-app.icns").read_bytes()
    assert struct.unpack_from(">4sI", content) == (b"icns", len(content))
    place, found = 8, {}
    while place < len(content):
        kind, length = struct.unpack_from(">4sI", content, place)
        found[kind] = QImage.fromData(content[place + 8 : place + length], "PNG").width()
        place += length
    assert found == icons.ICNS_TYPES


def test_a_file_with_two_names_counts_once(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"12345")
    (tmp_path / "other").symlink_to(tmp_path / "one")
    assert bundle.size_of(tmp_path) == 5


def test_pysides_own_modules_are_found_where_they_are_unpacked(tmp_path: Path) -> None:
    assert unpacked.unpack(tmp_path) > 5
    script = (
        "import sys, importlib.util; sys.path.insert(0, sys.argv[1]);"
        "print(importlib.util.find_spec('shibokensupport.signature.loader').origin)"
    )
    folder = tmp_path / unpacked.FOLDER
    found = subprocess.run(
        [sys.executable, "-c", script, str(folder)], check=True, capture_output=True, text=True
    ).stdout.strip()
    assert Path(found) == folder / "shibokensupport" / "signature" / "loader.pyc"


def test_help_builds_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands.bundle, "make", lambda *_: pytest.fail("it was built"))
    with pytest.raises(SystemExit) as end:
        commands.main(["bundle", "-h"])
    assert end.value.code == 0
    assert "dev.py bundle" in capsys.readouterr().out
