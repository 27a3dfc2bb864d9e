/** One case for each endpoint. */

import assert from 'node:assert/strict';
import {
  RETURN, account, card, customer, dispute, hook, ids, intent, paid, pay, price, product, refused,
  session, setup, test,
} from './client.mjs';

// --- customers and their cards

test('POST /v1/customers', async (stripe) => {
  const made = await customer(stripe, {metadata: {row: 1}, address: {city: 'Nice'}});
  assert.deepEqual([made.name, made.metadata.row, made.address.city], ['Zoé Müller', '1', 'Nice']);
  assert.equal(made.address.line1, null);
});

test('GET /v1/customers', async (stripe) => {
  const made = await customer(stripe, {email: 'a@example.fr'});
  await customer(stripe, {email: 'b@example.fr'});
  assert.deepEqual(ids(await stripe.customers.list({email: 'a@example.fr'})), [made.id]);
});

test('GET /v1/customers/{id}', async (stripe) => {
  const made = await customer(stripe);
  assert.deepEqual({...(await stripe.customers.retrieve(made.id))}, {...made});
});

test('POST /v1/customers/{id}', async (stripe) => {
  const made = await customer(stripe, {metadata: {a: 1, b: 2}});
  const after = await stripe.customers.update(made.id, {name: '', metadata: {a: '', c: 3}});
  assert.deepEqual([after.name, after.metadata], [null, {b: '2', c: '3'}]);
});

test('DELETE /v1/customers/{id}', async (stripe) => {
  const made = await customer(stripe);
  assert.equal((await stripe.customers.del(made.id)).deleted, true);
  assert.equal((await stripe.customers.retrieve(made.id)).deleted, true);
});

test('GET /v1/customers/search', async (stripe) => {
  const made = await customer(stripe, {email: 'search@example.fr'});
  const found = await stripe.customers.search({query: "email:'search@example.fr'"});
  assert.deepEqual(ids(found), [made.id]);
});

test('POST /v1/payment_methods', async (stripe) => {
  const made = await stripe.paymentMethods.create({type: 'card', card: {token: 'tok_visa'}});
  assert.deepEqual([made.card.last4, made.customer], ['4242', null]);
});

test('GET /v1/payment_methods', async (stripe) => {
  const owner = await customer(stripe);
  const method = await card(stripe, owner);
  const found = await stripe.paymentMethods.list({customer: owner.id, type: 'card'});
  assert.deepEqual(ids(found), [method.id]);
});

test('GET /v1/payment_methods/{id}', async (stripe) => {
  const method = await card(stripe, await customer(stripe));
  const found = await stripe.paymentMethods.retrieve(method.id, {expand: ['customer']});
  assert.equal(found.customer.email, 'z@example.fr');
});

test('POST /v1/payment_methods/{id}', async (stripe) => {
  const method = await card(stripe, await customer(stripe));
  const after = await stripe.paymentMethods.update(method.id, {allow_redisplay: 'always'});
  assert.equal(after.allow_redisplay, 'always');
});

test('POST /v1/payment_methods/{id}/attach', async (stripe) => {
  const owner = await customer(stripe);
  assert.equal((await card(stripe, owner)).customer, owner.id);
});

test('POST /v1/payment_methods/{id}/detach', async (stripe) => {
  const method = await card(stripe, await customer(stripe));
  assert.equal((await stripe.paymentMethods.detach(method.id)).customer, null);
});

test('GET /v1/customers/{id}/payment_methods', async (stripe) => {
  const owner = await customer(stripe);
  const method = await card(stripe, owner);
  assert.deepEqual(ids(await stripe.customers.listPaymentMethods(owner.id)), [method.id]);
});

test('GET /v1/customers/{id}/payment_methods/{method}', async (stripe) => {
  const owner = await customer(stripe);
  const method = await card(stripe, owner);
  const found = await stripe.customers.retrievePaymentMethod(owner.id, method.id);
  assert.equal(found.card.fingerprint, method.card.fingerprint);
});

