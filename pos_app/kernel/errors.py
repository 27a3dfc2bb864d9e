"""What can go wrong, by whom it is mended.

A person mends a `UserError`, time or an administrator an `EnvironmentFault`, and we a `Bug`.
`key` names a sentence in the message catalogue (`ui/i18n/messages.py`); `params` fill it.
"""

from typing import Final

SPENT_KEY: Final = "remote.spent_key"
"""Of a RemoteUnknown: Stripe answers this idempotency key with a stored 500, for a day."""
KEY_TAKEN: Final = "remote.key_taken"
"""Of a RemoteUnknown: the idempotency key went before with other parameters."""
OTHER_MODE: Final = "remote.other_mode"
"""Stripe answered in the other of its two modes (test, live): nothing more is asked of it."""


class PosError(Exception):
    """Anything the till raises on purpose."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(f"{key} {params}" if params else key)
        self.key = key
        self.params = params


class UserError(PosError):
    """What was typed or chosen can't be done; `field` says beside which input to say so."""

    def __init__(self, key: str, *, field: str | None = None, **params: object) -> None:
        super().__init__(key, **params)
        self.field = field


class EnvironmentFault(PosError):
    """Disk, network or another program failed; `retryable` says whether waiting may help."""

    def __init__(self, key: str, *, retryable: bool, **params: object) -> None:
        super().__init__(key, **params)
        self.retryable = retryable


class RemoteRefused(EnvironmentFault):
    """Stripe answered, definitively, that it did nothing (400, 401, 403, 404).

    `code` is Stripe's error code, `request_id` what its support asks for.
    """

    def __init__(
        self, key: str, *, code: str | None, param: str | None, request_id: str | None,
        message: str | None = None,
    ) -> None:  # fmt: skip
        super().__init__(key, retryable=False, code=code, request_id=request_id)
        self.code = code
        self.param = param
        self.request_id = request_id
        self.message = message


class RemoteUnreachable(EnvironmentFault):
    """No connection was made, so nothing was asked and nothing happened."""

    def __init__(self, key: str = "remote.unreachable") -> None:
        super().__init__(key, retryable=True)


class RemoteUnknown(EnvironmentFault):
    """Asked, but not answered in a way that tells what happened.

    Time-outs, resets, 409, 429, 5xx and replies that are not Stripe's. Never a failure: whoever
    asked for money looks again before anything else (RELIABILITY rule 3).
    """

    def __init__(self, key: str = "remote.unknown", *, request_id: str | None = None) -> None:
        super().__init__(key, retryable=True, request_id=request_id)
        self.request_id = request_id


class Bug(PosError):
    """Something the code promised can't happen."""


class Superseded(PosError):
    """A newer question made this one pointless; nothing went wrong."""

    def __init__(self) -> None:
        super().__init__("storage.superseded")
