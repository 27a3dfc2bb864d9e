"""Contrast and sizes of the tokens, by computation (WCAG 2.2; PRODUCT, section 4)."""

import pytest

from ui.theme.tokens import (
    KINDS,
    SIZE,
    TEST,
    THEME_NAMES,
    TRAINING,
    TYPE,
    Practice,
    Theme,
    ThemeName,
    contrast,
    theme,
)

CONTROL = 3.0
THEMES = [
    pytest.param(theme(name, training=kind == "training", test=kind == "test"), id=name + kind)
    for name in THEME_NAMES
    for kind in ("", "training", "test")
]


def text_of(look: Theme) -> float:
    """WCAG 2.2: AA 4.5, AAA 7."""
    return 7.0 if look.contrast else 4.5


def test_contrast_of_the_extremes() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("look", THEMES)
def test_text_is_readable_on_every_ground(look: Theme) -> None:
    colours, least = look.colours, text_of(look)
    for ground in (colours.ground, colours.surface, colours.raised, colours.selected):
        for text in (colours.ink, colours.muted, colours.accent):
            assert contrast(text, ground) >= least, (text, ground)


@pytest.mark.parametrize("look", THEMES)
def test_controls_and_focus_stand_out(look: Theme) -> None:
    colours = look.colours
    for ground in (colours.ground, colours.surface):
        for mark in (colours.edge, colours.focus, colours.primary.fill, colours.danger.fill):
            assert contrast(mark, ground) >= CONTROL, (mark, ground)


@pytest.mark.parametrize("look", THEMES)
def test_words_on_filled_buttons(look: Theme) -> None:
    colours, least = look.colours, text_of(look)
    for solid in (colours.primary, colours.danger):
        for fill in (solid.fill, solid.hover, solid.pressed):
            assert contrast(solid.text, fill) >= least, fill


@pytest.mark.parametrize("look", THEMES)
def test_messages_of_every_kind(look: Theme) -> None:
    colours, least = look.colours, text_of(look)
    for kind in KINDS:
        tone = colours.tone(kind)
        assert contrast(tone.text, tone.fill) >= least, kind
        assert contrast(tone.mark, tone.fill) >= CONTROL, kind
        for ground in (colours.ground, colours.surface):
            # the status line and inline errors write in this colour
            assert contrast(tone.mark, ground) >= least, kind


def test_kinds_differ_in_colour() -> None:
    for name in THEME_NAMES:
        colours = theme(name, training=False).colours
        assert len({colours.tone(kind) for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("band", [TRAINING, TEST])
def test_practice_can_be_read_and_seen(band: Practice) -> None:
    assert contrast(band.band_text, band.band) >= 7
    assert contrast(band.band_text, band.band_stripe) >= 7
    for name in THEME_NAMES:
        plain = theme(name, training=False)
        practice = theme(name, training=band is TRAINING, test=band is TEST)
        assert plain.colours.ground != practice.colours.ground
        assert contrast(practice.watermark, practice.colours.ground) >= 1.08


def test_training_and_test_keys_are_not_taken_for_each_other() -> None:
    assert TRAINING.band != TEST.band
    for name in THEME_NAMES:
        assert len({TRAINING.ground[name], TEST.ground[name]}) == 2
        assert theme(name, training=True).practice is TRAINING
        assert theme(name, training=False, test=True).practice is TEST
        assert theme(name, training=False).practice is None


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("name", THEME_NAMES)
def test_text_over_the_watermark_is_readable(name: ThemeName, training: bool) -> None:
    practice = theme(name, training=training, test=not training)
    colours, least = practice.colours, text_of(practice)
    marks = [colours.tone(kind).mark for kind in KINDS]
    for text in (colours.ink, colours.muted, colours.accent, *marks):
        assert contrast(text, practice.watermark) >= least, text
    for mark in (colours.edge, colours.focus):
        assert contrast(mark, practice.watermark) >= CONTROL, mark


def test_sizes_for_fingers_and_distance() -> None:
    assert min(SIZE.target, SIZE.field, SIZE.button, SIZE.row) >= 48
    assert TYPE.body >= 20, "16 arcmin at 80 cm"
    assert min(TYPE.strong, TYPE.title, TYPE.display) >= 25, "20 arcmin at 80 cm"


def test_high_contrast_says_nothing_by_a_tint_alone() -> None:
    """Whatever is chosen, grouped or can be pressed has an edge that is seen."""
    look = theme("contrast", training=True)
    colours = look.colours
    for ground in (colours.ground, colours.surface, colours.raised, colours.selected):
        for edge in (colours.line, colours.edge, colours.accent, colours.focus):
            assert contrast(edge, ground) >= CONTROL, (edge, ground)
    for kind in KINDS:
        tone = colours.tone(kind)
        assert contrast(tone.line, tone.fill) >= CONTROL, kind
        assert contrast(tone.mark, tone.fill) >= 7, kind


@pytest.mark.parametrize("look", THEMES)
def test_lines_share_the_room_that_layouts_leave(look: Theme) -> None:
    strokes = look.strokes
    assert strokes.ring + strokes.ring_gap == SIZE.ring + SIZE.ring_gap
    assert strokes.ring >= (4 if look.contrast else 3)
    assert 0 < strokes.edge < strokes.focus