// --- checkout

test('POST /v1/checkout/sessions', async (stripe) => {
  const made = await session(stripe);
  assert.deepEqual([made.status, made.payment_status, made.amount_total], ['open', 'unpaid', 2500]);
  assert(made.client_secret);
});

test('GET /v1/checkout/sessions', async (stripe) => {
  const made = await session(stripe);
  const found = await stripe.checkout.sessions.list({
    status: 'open',
    expand: ['data.line_items'],
  });
  assert.deepEqual(ids(found), [made.id]);
  assert.equal(found.data[0].line_items.data[0].amount_total, 2500);
});

test('GET /v1/checkout/sessions/{id}', async (stripe) => {
  const made = await session(stripe);
  await pay(made.client_secret);
  const found = await stripe.checkout.sessions.retrieve(made.id, {
    expand: ['payment_intent.latest_charge', 'customer'],
  });
  assert.deepEqual([found.status, found.payment_status], ['complete', 'paid']);
  assert.equal(found.payment_intent.latest_charge.payment_method_details.card.last4, '4242');
  assert.equal(found.customer.email, 'z@example.fr');
});

test('POST /v1/checkout/sessions/{id}', async (stripe) => {
  const made = await session(stripe);
  const after = await stripe.checkout.sessions.update(made.id, {metadata: {sale: 7}});
  assert.equal(after.metadata.sale, '7');
});

test('POST /v1/checkout/sessions/{id}/expire', async (stripe) => {
  const made = await session(stripe);
  assert.equal((await stripe.checkout.sessions.expire(made.id)).status, 'expired');
});

test('GET /v1/checkout/sessions/{id}/line_items', async (stripe) => {
  const made = await session(stripe);
  const [item] = (await stripe.checkout.sessions.listLineItems(made.id)).data;
  assert.deepEqual([item.description, item.price.unit_amount], ['Sale', 2500]);
});

// --- PaymentIntents

test('POST /v1/payment_intents', async (stripe) => {
  const made = await paid(stripe);
  assert.deepEqual([made.status, made.amount_received], ['succeeded', 1000]);
});

test('GET /v1/payment_intents', async (stripe) => {
  const made = await paid(stripe);
  const found = await stripe.paymentIntents.list({
    customer: made.customer,
    created: {gte: made.created},
    limit: 1,
  });
  assert.deepEqual(ids(found), [made.id]);
});

test('GET /v1/payment_intents/{id}', async (stripe) => {
  const made = await paid(stripe);
  const found = await stripe.paymentIntents.retrieve(made.id, {
    expand: ['latest_charge.balance_transaction', 'payment_method'],
  });
  const movement = found.latest_charge.balance_transaction;
  assert.equal(movement.net, movement.amount - movement.fee);
  assert.equal(found.payment_method.type, 'card');
});

test('POST /v1/payment_intents/{id}', async (stripe) => {
  const made = await intent(stripe);
  assert.equal((await stripe.paymentIntents.update(made.id, {amount: 950})).amount, 950);
});

test('POST /v1/payment_intents/{id}/confirm', async (stripe) => {
  const made = await intent(stripe);
  const after = await stripe.paymentIntents.confirm(made.id, {
    payment_method: 'pm_card_authenticationRequired',
    return_url: RETURN,
  });
  assert.deepEqual([after.status, after.next_action.type], ['requires_action', 'redirect_to_url']);
});

test('POST /v1/payment_intents/{id}/capture', async (stripe) => {
  const held = await paid(stripe, 'pm_card_visa', {capture_method: 'manual'});
  assert.equal(held.status, 'requires_capture');
  const after = await stripe.paymentIntents.capture(held.id, {amount_to_capture: 400});
  assert.deepEqual([after.status, after.amount_received], ['succeeded', 400]);
});

