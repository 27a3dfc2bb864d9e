"""The code on a roll: the dots that leave for the printer are those of the QR code."""

import segno
from hypothesis import given
from hypothesis import strategies as st

from pos_app.receipts.roll import COLUMNS
from pos_app.receipts.roll_code import DOTS, code_picture


def _read_back(job: bytes) -> list[list[int]]:
    """The modules of the picture, as a printer would burn them."""
    assert job[:4] == b"\x1dv0\x00"
    wide, height = (int.from_bytes(job[at : at + 2], "little") for at in (4, 6))
    picture = job[8:]
    assert len(picture) == wide * height
    rows = [picture[at * wide : (at + 1) * wide] for at in range(height)]
    dots = [[(byte >> (7 - bit)) & 1 for byte in row for bit in range(8)] for row in rows]
    count = height // DOTS
    for down, line in enumerate(dots):  # each module is whole, and nothing is beside them
        assert line == dots[down // DOTS * DOTS]
        assert not any(line[count * DOTS :])
    return [[line[across * DOTS] for across in range(count)] for line in dots[::DOTS]]


@given(st.from_regex(r"pi_[A-Za-z0-9]{24}", fullmatch=True))
def test_what_is_burnt_is_the_code_of_the_reference(reference: str) -> None:
    wanted = [list(line) for line in segno.make_qr(reference, error="m").matrix]
    assert _read_back(code_picture(reference)) == wanted


def test_it_fits_the_narrowest_paper() -> None:
    """384 dots on 58 mm (`COLUMNS`: 12 a character)."""
    wide = int.from_bytes(code_picture("pi_3Q0000000000000000000001")[4:6], "little") * 8
    assert wide <= min(COLUMNS.values()) * 12
