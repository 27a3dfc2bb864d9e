"""Acts done as whoever is signed in, approved in place where they may not do them alone."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import UserError
from pos_app.staff.model import Actor, Approval, PersonId, RiskyAct, lacking
from pos_app.staff.sign_in import SignIn
from ui.staff.approval import ApprovalPanel
from ui.staff.pin_view_model import PinViewModel

T = TypeVar("T")


class Approving(QObject):
    """Implements Acting. One approval is asked for at a time, since it covers the window."""

    def __init__(self, sign_in: SignIn, window: QWidget) -> None:
        super().__init__(window)
        self._sign_in = sign_in
        self._window = window
        self._asked: asyncio.Future[Approval | None] | None = None

    @property
    def name(self) -> str:
        """Of who is signed in."""
        return self._sign_in.actor.name

    async def act(self, work: Callable[[Actor], Awaitable[T]]) -> T:
        """See Acting."""
        try:
            return await work(self._sign_in.actor)
        except UserError as refusal:
            act = refusal.params.get("act")
            if refusal.key != "staff.not_allowed" or not isinstance(act, RiskyAct):
                raise
        approval = await self._ask(act)
        if approval is None:
            raise UserError("staff.not_approved")
        return await work(self._sign_in.actor.approved(approval))

    def give_up(self) -> None:
        """Take the question away, unanswered: the till is locked."""
        if self._asked is not None:
            _answer(self._asked, None)

    async def _ask(self, act: RiskyAct) -> Approval | None:
        self.give_up()
        answer: asyncio.Future[Approval | None] = asyncio.get_running_loop().create_future()
        self._asked = answer

        async def check(person_id: PersonId, pin: str) -> Approval:
            return await self._sign_in.approve(person_id, pin, act)

        model = PinViewModel(check)
        model.begin(self._sign_in.who_may(act))
        rights = lacking(self._sign_in.actor, act) or (act.right,)
        panel = ApprovalPanel(self._window, model, act, rights, self.name)
        model.setParent(panel)
        model.passed.connect(lambda given: _answer(answer, given))
        panel.cancelled.connect(lambda: _answer(answer, None))
        panel.appear()
        try:
            return await answer
        finally:
            panel.dismiss()


def _answer(question: "asyncio.Future[Approval | None]", given: Approval | None) -> None:
    if not question.done():
        question.set_result(given)
