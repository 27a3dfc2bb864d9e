"""What the stand-in leaves out, held against the Node package's declarations."""

from pathlib import Path

import pytest

from pos_app.training.records.kinds import KINDS
from tests.helpers import shapes
from tests.helpers.declarations import Declarations, Interface
from tests.helpers.node import installed
from tests.helpers.shapes_absent import ABSENT, NULL_TOO

HERE = Path(__file__).parent
IN_PREVIEW = {"privacy.redaction_job"}
"""Of which the packages know nothing: tests/integration/training/test_redactions.py looks at it."""
OBJECTS = (*(kind.name for kind in KINDS if kind.name not in IN_PREVIEW), "balance", "item")

pytestmark = pytest.mark.timeout(300)  # the first run on a machine fetches the package

Pairs = dict[str, tuple[type, Interface]]


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    """The Python class and the TypeScript interface of every part of every object, by name."""
    declarations = Declarations(installed(HERE) / "node_modules" / "stripe")
    found: Pairs = {}
    for kind in OBJECTS:
        declared = shapes.class_named(kind)
        assert declared is not None
        _pair(declared, declarations.of_object(kind), found)
    return found


def _pair(declared: type, interface: Interface, found: Pairs) -> None:
    name = shapes.title(declared)
    if name in found:
        return
    found[name] = (declared, interface)
    for field, hint in shapes.fields_of(declared).items():
        inner = shapes.nested(hint)
        other = interface.inner(field) if field in interface.fields else None
        if inner is not None and other is not None:
            _pair(inner, other, found)


def test_the_reader_reads(pairs: Pairs) -> None:
    """Absent, null, both and neither, deep inside and in what files share."""

    def field(name: str, part: str) -> tuple[bool, bool]:
        declared = pairs[part][1].fields[name]
        return declared.may_be_absent, declared.may_be_null

    assert field("amount", "Charge") == (False, False)
    assert field("failure_code", "Charge") == (False, True)
    assert field("level3", "Charge") == (True, False)
    assert field("refunds", "Charge") == (True, True)
    assert field("city", "Customer.Address") == (False, True)
    assert field("type", "checkout.Session.AutomaticTax.Liability") == (False, False)
    assert field("display_name", "v2.core.Account") == (True, False)
    assert len(pairs) > 300


def test_both_packages_declare_the_same_fields(pairs: Pairs) -> None:
    """So that a class's fields are the interface's, and nothing was misread."""
    apart = {
        f"{name}.{field}"
        for name, (declared, interface) in pairs.items()
        for field in set(shapes.fields_of(declared)) ^ set(interface.fields)
    }
    assert apart == set()


def test_whatever_is_left_out_may_be_absent(pairs: Pairs) -> None:
    wrong = {
        f"{name}.{field}"
        for name, fields in ABSENT.items()
        for field in fields
        if field != "deleted" and not pairs[name][1].fields[field].may_be_absent
    }
    assert wrong == set()


def test_what_may_be_absent_and_null_is_known(pairs: Pairs) -> None:
    """Everything else that may be absent is never null: the check of shapes counts on it."""
    both = {
        name: frozenset(field for field in fields if pairs[name][1].fields[field].may_be_null)
        for name, fields in ABSENT.items()
        if not name.startswith("v2.")
    }
    assert {name: fields for name, fields in both.items() if fields} == NULL_TOO


def test_whatever_another_type_needs_may_be_absent(pairs: Pairs) -> None:
    wrong = {
        f"{name}.{field}"
        for name in shapes.CARD_AMONG_OTHERS | shapes.NAMED_BY_TYPE
        for field in shapes.absent(pairs[name][0], {"type": "card"})
        if not pairs[name][1].fields[field].may_be_absent
    }
    assert wrong == set()


def test_the_lock_file_names_no_host() -> None:
    for name in ("package.json", "package-lock.json", ".npmrc"):
        assert "://" not in (HERE / name).read_text("utf-8")
