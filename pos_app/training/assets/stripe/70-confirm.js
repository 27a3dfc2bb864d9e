// Confirming: from the click to an end that can be believed.

const MOST_CHALLENGES = 3;

/** @typedef {NonNullable<Parameters<OfficialActions['confirm']>[0]>} ConfirmArguments */

/** @param {Checkout} checkout @param {ConfirmArguments} args @returns {Promise<ConfirmResult>} */
async function confirmCheckout(checkout, args) {
  if (checkout.confirming) return refusal(checkout.text.busy);
  const wrong = unready(checkout, args);
  if (wrong) return refusal(wrong);
  checkout.confirming = true;
  try {
    const stop = await lastChecks(checkout, args);
    if (stop) return refusal(stop);
    const result = await outcome(checkout, args);
    if (result.type === 'success') return leave(checkout, args, result);
    return result;
  } finally {
    checkout.confirming = false;
    checkout.changed();
  }
}

/** @param {string} message @returns {ConfirmResult} */
const refusal = (message) => ({ type: 'error', error: { message, code: null } });

/** @param {Checkout} checkout @param {ConfirmArguments} args @returns {string} why not, in words */
function unready({ text, session, elements }, args) {
  if (args.expressCheckoutConfirmEvent || args.formConfirmEvent) {
    throw new Error('The training Stripe.js has no Element that could have made this event.');
  }
  if (session?.status.type !== 'open') return text.notOpen;
  const asked = elements.get('contactDetails')?.place;
  if (!args.email && !session.email && !asked) return text.emailMissing;
  if (args.email && !looksLikeEmail(args.email)) return text.emailInvalid;
  if (!args.paymentMethod && !elements.get('payment')?.place) return text.noElement;
  return '';
}

/**
 * Updates under way, faults in any Element and the page's own approval come before the charge.
 * @param {Checkout} checkout @param {ConfirmArguments} args
 * @returns {Promise<string>} why it must not go on, in words, or ''
 */
async function lastChecks(checkout, args) {
  await checkout.updates;
  try {
    const without = new Set(args.paymentMethod ? ['payment'] : []);
    if (args.billingAddress) without.add('billingAddress');
    if (args.shippingAddress) without.add('shippingAddress');
    const [first] = await faultsOf(checkout, without);
    if (first) return first.message;
  } catch (error) {
    return checkout.explain(error).message;
  }
  if (!args.onRequiresApproval) return '';
  try {
    await args.onRequiresApproval();
    return '';
  } catch (error) {
    return error instanceof Error && error.message ? error.message : checkout.text.notApproved;
  }
}

/**
 * What the stand-in answered. The engine may send a request again when its answer is lost, and
 * the second one is then refused: so a plain refusal is looked into before it is passed on.
 * @param {Checkout} checkout
 * @param {ConfirmArguments} args
 * @returns {Promise<ConfirmResult>}
 */
async function outcome(checkout, args) {
  /** @type {ConfirmResult} */
  let result;
  try {
    const reply = await firstReply(checkout, args);
    if (isObject(reply) && reply.sent === false) return conclude(checkout, reply);
    result = await settle(checkout, reply);
  } catch (error) {
    result = { type: 'error', error: checkout.explain(error, true) };
  }
  if (result.type === 'success' || result.error.code !== null) return result;
  try {
    await checkout.fetch('/page/session', {});
  } catch (error) {
    return { type: 'error', error: checkout.explain(error, true) };
  }
  if (checkout.session?.status.type !== 'complete') return result;
  return { type: 'success', session: checkout.snapshot() };
}

/** @param {Checkout} checkout @param {ConfirmArguments} args @returns {Promise<unknown>} */
async function firstReply(checkout, args) {
  /** @type {Json} */
  const body = collected(checkout);
  for (const name of /** @type {const} */ (['email', 'phoneNumber', 'billingAddress',
    'shippingAddress', 'savePaymentMethod', 'returnUrl', 'paymentMethod'])) {
    if (args[name] !== undefined) body[name] = args[name];
  }
  if (args.paymentMethod) return checkout.post('/page/session/confirm', body);
  return checkout.elements.get('payment')?.frame?.call('confirm', {
    ...checkout.credentials, ...body,
  });
}

/** What the other Elements hold. @param {Checkout} checkout @returns {Json} */
function collected(checkout) {
  const contact = checkout.elements.get('contactDetails');
  const terms = checkout.elements.get('terms');
  return {
    ...addressesOf(checkout),
    ...(contact instanceof ContactDetailsElement ? contact.given() : {}),
    ...(terms instanceof TermsElement && terms.place ? { termsAccepted: terms.accepted } : {}),
  };
}

/**
 * Follows the reply through authentication to its end.
 * @param {Checkout} checkout
 * @param {unknown} reply
 * @returns {Promise<ConfirmResult>}
 */
async function settle(checkout, reply) {
  let current = reply;
  for (let turn = 0; turn < MOST_CHALLENGES && isChallenge(current); turn += 1) {
    await authenticate(current.challenge, checkout);
    current = await checkout.post('/page/session/resume', {});
  }
  if (isChallenge(current)) throw new Refusal(checkout.text.notAuthenticated);
  return conclude(checkout, current);
}

/** @param {unknown} reply @returns {reply is ChallengeReply} */
function isChallenge(reply) {
  return isObject(reply) && reply.type === 'challenge' && isObject(reply.challenge)
    && typeof reply.challenge.url === 'string';
}

/** @param {Checkout} checkout @param {unknown} reply @returns {ConfirmResult} */
function conclude(checkout, reply) {
  if (isObject(reply) && reply.type === 'success' && isSession(reply.session)) {
    checkout.take(reply.session);
    return { type: 'success', session: checkout.snapshot() };
  }
  const error = isObject(reply) ? reply.error : null;
  // An answer without sense may hide a payment that went through.
  if (!isObject(error) || typeof error.message !== 'string') throw new Unreachable();
  if (error.code !== 'paymentFailed') {
    return { type: 'error', error: { message: error.message, code: null } };
  }
  const detail = isObject(error.paymentFailed) ? error.paymentFailed : {};
  const declineCode = typeof detail.declineCode === 'string' && detail.declineCode
    ? detail.declineCode : null;
  const message = wordsOf(checkout, declineCode, error.message);
  if (checkout.session) {
    checkout.take({ ...checkout.session, lastPaymentError: { message } });
  }
  return {
    type: 'error',
    error: { message, code: 'paymentFailed', paymentFailed: { declineCode } },
  };
}

/**
 * A failed authentication is the one refusal without a decline code.
 * @param {Checkout} checkout
 * @param {string | null} declineCode
 * @param {string} english
 */
function wordsOf(checkout, declineCode, english) {
  if (declineCode === null) return checkout.text.notAuthenticated;
  return checkout.language === 'fr' ? (DECLINES_FR[declineCode] ?? DECLINED_FR) : english;
}

/**
 * By default Stripe leaves for the return address once it is paid; `if_required` stays.
 * @param {Checkout} checkout @param {ConfirmArguments} args @param {ConfirmResult} result
 * @returns {ConfirmResult | Promise<ConfirmResult>}
 */
function leave(checkout, args, result) {
  const target = args.returnUrl ?? checkout.extra.returnUrl;
  if (args.redirect === 'if_required' || typeof target !== 'string') return result;
  const id = checkout.session?.id ?? '';
  window.location.assign(target.replaceAll('{CHECKOUT_SESSION_ID}', id));
  return new Promise(() => {}); // the page is going away
}