test('POST /v1/payment_intents/{id}/cancel', async (stripe) => {
  const made = await intent(stripe);
  const after = await stripe.paymentIntents.cancel(made.id, {cancellation_reason: 'abandoned'});
  assert.deepEqual([after.status, after.cancellation_reason], ['canceled', 'abandoned']);
});

test('GET /v1/payment_intents/search', async (stripe) => {
  const made = await paid(stripe, 'pm_card_visa', {metadata: {sale: '77'}});
  const found = await stripe.paymentIntents.search({query: "metadata['sale']:'77'"});
  assert.deepEqual(ids(found), [made.id]);
});

// --- SetupIntents

test('POST /v1/setup_intents', async (stripe) => {
  const made = await setup(stripe, {confirm: true, payment_method: 'pm_card_visa'});
  assert.equal(made.status, 'succeeded');
});

test('GET /v1/setup_intents', async (stripe) => {
  const made = await setup(stripe);
  assert.deepEqual(ids(await stripe.setupIntents.list({customer: made.customer})), [made.id]);
});

test('GET /v1/setup_intents/{id}', async (stripe) => {
  const made = await setup(stripe);
  const found = await stripe.setupIntents.retrieve(made.id, {expand: ['customer']});
  assert.equal(found.customer.name, 'Zoé Müller');
});

test('POST /v1/setup_intents/{id}', async (stripe) => {
  const made = await setup(stripe);
  const after = await stripe.setupIntents.update(made.id, {description: 'For later'});
  assert.equal(after.description, 'For later');
});

test('POST /v1/setup_intents/{id}/confirm', async (stripe) => {
  const made = await setup(stripe);
  const after = await stripe.setupIntents.confirm(made.id, {payment_method: 'pm_card_visa'});
  assert.equal(after.status, 'succeeded');
  const kept = await stripe.paymentMethods.retrieve(after.payment_method);
  assert.equal(kept.customer, made.customer);
});

test('POST /v1/setup_intents/{id}/cancel', async (stripe) => {
  const made = await setup(stripe);
  assert.equal((await stripe.setupIntents.cancel(made.id)).status, 'canceled');
});

test('GET /v1/setup_attempts', async (stripe) => {
  const made = await setup(stripe, {confirm: true, payment_method: 'pm_card_visa'});
  const found = await stripe.setupAttempts.list({setup_intent: made.id});
  assert.deepEqual(ids(found), [made.latest_attempt]);
});

// --- charges, refunds, disputes, money

test('GET /v1/charges', async (stripe) => {
  const made = await paid(stripe);
  const found = await stripe.charges.list({payment_intent: made.id});
  assert.deepEqual(ids(found), [made.latest_charge]);
});

test('GET /v1/charges/{id}', async (stripe) => {
  const made = await paid(stripe);
  const found = await stripe.charges.retrieve(made.latest_charge, {expand: ['refunds']});
  assert.deepEqual([found.captured, found.refunds.data], [true, []]);
});

test('POST /v1/charges/{id}', async (stripe) => {
  const made = await paid(stripe);
  const after = await stripe.charges.update(made.latest_charge, {description: 'Told later'});
  assert.equal(after.description, 'Told later');
});

test('POST /v1/charges/{id}/capture', async (stripe) => {
  const held = await paid(stripe, 'pm_card_visa', {capture_method: 'manual'});
  assert.equal((await stripe.charges.capture(held.latest_charge)).captured, true);
});

test('GET /v1/charges/search', async (stripe) => {
  const made = await paid(stripe, 'pm_card_visa', {metadata: {sale: '78'}});
  const found = await stripe.charges.search({query: "metadata['sale']:'78'"});
  assert.deepEqual(ids(found), [made.latest_charge]);
});

