"""The lives of the intents and of a Checkout Session: pure decisions, no data, no clock.

`succeeded`, `canceled`, `complete` and `expired` are left by nothing, which is why a PaymentIntent
can't succeed twice whatever is retried.
"""

from enum import StrEnum


class Intent(StrEnum):
    REQUIRES_PAYMENT_METHOD = "requires_payment_method"
    REQUIRES_CONFIRMATION = "requires_confirmation"
    REQUIRES_ACTION = "requires_action"
    REQUIRES_CAPTURE = "requires_capture"
    SUCCEEDED = "succeeded"
    CANCELED = "canceled"


class Step(StrEnum):
    """What can happen to a PaymentIntent."""

    GIVE_METHOD = "give_method"
    TAKE_METHOD = "take_method"
    CHALLENGE = "challenge"
    AUTHENTICATE = "authenticate"
    APPROVE = "approve"
    AUTHORIZE = "authorize"
    DECLINE = "decline"
    CAPTURE = "capture"
    CANCEL = "cancel"


class NotAllowed(Exception):
    """The state does not take the step."""

    def __init__(self, state: Intent, step: Step) -> None:
        super().__init__(f"{step} in {state}")
        self.state = state
        self.step = step


_UNSETTLED = frozenset(
    {Intent.REQUIRES_PAYMENT_METHOD, Intent.REQUIRES_CONFIRMATION, Intent.REQUIRES_ACTION}
)
_STEPS: dict[Step, tuple[frozenset[Intent], Intent]] = {
    Step.GIVE_METHOD: (_UNSETTLED, Intent.REQUIRES_CONFIRMATION),
    Step.TAKE_METHOD: (_UNSETTLED, Intent.REQUIRES_PAYMENT_METHOD),
    Step.CHALLENGE: (_UNSETTLED, Intent.REQUIRES_ACTION),
    Step.AUTHENTICATE: (frozenset({Intent.REQUIRES_ACTION}), Intent.REQUIRES_CONFIRMATION),
    Step.APPROVE: (_UNSETTLED, Intent.SUCCEEDED),
    Step.AUTHORIZE: (_UNSETTLED, Intent.REQUIRES_CAPTURE),
    Step.DECLINE: (_UNSETTLED, Intent.REQUIRES_PAYMENT_METHOD),
    Step.CAPTURE: (frozenset({Intent.REQUIRES_CAPTURE}), Intent.SUCCEEDED),
    Step.CANCEL: (_UNSETTLED | {Intent.REQUIRES_CAPTURE}, Intent.CANCELED),
}


def advance(state: str, step: Step) -> Intent:
    """The state after `step`. Raises NotAllowed."""
    current = Intent(state)
    allowed, after = _STEPS[step]
    if current not in allowed:
        raise NotAllowed(current, step)
    return after


def can(state: str, step: Step) -> bool:
    return Intent(state) in _STEPS[step][0]


class SetupStatus(StrEnum):
    REQUIRES_PAYMENT_METHOD = "requires_payment_method"
    REQUIRES_CONFIRMATION = "requires_confirmation"
    REQUIRES_ACTION = "requires_action"
    SUCCEEDED = "succeeded"
    CANCELED = "canceled"


class SetupStep(StrEnum):
    """What can happen to a SetupIntent."""

    GIVE_METHOD = "give_method"
    TAKE_METHOD = "take_method"
    CHALLENGE = "challenge"
    APPROVE = "approve"
    DECLINE = "decline"
    CANCEL = "cancel"


class SetupNotAllowed(Exception):
    """A SetupIntent that was set up or cancelled stays so."""

    def __init__(self, state: SetupStatus, step: SetupStep) -> None:
        super().__init__(f"{step} in {state}")
        self.state = state
        self.step = step


_SETUP_ENDS = frozenset({SetupStatus.SUCCEEDED, SetupStatus.CANCELED})
_AFTER_SETUP: dict[SetupStep, SetupStatus] = {
    SetupStep.GIVE_METHOD: SetupStatus.REQUIRES_CONFIRMATION,
    SetupStep.TAKE_METHOD: SetupStatus.REQUIRES_PAYMENT_METHOD,
    SetupStep.CHALLENGE: SetupStatus.REQUIRES_ACTION,
    SetupStep.APPROVE: SetupStatus.SUCCEEDED,
    SetupStep.DECLINE: SetupStatus.REQUIRES_PAYMENT_METHOD,
    SetupStep.CANCEL: SetupStatus.CANCELED,
}


def advance_setup(status: str, step: SetupStep) -> SetupStatus:
    """The status of a SetupIntent after `step`. Raises SetupNotAllowed."""
    current = SetupStatus(status)
    if current in _SETUP_ENDS:
        raise SetupNotAllowed(current, step)
    return _AFTER_SETUP[step]


class SessionStatus(StrEnum):
    OPEN = "open"
    COMPLETE = "complete"
    EXPIRED = "expired"


class SessionClosed(Exception):
    """Only an open session changes."""

    def __init__(self, status: SessionStatus) -> None:
        super().__init__(status)
        self.status = status


def complete(status: str | None) -> SessionStatus:
    """Raises SessionClosed."""
    return _close(status, SessionStatus.COMPLETE)


def expire(status: str | None) -> SessionStatus:
    """Raises SessionClosed."""
    return _close(status, SessionStatus.EXPIRED)


def _close(status: str | None, after: SessionStatus) -> SessionStatus:
    current = SessionStatus(str(status))
    if current is not SessionStatus.OPEN:
        raise SessionClosed(current)
    return after
