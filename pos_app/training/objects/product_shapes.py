"""What is sold: the Product itself, made by its own endpoint, with a Price or by a checkout.

From the SDK's parameter docstrings. `place` is where in the request the product's fields are.
"""

from pos_app.training.records.kinds import PRODUCT
from pos_app.training.records.work import Work
from pos_app.training.wire.errors import Body, invalid, no_such, unsupported
from pos_app.training.wire.metadata import merged

MOST_IMAGES, MOST_FEATURES = 8, 15
_LONGEST = {"name": 250, "description": 40_000, "statement_descriptor": 22}
_TEXTS = ("name", "description", "unit_label", "statement_descriptor", "url")
_TAX = ("tax_code", "tax_details")
_NOT_IN_DESCRIPTOR = frozenset("<>\\\"'")
_DIMENSIONS = ("height", "length", "weight", "width")


def made(work: Work, given: Body, place: str = "") -> Body:
    """A product of the request's fields, not yet kept. Raises StripeError (400)."""
    identifier = given.get("id")
    if identifier is not None and work.find(PRODUCT, identifier) is not None:
        message = f"Product already exists: '{identifier}'"
        raise invalid(message, code="resource_already_exists", param=at(place, "id"))
    return with_fields(_blank(identifier or PRODUCT.new_id(), work.now), given, place)


def _blank(identifier: str, created: int) -> Body:
    return {
        "id": identifier,
        "object": "product",
        "active": True,
        "created": created,
        "default_price": None,
        "description": None,
        "images": [],
        "livemode": False,
        "marketing_features": [],
        "metadata": {},
        "name": "",
        "package_dimensions": None,
        "shippable": None,
        "statement_descriptor": None,
        "tax_code": None,
        "tax_details": None,
        "type": "service",
        "unit_label": None,
        "updated": created,
        "url": None,
    }


def with_fields(body: Body, given: Body, place: str = "") -> Body:
    """The product after a create or an update. Raises StripeError (400)."""
    for name in _TAX:
        if given.get(name):
            raise unsupported(at(place, name))
    after = dict(body)
    for name in _TEXTS:
        if name in given:
            after[name] = _text(name, given[name], place)
    for name in ("active", "shippable", "type"):
        if name in given:
            after[name] = given[name]
    if "images" in given:
        after["images"] = _at_most(MOST_IMAGES, given["images"] or [], at(place, "images"))
    if "marketing_features" in given:
        features = given["marketing_features"] or []
        after["marketing_features"] = _at_most(
            MOST_FEATURES, features, at(place, "marketing_features")
        )
    if "package_dimensions" in given:
        after["package_dimensions"] = _dimensions(given["package_dimensions"], place)
    prefix = at(place, "metadata")
    after["metadata"] = merged(body["metadata"], given.get("metadata"), prefix=prefix)
    return after


def at(place: str, name: str) -> str:
    """The name of a parameter inside another."""
    return f"{place}[{name}]" if place else name


def _text(name: str, value: str, place: str) -> str | None:
    param = at(place, name)
    if name == "name" and not value:
        message = (
            "You passed an empty string for 'name'. We assume empty values are an attempt to unset"
            " a parameter; however 'name' cannot be unset."
        )
        raise invalid(message, code="parameter_invalid_empty", param=param)
    longest = _LONGEST.get(name, 5000)
    if len(value) > longest:
        message = f"Invalid string: must be at most {longest} characters"
        raise invalid(message, code="parameter_invalid_string_max_length", param=param)
    if name == "statement_descriptor" and value:
        if _NOT_IN_DESCRIPTOR & set(value) or not any(one.isalpha() for one in value):
            message = (
                "The statement descriptor must contain at least one letter and none of < > \\ \" '."
            )
            raise invalid(message, param=param)
        value = value.encode("ascii", "ignore").decode()
    return value or None


def _at_most(most: int, given: list[Body], param: str) -> list[Body]:
    if len(given) > most:
        raise invalid(f"Array must have at most {most} elements.", param=param)
    return given


def _dimensions(given: Body | str, place: str) -> Body | None:
    if isinstance(given, str):
        return None
    for name in _DIMENSIONS:
        if given[name] < 0 or round(given[name], 2) != given[name]:
            param = f"{at(place, 'package_dimensions')}[{name}]"
            raise invalid("Dimensions are positive, with at most 2 decimals.", param=param)
    return dict(given)


def existing(work: Work, identifier: str, *, param: str = "product", status: int = 400) -> Body:
    """A product that was not deleted. Raises StripeError resource_missing."""
    found = work.find(PRODUCT, identifier)
    if found is None or found.get("deleted"):
        raise no_such("product", identifier, param=param, status=status)
    return found


def of_price(work: Work, given: Body, place: str = "") -> Body:
    """The product named by `product`, or the one `product_data` describes, not yet kept if new.

    Raises StripeError (400).
    """
    if "product" in given and "product_data" in given:
        message = "You may only specify one of these parameters: product, product_data."
        raise invalid(message, param=at(place, "product_data"))
    if "product" in given:
        return existing(work, given["product"], param=at(place, "product"))
    if "product_data" not in given:
        message = f"Missing required param: {at(place, 'product')}."
        raise invalid(message, code="parameter_missing", param=at(place, "product"))
    return made(work, given["product_data"], at(place, "product_data"))