test('POST /v1/refunds', async (stripe) => {
  const made = await paid(stripe);
  const part = await stripe.refunds.create({payment_intent: made.id, amount: 300});
  const rest = await stripe.refunds.create({charge: made.latest_charge});
  assert.deepEqual([part.amount, rest.amount], [300, 700]);
});

test('GET /v1/refunds', async (stripe) => {
  const made = await paid(stripe);
  const refund = await stripe.refunds.create({payment_intent: made.id});
  assert.deepEqual(ids(await stripe.refunds.list({charge: made.latest_charge})), [refund.id]);
});

test('GET /v1/refunds/{id}', async (stripe) => {
  const refund = await stripe.refunds.create({payment_intent: (await paid(stripe)).id});
  const found = await stripe.refunds.retrieve(refund.id, {expand: ['charge']});
  assert.equal(found.charge.refunded, true);
});

test('POST /v1/refunds/{id}', async (stripe) => {
  const refund = await stripe.refunds.create({payment_intent: (await paid(stripe)).id});
  const after = await stripe.refunds.update(refund.id, {metadata: {why: 'torn'}});
  assert.equal(after.metadata.why, 'torn');
});

test('POST /v1/refunds/{id}/cancel', async (stripe) => {
  const refund = await stripe.refunds.create({payment_intent: (await paid(stripe)).id});
  assert.equal((await refused(stripe.refunds.cancel(refund.id))).statusCode, 400);
});

test('GET /v1/charges/{id}/refunds', async (stripe) => {
  const made = await paid(stripe);
  const refund = await stripe.refunds.create({payment_intent: made.id});
  const path = `/v1/charges/${made.latest_charge}/refunds`;
  assert.deepEqual(ids(await stripe.rawRequest('GET', path)), [refund.id]);
});

test('GET /v1/charges/{id}/refunds/{refund}', async (stripe) => {
  const made = await paid(stripe);
  const refund = await stripe.refunds.create({payment_intent: made.id});
  const path = `/v1/charges/${made.latest_charge}/refunds/${refund.id}`;
  assert.equal((await stripe.rawRequest('GET', path)).amount, 1000);
});

test('GET /v1/disputes', async (stripe) => {
  const made = await paid(stripe, 'pm_card_createDispute');
  const [found] = (await stripe.disputes.list({payment_intent: made.id})).data;
  assert.deepEqual([found.charge, found.status], [made.latest_charge, 'needs_response']);
});

test('GET /v1/disputes/{id}', async (stripe) => {
  const made = await dispute(stripe);
  const found = await stripe.disputes.retrieve(made.id, {expand: ['charge']});
  assert.equal(found.charge.disputed, true);
});

test('POST /v1/disputes/{id}', async (stripe) => {
  const made = await dispute(stripe);
  const evidence = {uncategorized_text: 'losing_evidence'};
  const after = await stripe.disputes.update(made.id, {evidence, submit: false});
  assert.equal(after.evidence.uncategorized_text, 'losing_evidence');
  assert.equal(after.status, 'needs_response');
});

test('POST /v1/disputes/{id}/close', async (stripe) => {
  const made = await dispute(stripe);
  assert.equal((await stripe.disputes.close(made.id)).status, 'lost');
});

const PDF = Buffer.from('%PDF-1.7\r\n\r\n--\r\n');

const upload = (stripe) => {
  const file = {data: PDF, name: 'receipt.pdf', type: 'application/pdf'};
  return stripe.files.create({purpose: 'dispute_evidence', file});
};

test('POST /v1/files', async (stripe) => {
  const made = await upload(stripe);
  assert.deepEqual([made.type, made.size, made.filename], ['pdf', PDF.length, 'receipt.pdf']);
});

test('GET /v1/files', async (stripe) => {
  const made = await upload(stripe);
  const {data} = await stripe.files.list({purpose: 'dispute_evidence', limit: 100});
  assert(data.some((one) => one.id === made.id));
});

