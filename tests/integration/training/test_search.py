"""Search through the official SDK."""

import pytest
import stripe


def ids(found):
    return [item.id for item in found.data]


@pytest.fixture
def sales(shop):
    """Three payments, oldest first."""
    customer = shop.customer()
    card = shop.card(customer).id
    return customer, [
        shop.charge(customer, card, 1000, metadata={"order": "A-1", "room": "12"}),
        shop.charge(customer, card, 2000, metadata={"order": "A-2"}),
        shop.charge(customer, card, 3000, currency="gbp", capture_method="manual"),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("amount>1000", [2, 1]),
        ("amount>=1000 AND amount<3000", [1, 0]),
        ("amount=2000", [1]),
        ('metadata["order"]:"a-1"', [0]),
        ('-metadata["order"]:"A-1"', [2, 1]),
        ('metadata["order"]:null', [2]),
        ('-metadata["order"]:null', [1, 0]),
        ('currency:"GBP" OR metadata["room"]:"12"', [2, 0]),
        ('status:"requires_capture"', [2]),
        ('-status:"requires_capture" currency:"eur"', [1, 0]),
        ('status:"canceled"', []),
    ],
)
def test_finds_payment_intents(shop, sales, query, found):
    _, intents = sales
    result = shop.v1.payment_intents.search({"query": query})
    assert ids(result) == [intents[index].id for index in found]
    assert (result.has_more, result.url) == (False, "/v1/payment_intents/search")


def test_finds_by_customer_and_time(shop, sales):
    customer, intents = sales
    other = shop.customer()
    shop.charge(other, shop.card(other).id)
    nobodys = shop.v1.payment_intents.create({"amount": 500, "currency": "eur"})
    assert ids(shop.v1.payment_intents.search({"query": "customer:null"})) == [nobodys.id]
    query = f'customer:"{customer.id}" AND created>{intents[0].created - 1}'
    assert ids(shop.v1.payment_intents.search({"query": query})) == [
        intent.id for intent in reversed(intents)
    ]


def test_pages_and_counts(shop, sales):
    _, intents = sales
    wanted = {"query": "amount>0", "limit": 2, "expand": ["total_count", "data.customer"]}
    first = shop.v1.payment_intents.search(wanted)
    assert (first.has_more, first["total_count"]) == (True, 3)
    assert first.data[0].customer.name == "Zoé Müller"
    rest = shop.v1.payment_intents.search({**wanted, "page": first.next_page})
    assert ids(first) + ids(rest) == [intent.id for intent in reversed(intents)]
    assert (rest.has_more, rest.next_page) == (False, None)
    plain = shop.v1.payment_intents.search({"query": "amount>0", "limit": 2})
    assert "total_count" not in plain
    assert "_private" not in plain
    assert [i.id for i in plain.auto_paging_iter()] == ids(first) + ids(rest)


def test_finds_charges(shop, sales):
    _, intents = sales
    card = 'payment_method_details.card.last4:"4242"'
    found = shop.v1.charges.search({"query": f'{card} AND refunded:"false"'})
    assert ids(found) == [intent.latest_charge for intent in reversed(intents)]
    shop.v1.refunds.create({"payment_intent": intents[0].id})
    assert ids(shop.v1.charges.search({"query": 'refunded:"true"'})) == [intents[0].latest_charge]
    assert ids(shop.v1.charges.search({"query": 'disputed:"true"'})) == []


def test_finds_customers(shop):
    anna = shop.v1.customers.create({"name": "Anna Berg", "email": "anna@example.se"})
    gone = shop.v1.customers.create({"name": "Anna Gone", "email": "gone@example.se"})
    shop.v1.customers.create({"name": "Bo", "phone": "+46700000000"})
    shop.v1.customers.delete(gone.id)
    assert ids(shop.v1.customers.search({"query": 'name~"ANNA"'})) == [anna.id]
    assert ids(shop.v1.customers.search({"query": 'email:"anna@example.se"'})) == [anna.id]
    assert ids(shop.v1.customers.search({"query": "phone:null name~'berg'"})) == [anna.id]


@pytest.mark.parametrize(
    ("params", "param"),
    [
        ({}, "query"),
        ({"query": "asdf"}, "query"),
        ({"query": 'email:"a@example.fr"'}, "query"),
        ({"query": 'name~"an"'}, "query"),
        ({"query": "amount>0", "page": "nonsense"}, "page"),
        ({"query": "amount>0", "page": "é"}, "page"),
        ({"query": "amount>0", "limit": 101}, "limit"),
        ({"query": "amount>0", "starting_after": "pi_1"}, "starting_after"),
    ],
)
def test_refuses(shop, params, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.payment_intents.search(params)
    assert (refused.value.http_status, refused.value.param) == (400, param)
