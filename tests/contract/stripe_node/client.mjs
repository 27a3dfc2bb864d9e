/**
 * The official package, unchanged but for the address, and short ways to what most cases need.
 * The package lies in the folder the test installed it in.
 */

import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {join} from 'node:path';

const require = createRequire(join(process.env.PACKAGE_FOLDER, 'package.json'));
export const Stripe = require('stripe');

const address = new URL(process.env.STANDIN_URL);
export const SECRET_KEY = process.env.STANDIN_KEY;
export const RETURN = 'https://till.example/back';
/** Where nobody listens. */
export const NOWHERE = 'http://127.0.0.1:9/hook';

/** Cases by name; those of an endpoint are called "METHOD /path". */
export const cases = new Map();

export function test(name, body) {
  assert(!cases.has(name), `two cases are called ${name}`);
  cases.set(name, body);
}

export function newClient(key = SECRET_KEY, options = {}) {
  return new Stripe(key, {
    host: address.hostname,
    port: address.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    ...options,
  });
}

/** The stand-in's own controls. */
export async function control(path, fields) {
  const answer = await fetch(new URL(path, address), {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify(fields),
  });
  return answer.json();
}

export const scenario = (kind, match, more = {}) =>
  control('/_training/scenario', {kind, match, ...more});

export async function state() {
  return (await fetch(new URL('/_training/state', address))).json();
}

/** Pays a session with a typed card, as its page does. */
export function pay(clientSecret) {
  const card = {number: '4242424242424242', expMonth: 12, expYear: 2040, cvc: '123'};
  const key = 'pk_test_training';
  const email = 'z@example.fr';
  return control('/page/session/confirm', {key, client_secret: clientSecret, card, email});
}

/** The error a call ends with. */
export async function refused(call) {
  try {
    await call;
  } catch (fault) {
    return fault;
  }
  throw new assert.AssertionError({message: 'it was not refused'});
}

export const customer = (stripe, fields = {}) =>
  stripe.customers.create({name: 'Zoé Müller', email: 'z@example.fr', ...fields});

export const card = (stripe, owner, token = 'pm_card_visa') =>
  stripe.paymentMethods.attach(token, {customer: owner.id});

/** A PaymentIntent of an absent customer, charged at once. */
export async function paid(stripe, token = 'pm_card_visa', fields = {}) {
  const owner = await customer(stripe);
  const method = await card(stripe, owner, token);
  return stripe.paymentIntents.create({
    amount: 1000,
    currency: 'eur',
    customer: owner.id,
    payment_method: method.id,
    confirm: true,
    off_session: true,
    ...fields,
  });
}

export const intent = (stripe, fields = {}) =>
  stripe.paymentIntents.create({amount: 900, currency: 'eur', ...fields});

export function session(stripe, fields = {}) {
  const price = {currency: 'eur', unit_amount: 2500, product_data: {name: 'Sale'}};
  const who = 'customer_account' in fields ? {} : {customer_creation: 'always'};
  return stripe.checkout.sessions.create({
    mode: 'payment',
    ui_mode: 'elements',
    allowed_payment_method_types: ['card'],
    line_items: [{quantity: 1, price_data: price}],
    ...who,
    ...fields,
  });
}

export async function setup(stripe, fields = {}) {
  const owner = (await customer(stripe)).id;
  const allowed_payment_method_types = ['card'];
  return stripe.setupIntents.create({customer: owner, allowed_payment_method_types, ...fields});
}

export async function dispute(stripe) {
  await paid(stripe, 'pm_card_createDispute');
  return (await stripe.disputes.list()).data[0];
}

export const product = (stripe, fields = {}) =>
  stripe.products.create({name: 'Flowers', ...fields});

export async function price(stripe, fields = {}) {
  const of = (await product(stripe)).id;
  return stripe.prices.create({product: of, currency: 'eur', unit_amount: 1200, ...fields});
}

export const hook = (stripe, fields = {}) =>
  stripe.webhookEndpoints.create({url: NOWHERE, enabled_events: ['customer.created'], ...fields});

export const account = (stripe, fields = {}) =>
  stripe.v2.core.accounts.create({
    contact_email: 'z@example.fr',
    display_name: 'Zoé Müller',
    configuration: {customer: {}},
    include: ['configuration.customer'],
    ...fields,
  });

export const ids = (list) => list.data.map((one) => one.id);