test('GET /v1/files/{id}', async (stripe) => {
  const made = await upload(stripe);
  assert.equal((await stripe.files.retrieve(made.id)).size, PDF.length);
});

test('GET /v1/balance', async (stripe) => {
  const made = await paid(stripe, 'pm_card_visa', {expand: ['latest_charge.balance_transaction']});
  const balance = await stripe.balance.retrieve();
  const sum = [...balance.pending, ...balance.available].reduce((all, one) => all + one.amount, 0);
  assert.equal(sum, made.latest_charge.balance_transaction.net);
});

test('GET /v1/balance_transactions', async (stripe) => {
  const made = await paid(stripe);
  const [found] = (await stripe.balanceTransactions.list({source: made.latest_charge})).data;
  assert.deepEqual([found.type, found.amount], ['charge', 1000]);
});

test('GET /v1/balance_transactions/{id}', async (stripe) => {
  const {latest_charge: charge} = await paid(stripe, 'pm_card_visa', {expand: ['latest_charge']});
  const found = await stripe.balanceTransactions.retrieve(charge.balance_transaction, {
    expand: ['source'],
  });
  assert.equal(found.source.id, charge.id);
});

// --- products and prices

test('POST /v1/products', async (stripe) => {
  const made = await product(stripe, {default_price_data: {currency: 'eur', unit_amount: 500}});
  assert.equal(made.active, true);
  assert(made.default_price);
});

test('GET /v1/products', async (stripe) => {
  const made = await product(stripe);
  assert.deepEqual(ids(await stripe.products.list({ids: [made.id]})), [made.id]);
});

test('GET /v1/products/{id}', async (stripe) => {
  const made = await product(stripe);
  assert.equal((await stripe.products.retrieve(made.id)).name, 'Flowers');
});

test('POST /v1/products/{id}', async (stripe) => {
  const made = await product(stripe);
  assert.equal((await stripe.products.update(made.id, {active: false})).active, false);
});

test('DELETE /v1/products/{id}', async (stripe) => {
  const made = await product(stripe);
  assert.equal((await stripe.products.del(made.id)).deleted, true);
});

test('POST /v1/prices', async (stripe) => {
  const made = await price(stripe, {lookup_key: 'flowers'});
  assert.deepEqual([made.type, made.unit_amount, made.lookup_key], ['one_time', 1200, 'flowers']);
  assert.equal(String(made.unit_amount_decimal), '1200');
});

test('GET /v1/prices', async (stripe) => {
  const made = await price(stripe, {lookup_key: 'flowers'});
  const found = await stripe.prices.list({lookup_keys: ['flowers'], expand: ['data.product']});
  assert.deepEqual([ids(found), found.data[0].product.name], [[made.id], 'Flowers']);
});

test('GET /v1/prices/{id}', async (stripe) => {
  const made = await price(stripe);
  const bought = await session(stripe, {line_items: [{price: made.id, quantity: 2}]});
  assert.equal(bought.amount_total, 2400);
  assert.equal((await stripe.prices.retrieve(made.id)).unit_amount, 1200);
});

test('POST /v1/prices/{id}', async (stripe) => {
  const made = await price(stripe);
  assert.equal((await stripe.prices.update(made.id, {nickname: 'small'})).nickname, 'small');
});

test('GET /v1/products/search', async (stripe) => {
  const made = await product(stripe, {metadata: {shelf: 9}});
  assert.deepEqual(ids(await stripe.products.search({query: "metadata['shelf']:'9'"})), [made.id]);
});

test('GET /v1/prices/search', async (stripe) => {
  const made = await price(stripe, {lookup_key: 'roses'});
  assert.deepEqual(ids(await stripe.prices.search({query: "lookup_key:'roses'"})), [made.id]);
});

// --- events and webhook endpoints

