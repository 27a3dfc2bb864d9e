// Intents driven by their client secret: retrieved, confirmed, authenticated.

/** @typedef {{intent: Json} | {error: ApiError}} Answer */

/** A mistake of the page, told as Stripe.js tells it: by throwing. */
class IntegrationError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'IntegrationError';
  }
}

/** What a page says with its publishable key, outside any Checkout Session. */
class Client {
  /** @param {Workshop} shop @param {string} key @param {Language} language */
  constructor(shop, key, language) {
    this.workshop = shop;
    this.key = key;
    this.language = language;
    this.text = TEXTS[language];
    this.words = INTENT_WORDS[language];
  }

  /** @param {string} path @param {Json} body @returns {Promise<Json>} the stand-in's answer */
  async post(path, body) {
    const reply = await this.workshop.send(path, { ...body, key: this.key });
    if (reply.status >= 500 || !isObject(reply.body)) throw new Unreachable();
    return reply.body;
  }

  /**
   * @param {() => Promise<Answer>} work
   * @param {boolean} changes whether what was asked may have happened though no answer came
   * @returns {Promise<Answer>}
   */
  async told(work, changes) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refusal) return failed('api_error', error.message);
      if (!(error instanceof Unreachable || error instanceof TimedOut)) throw error;
      const message = changes ? this.words.unknown : this.words.unreachable;
      return failed('api_connection_error', message);
    }
  }
}

/**
 * @param {import('@stripe/stripe-js').StripeErrorType} type
 * @param {string} message
 * @param {string} [code]
 * @returns {{error: ApiError}}
 */
function failed(type, message, code) {
  return { error: code === undefined ? { type, message } : { type, message, code } };
}

/** @typedef {'payment' | 'setup'} IntentKind */

const KIND_OF_PREFIX = /** @type {const} */ ({ pi: 'payment', seti: 'setup' });

/**
 * @param {unknown} secret
 * @param {string} method named when the page passed something else
 * @returns {IntentKind}
 */
function kindOf(secret, method) {
  const found = typeof secret === 'string' ? /^(pi|seti)_\w+_secret_\w+$/.exec(secret) : null;
  if (!found) {
    throw new IntegrationError(
      `Invalid value for stripe.${method} intent secret: value should be a client secret of the `
      + `form \${id}_secret_\${secret}. You specified: ${String(secret)}.`,
    );
  }
  return KIND_OF_PREFIX[/** @type {keyof typeof KIND_OF_PREFIX} */ (found[1])];
}

/** @param {unknown} secret @param {IntentKind} kind @param {string} method */
function needKind(secret, kind, method) {
  if (kindOf(secret, method) === kind) return;
  const noun = kind === 'payment' ? 'PaymentIntent' : 'SetupIntent';
  throw new IntegrationError(`stripe.${method} needs the client secret of a ${noun}.`);
}

/**
 * @param {Client} client
 * @param {unknown} reply
 * @returns {Answer} an answer without sense may hide a payment that went through
 */
function concluded(client, reply) {
  if (!isObject(reply)) throw new Unreachable();
  const intent = reply.paymentIntent ?? reply.setupIntent;
  if (reply.type !== 'error' && isObject(intent)) return { intent };
  const { error } = reply;
  if (!isObject(error) || typeof error.message !== 'string') throw new Unreachable();
  const told = /** @type {ApiError} */ (/** @type {unknown} */ (
    { type: 'invalid_request_error', ...error }
  ));
  return { error: { ...told, message: wordsOfError(client, told) } };
}

/** @param {Client} client @param {ApiError} error @returns {string} for the customer */
function wordsOfError(client, error) {
  const { words, language } = client;
  if (error.type === 'api_connection_error') return words.unreachable;
  if (error.code === 'payment_intent_authentication_failure') return words.notPaid;
  if (error.code === 'setup_intent_authentication_failure') return words.notSetUp;
  if (language === 'fr' && error.type === 'card_error') {
    return DECLINES_FR[error.decline_code ?? ''] ?? DECLINED_FR;
  }
  return error.message ?? '';
}

/**
 * Follows a reply through its challenges to the end.
 * @param {Client} client @param {string} secret @param {unknown} reply @returns {Promise<Answer>}
 */
async function followed(client, secret, reply) {
  let current = reply;
  for (let turn = 0; turn < MOST_CHALLENGES && isChallenge(current); turn += 1) {
    await authenticate(current.challenge, client);
    current = await client.post('/page/intent/resume', { client_secret: secret });
  }
  if (isChallenge(current)) throw new Refusal(client.words.notPaid);
  return concluded(client, current);
}

/** @param {Client} client @param {string} secret @returns {Promise<Answer>} */
function retrieveIntent(client, secret) {
  return client.told(async () =>
    concluded(client, await client.post('/page/intent', { client_secret: secret })), false);
}

/**
 * @param {Client} client
 * @param {string} secret
 * @param {Json} data
 * @param {CardEntry} card
 * @param {boolean} handleActions
 * @returns {Promise<Answer>}
 */
