"""Addresses the customer is sent to: a web page's, or an app's of its own scheme."""

from urllib.parse import urlsplit

from pos_app.training.wire.errors import invalid

LONGEST = 5000
"""Characters."""
_NO_PAGE = frozenset({"javascript", "data", "vbscript", "about", "blob", "file"})


def check(url: str, *, param: str) -> None:
    """Raises StripeError url_invalid (400)."""
    try:
        parts = urlsplit(url)
    except ValueError as fault:  # half an IPv6 address
        raise invalid("Not a valid URL", code="url_invalid", param=param) from fault
    if not parts.scheme:
        message = "Invalid URL: An explicit scheme (such as https) must be provided."
        raise invalid(message, code="url_invalid", param=param)
    nowhere = not (parts.netloc or parts.path)
    if nowhere or parts.scheme in _NO_PAGE or len(url) > LONGEST:
        raise invalid("Not a valid URL", code="url_invalid", param=param)