test('GET /v1/events', async (stripe) => {
  const made = await customer(stripe);
  await stripe.customers.update(made.id, {name: 'Anna'});
  const types = ['customer.created', 'customer.updated'];
  const [newer, older] = (await stripe.events.list({types})).data;
  assert.deepEqual(newer.data.previous_attributes, {name: 'Zoé Müller'});
  assert.equal(older.data.object.name, 'Zoé Müller');
  assert.deepEqual(ids(await stripe.events.list({types, ending_before: older.id})), [newer.id]);
});

test('GET /v1/events/{id}', async (stripe) => {
  const made = await customer(stripe);
  const [event] = (await stripe.events.list({type: 'customer.created'})).data;
  const found = await stripe.events.retrieve(event.id);
  assert.equal(found.data.object.id, made.id);
  assert.equal(found.request.id, made.lastResponse.requestId);
});

test('POST /v1/webhook_endpoints', async (stripe) => {
  const made = await hook(stripe);
  assert(made.secret.startsWith('whsec_'));
  assert.deepEqual([made.status, made.enabled_events], ['enabled', ['customer.created']]);
});

test('GET /v1/webhook_endpoints', async (stripe) => {
  const made = await hook(stripe);
  assert.deepEqual(ids(await stripe.webhookEndpoints.list()), [made.id]);
});

test('GET /v1/webhook_endpoints/{id}', async (stripe) => {
  const made = await hook(stripe);
  const found = await stripe.webhookEndpoints.retrieve(made.id);
  assert.deepEqual([found.url, 'secret' in found], [made.url, false]);
});

test('POST /v1/webhook_endpoints/{id}', async (stripe) => {
  const made = await hook(stripe);
  const after = await stripe.webhookEndpoints.update(made.id, {disabled: true});
  assert.equal(after.status, 'disabled');
});

test('DELETE /v1/webhook_endpoints/{id}', async (stripe) => {
  const made = await hook(stripe);
  assert.equal((await stripe.webhookEndpoints.del(made.id)).deleted, true);
});

// --- accounts

test('POST /v2/core/accounts', async (stripe) => {
  const made = await account(stripe);
  assert.deepEqual([made.object, made.contact_email], ['v2.core.account', 'z@example.fr']);
  assert.deepEqual(made.applied_configurations, ['customer']);
  assert.equal(made.configuration.customer.applied, true);
  const bought = await session(stripe, {customer_account: made.id});
  assert.equal(bought.customer_account, made.id);
});

test('GET /v2/core/accounts', async (stripe) => {
  const made = await account(stripe);
  const found = [];
  for await (const one of stripe.v2.core.accounts.list({limit: 10})) found.push(one.id);
  assert.deepEqual(found, [made.id]);
});

test('GET /v2/core/accounts/{id}', async (stripe) => {
  const made = await account(stripe);
  const found = await stripe.v2.core.accounts.retrieve(made.id);
  assert.equal(found.display_name, 'Zoé Müller');
});

test('POST /v2/core/accounts/{id}', async (stripe) => {
  const made = await account(stripe);
  const after = await stripe.v2.core.accounts.update(made.id, {display_name: 'Anna'});
  assert.equal(after.display_name, 'Anna');
});

test('POST /v2/core/accounts/{id}/close', async (stripe) => {
  const made = await account(stripe);
  const applied_configurations = ['customer'];
  const after = await stripe.v2.core.accounts.close(made.id, {applied_configurations});
  assert.equal(after.closed, true);
});

test('GET /v2/core/events', async (stripe) => {
  const made = await account(stripe);
  const found = await stripe.v2.core.events.list({object_id: made.id});
  assert.equal(found.data.at(-1).type, 'v2.core.account.created');
});

test('GET /v2/core/events/{id}', async (stripe) => {
  const made = await account(stripe);
  const {id} = (await stripe.v2.core.events.list()).data.at(-1);
  const found = await stripe.v2.core.events.retrieve(id);
  assert.deepEqual([found.related_object.id, found.reason.type], [made.id, 'request']);
});
