"""The till's colours, by the names the checkout page's style sheet knows them."""

from ui.theme.tokens import TRAINING, Theme

_TONES = ("success", "warning", "danger", "unknown")


def page_colours(theme: Theme) -> dict[str, str]:
    """`PageConfig.theme` for that theme."""
    colours = theme.colours
    names = "ground surface raised selected line edge ink muted accent focus".split()
    page = {name: str(getattr(colours, name)) for name in names}
    for part in ("text", "fill", "hover", "pressed"):
        page[f"primary-{part}"] = str(getattr(colours.primary, part))
    for kind in _TONES:
        for part in ("text", "fill", "mark", "line"):
            page[f"{kind}-{part}"] = str(getattr(getattr(colours, f"{kind}_tone"), part))
    band = theme.practice or TRAINING  # the page shows none where money is real
    page["band"], page["band-stripe"] = band.band, band.band_stripe
    page["band-text"] = band.band_text
    return page
