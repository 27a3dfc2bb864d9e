"""What an endpoint is given, and what it declares about itself."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pos_app.training.records.work import Work
from pos_app.training.wire.errors import Body, unsupported


@dataclass(frozen=True)
class Call:
    """`params` are checked already; `path` holds the ids of the address."""

    work: Work
    params: Body
    path: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.path["id"]


Handler = Callable[[Call], Body]


@dataclass(frozen=True)
class Endpoint:
    """`params` names the SDK's type; `implements` the parameters that do something here.

    None for `implements` means all of them.
    """

    method: str
    path: str
    handler: Handler
    params: str
    implements: frozenset[str] | None = None

    def check_implemented(self, params: Body) -> None:
        """Raises StripeError (400) for a parameter that would be ignored."""
        if self.implements is not None:
            only(self.implements, params)


def only(implemented: frozenset[str], params: Body) -> None:
    """Raises StripeError (400) for a parameter of Stripe's that does nothing here."""
    for name in params:
        if name not in implemented and name != "expand":
            raise unsupported(name)


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())
