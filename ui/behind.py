"""What the till behind the window is made of, imported on the UI thread a frame at a time.

Not by another thread: classes of Qt must be made where Qt's events are handled. One made elsewhere
while a timer fires ended the process once in a dozen starts, inside PySide (its own table of
classes is read there without Python's lock). Whatever needs no Qt may be imported anywhere.
"""

import asyncio
from importlib import import_module
from typing import Any, Final

STAGES: Final = (
    "ui.widgets.name_label", "ui.checkout.side_bar", "ui.checkout.screen", "ui.consent.ports",
    "ui.consent.agreement", "ui.widgets.day_line", "ui.consent.ask", "ui.consent.charge_under",
    "ui.printing.agreement_words", "ui.printing.pdf", "ui.consent.paper_view_model",
    "ui.consent.revoke", "ui.customers.editor", "ui.customers.importing.table_models",
    "ui.customers.importing.columns_step", "ui.customers.merge", "ui.customers.timeline",
    "ui.customers.panel", "ui.customers.card_view_model", "ui.disputes.dispute_view_model",
    "ui.disputes.showing", "ui.dues.board", "ui.dues.change_panel", "ui.dues.link",
    "ui.payments.operation_view_model", "ui.payments.countdown", "ui.payments.payment",
    "ui.payments.past", "ui.reports.files", "ui.reports.shift", "ui.consent.agreement_list",
    "ui.consent.showing", "ui.customers.importing.screen", "ui.customers.screen",
    "ui.customers.showing_cards", "ui.dues.due", "ui.dues.showing",
    "ui.payments.unresolved_view_model", "ui.reports.showing", "ui.crossings", "ui.settings.words",
    "ui.about.view_model", "ui.doctor.diagnosing", "ui.setting_up.shop_step",
    "ui.setting_up.opening", "ui.choosing", "ui.settings.own_till", "ui.sounds.player",
    "ui.payments.leaving_view_model", "ui.receipts.screen", "ui.sales.plan_model",
    "ui.sales.history", "ui.widgets.pin_pad", "ui.staff.audit", "ui.staff.rights",
    "ui.payments.take_payment", "ui.agreeing", "ui.customer_side", "ui.payments.outcome",
    "ui.own_till", "ui.payments.charge_card", "ui.receipts.issuing", "ui.sales.plan_form",
    "ui.selling", "ui.staff.locking", "ui.staff.working", "ui.touring", "ui.routes",
)  # fmt: skip
"""In the order in which they need each other, in parts that take about half a frame each."""


async def routes() -> Any:
    """The module `ui.routes`. Between two parts, what else happens comes first."""
    for name in STAGES:
        import_module(name)
        await asyncio.sleep(0)
    return import_module(STAGES[-1])
