"""Products: create, retrieve, update, list, delete."""

from pos_app.training.objects import prices, product_shapes
from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint
from pos_app.training.records.kinds import PRICE, PRODUCT
from pos_app.training.records.work import Work, public
from pos_app.training.wire.errors import Body, invalid, no_such

_FLAGS = ("active", "shippable", "type", "url")


def create(call: Call) -> Body:
    work, params = call.work, call.params
    body = product_shapes.made(work, params)
    data = params.get("default_price_data")
    if data is None:
        return public(work.add(body, "product.created"))
    price = prices.made(work, data, body, "default_price_data")
    work.add(body, "product.created")
    work.add(price, "price.created")
    return public(work.save(body, {**body, "default_price": price["id"]}, "product.updated"))


def retrieve(call: Call) -> Body:
    return public(_found(call))


def _found(call: Call) -> Body:
    return product_shapes.existing(call.work, call.id, param="id", status=404)


def update(call: Call) -> Body:
    work, params = call.work, call.params
    before = _found(call)
    after = product_shapes.with_fields(before, params)
    if "default_price" in params:
        after["default_price"] = _default(work, before, params["default_price"])
    if after == before:
        return public(before)
    return public(work.save(before, {**after, "updated": work.now}, "product.updated"))


def _default(work: Work, product: Body, given: str) -> str | None:
    """Raises StripeError (400) for a price that isn't this product's, or isn't on sale."""
    if not given:
        return None
    price = work.find(PRICE, given)
    if price is None or price["product"] != product["id"]:
        raise no_such("price", given, param="default_price", status=400)
    if not price["active"]:
        message = "The default price must be active."
        raise invalid(message, param="default_price")
    return given


def delete(call: Call) -> Body:
    work = call.work
    before = _found(call)
    if work.database.row("SELECT id FROM prices WHERE product = ?", (before["id"],)) is not None:
        message = (
            "This product cannot be deleted because it has one or more user-created prices. Archive"
            " it with active=false instead."
        )
        raise invalid(message)
    gone = {"id": before["id"], "object": "product", "deleted": True}
    work.save(before, gone)
    work.emit("product.deleted", before)
    return gone


def list_all(call: Call) -> Body:
    params = call.params
    conditions, values = ["json_extract(body, '$.deleted') IS NULL"], []
    for name in _FLAGS:
        if name in params:
            conditions.append(f"json_extract(body, '$.{name}') = ?")
            values.append(params[name])
    ids = params.get("ids")
    if ids is not None:
        if "starting_after" in params or "ending_before" in params:
            message = "You can't use starting_after or ending_before together with ids."
            raise invalid(message, param="ids")
        conditions.append(f"id IN ({', '.join('?' for _ in ids)})")
        values += ids
    return lists.page(
        call.work, PRODUCT, params, extra=" AND ".join(conditions), values=tuple(values)
    )


ENDPOINTS = (
    Endpoint("POST", "/v1/products", create, "ProductCreateParams"),
    Endpoint("GET", "/v1/products", list_all, "ProductListParams"),
    Endpoint("GET", "/v1/products/{id}", retrieve, "ProductRetrieveParams"),
    Endpoint("POST", "/v1/products/{id}", update, "ProductUpdateParams"),
    Endpoint("DELETE", "/v1/products/{id}", delete, "ProductDeleteParams"),
)
