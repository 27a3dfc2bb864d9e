"""Which program of the machine plays a tone, and what it is given."""

from ui.sounds.programs import commands, surroundings


def _there(*names: str) -> dict[str, str]:
    return {name: f"/usr/bin/{name}" for name in names}


def test_the_best_program_comes_first() -> None:
    found = commands("linux", _there("aplay", "paplay").get)
    assert found == [("/usr/bin/paplay",), ("/usr/bin/aplay", "-q")]
    assert commands("darwin", _there("afplay", "paplay").get) == [("/usr/bin/afplay",)]


def test_a_machine_without_any_has_none() -> None:
    assert commands("linux", _there().get) == []
    assert commands("darwin", _there("aplay").get) == []


def test_a_bundles_own_libraries_are_not_given_to_other_programs() -> None:
    bundled = {"PATH": "/bin", "LD_LIBRARY_PATH": "/bundle", "LD_LIBRARY_PATH_ORIG": "/usr/lib"}
    assert surroundings(bundled, frozen=True) == {"PATH": "/bin", "LD_LIBRARY_PATH": "/usr/lib"}
    own = {"PATH": "/bin", "LD_LIBRARY_PATH": "/bundle"}
    assert surroundings(own, frozen=True) == {"PATH": "/bin"}
    assert surroundings(own, frozen=False) == own
