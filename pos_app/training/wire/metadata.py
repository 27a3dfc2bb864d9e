"""Metadata: up to 50 keys of 40 characters, values up to 500.

An empty value unsets its key; in the v2 API, where values are JSON, null does.
"""

from pos_app.training.wire.errors import Body, invalid

MAX_KEYS, MAX_KEY, MAX_VALUE = 50, 40, 500


def merged(current: Body, given: Body | str | None, *, prefix: str = "metadata") -> Body:
    """`current` with `given` merged in; "" for the whole unsets every key, None changes nothing.

    Raises StripeError (400) when a limit is passed.
    """
    if given is None:
        return current
    if isinstance(given, str):
        return {}
    result = dict(current)
    for key, value in given.items():
        if value is None:
            result.pop(key, None)
            continue
        if len(key) > MAX_KEY:
            message = f"Metadata keys can have up to {MAX_KEY} characters. Yours has {len(key)}."
            raise invalid(message, param=prefix)
        if len(value) > MAX_VALUE:
            message = (
                f"Metadata values can have up to {MAX_VALUE} characters, but you passed in a value"
                f" that is {len(value)} characters for the key {key}."
            )
            raise invalid(message, param=f"{prefix}[{key}]")
        if value == "":
            result.pop(key, None)
        else:
            result[key] = value
    if len(result) > MAX_KEYS:
        message = f"You can only specify up to {MAX_KEYS} keys of metadata."
        raise invalid(message, param=prefix)
    return result
