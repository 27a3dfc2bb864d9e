// Where the card of an intent comes from: a saved one, a test token's, or a Card Element.

/** @typedef {{element?: CardElement, body: Json}} CardEntry */

const PAYMENT_DATA = new Set(['receipt_email', 'return_url', 'setup_future_usage', 'shipping']);
const SETUP_DATA = new Set(['return_url']);
const METHOD_DATA = new Set(['type', 'card', 'billing_details', 'metadata', 'allow_redisplay']);

/**
 * What this script would ignore is refused.
 * @param {object} data @param {Set<string>} known @param {string} method
 */
function onlyKnown(data, known, method) {
  for (const [name, value] of Object.entries(data)) {
    if (value !== undefined && !known.has(name)) {
      throw new IntegrationError(
        `The training Stripe.js does not implement ${name} of stripe.${method}.`,
      );
    }
  }
}

/**
 * @param {unknown} given the `payment_method` of a confirmation
 * @param {string} method
 * @returns {CardEntry}
 */
function cardGiven(given, method) {
  if (given === undefined || given === null) return { body: {} };
  if (typeof given === 'string') return { body: { paymentMethod: given } };
  if (!isObject(given)) {
    throw new IntegrationError(`The payment_method of stripe.${method} is no card.`);
  }
  onlyKnown(given, METHOD_DATA, method);
  /** @type {Json} */
  const body = {};
  if (given.billing_details !== undefined) body.billingDetails = plain(given.billing_details);
  if (given.metadata !== undefined) body.metadata = plain(given.metadata);
  if (given.allow_redisplay !== undefined) body.allowRedisplay = given.allow_redisplay;
  const { card } = given;
  if (card instanceof CardElement) return { element: card, body };
  const token = isObject(card) ? card.token : undefined;
  if (typeof token !== 'string') {
    throw new IntegrationError(
      `stripe.${method} needs a Card Element or a token: card numbers belong to neither.`,
    );
  }
  return { body: { ...body, card: { token } } };
}

/**
 * @param {Client} client
 * @param {import('@stripe/stripe-js').CreatePaymentMethodCardData} data
 * @returns {Promise<import('@stripe/stripe-js').PaymentMethodResult>}
 */
async function createPaymentMethod(client, data) {
  if (data?.type !== 'card') {
    throw new IntegrationError('The training Stripe.js makes PaymentMethods of type card only.');
  }
  const { element, body } = cardGiven(data, 'createPaymentMethod');
  const path = '/page/payment_method';
  const answer = await client.told(async () => {
    const reply = element
      ? await element.send(path, { ...body, key: client.key }) : await client.post(path, body);
    const made = isObject(reply) ? reply.paymentMethod : null;
    return isObject(made) ? { intent: made } : concluded(client, reply);
  }, false);
  if ('error' in answer) return answer;
  return { paymentMethod: /** @type {any} */ (answer.intent) };
}