function confirmIntent(client, secret, data, card, handleActions) {
  const { return_url: returnUrl, ...others } = data;
  /** @type {Json} */
  const body = {
    client_secret: secret, attempt: crypto.randomUUID(), ...renamed(others), ...card.body,
  };
  // Only a page that wants the next action for itself is sent an address to redirect to.
  if (!handleActions && returnUrl !== undefined) body.returnUrl = returnUrl;
  return client.told(async () => {
    const reply = await tried(client, body, card);
    return handleActions ? followed(client, secret, reply) : concluded(client, reply);
  }, true);
}

/**
 * A lost answer is asked for once more: by its own name, so that nothing is tried twice.
 * @param {Client} client @param {Json} body @param {CardEntry} card @returns {Promise<unknown>}
 */
async function tried(client, body, card) {
  const path = '/page/intent/confirm';
  try {
    return await (card.element
      ? card.element.send(path, { ...body, key: client.key }) : client.post(path, body));
  } catch (error) {
    if (!(error instanceof Unreachable || error instanceof TimedOut)) throw error;
    const { client_secret: secret, attempt } = body;
    return client.post('/page/intent/resume', { client_secret: secret, attempt });
  }
}

/** @param {Json} data @returns {Json} */
function renamed(data) {
  /** @type {Record<string, string>} */
  const names = {
    receipt_email: 'receiptEmail', setup_future_usage: 'setupFutureUsage', shipping: 'shipping',
  };
  return Object.fromEntries(
    Object.entries(data).filter(([, value]) => value !== undefined)
      .map(([name, value]) => [names[name], value]),
  );
}

/**
 * @param {Client} client @param {string} secret @param {string} method named in its refusal
 * @returns {Promise<Answer>}
 */
function nextAction(client, secret, method) {
  return client.told(async () => {
    const answer = concluded(client, await client.post('/page/intent', { client_secret: secret }));
    if ('error' in answer) return answer;
    const { intent } = answer;
    if (intent.status !== 'requires_action') return noAction(intent, method);
    const action = isObject(intent.next_action) ? intent.next_action : {};
    const redirect = isObject(action.redirect_to_url) ? action.redirect_to_url : null;
    if (redirect && typeof redirect.url === 'string') {
      window.location.assign(redirect.url);
      return new Promise(() => {}); // the page is going away
    }
    const reply = await client.post('/page/intent/resume', { client_secret: secret });
    return followed(client, secret, reply);
  }, true);
}

/** @param {Json} intent @param {string} method @returns {{error: ApiError}} */
function noAction(intent, method) {
  const name = intent.object === 'setup_intent' ? 'setup_intent' : 'payment_intent';
  const noun = name === 'setup_intent' ? 'SetupIntent' : 'PaymentIntent';
  const message = `${method}: The ${noun} supplied is not in the requires_action state.`;
  const { error } = failed('invalid_request_error', message, `${name}_unexpected_state`);
  return { error: { ...error, [name]: intent } };
}

/** @param {Answer} answer @returns {import('@stripe/stripe-js').PaymentIntentResult} */
function paymentResult(answer) {
  if ('error' in answer) return answer;
  return { paymentIntent: /** @type {any} */ (answer.intent) };
}

/** @param {Answer} answer @returns {import('@stripe/stripe-js').SetupIntentResult} */
function setupResult(answer) {
  if ('error' in answer) return answer;
  return { setupIntent: /** @type {any} */ (answer.intent) };
}

/** @param {Client} client @returns {IntentMethods} */
function intentMethods(client) {
  return {
    async retrievePaymentIntent(secret) {
      needKind(secret, 'payment', 'retrievePaymentIntent');
      return paymentResult(await retrieveIntent(client, secret));
    },
    async retrieveSetupIntent(secret) {
      needKind(secret, 'setup', 'retrieveSetupIntent');
      return setupResult(await retrieveIntent(client, secret));
    },
    async confirmCardPayment(secret, data = {}, options = {}) {
      needKind(secret, 'payment', 'confirmCardPayment');
      const { payment_method: method, ...others } = data;
      onlyKnown(others, PAYMENT_DATA, 'confirmCardPayment');
      const card = cardGiven(method, 'confirmCardPayment');
      const handle = options.handleActions !== false;
      return paymentResult(await confirmIntent(client, secret, others, card, handle));
    },
    async confirmCardSetup(secret, data = {}, options = {}) {
      needKind(secret, 'setup', 'confirmCardSetup');
      const { payment_method: method, ...others } = data;
      onlyKnown(others, SETUP_DATA, 'confirmCardSetup');
      const card = cardGiven(method, 'confirmCardSetup');
      const handle = options.handleActions !== false;
      return setupResult(await confirmIntent(client, secret, others, card, handle));
    },
    async handleCardAction(secret) {
      needKind(secret, 'payment', 'handleCardAction');
      return paymentResult(await nextAction(client, secret, 'handleCardAction'));
    },
    async handleNextAction({ clientSecret }) {
      const kind = kindOf(clientSecret, 'handleNextAction');
      const answer = await nextAction(client, clientSecret, 'handleNextAction');
      return kind === 'payment' ? paymentResult(answer) : setupResult(answer);
    },
    createPaymentMethod: (data) => createPaymentMethod(client, data),
  };
}
