// Looking over what was entered in the Elements.

/** @typedef {import('@stripe/stripe-js').StripeCheckoutValidateElementsResult} Validated */
/** @typedef {Extract<Validated, {type: 'error'}>['error']['validation_errors'][number]} Fault */

/** @param {Checkout} checkout @returns {[ElementKey, FrameElement][]} as they stand on the page */
function mountedElements({ elements }) {
  return [...elements].filter(([, { place }]) => place).sort(([, one], [, other]) => {
    const order = other.place ? one.place?.compareDocumentPosition(other.place) : 0;
    return (order ?? 0) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  });
}

/**
 * Marks what is wrong in each Element, and sends the keyboard to the first.
 * @param {Checkout} checkout
 * @param {Set<string>} [without] those that need not be complete
 * @returns {Promise<Fault[]>}
 */
async function faultsOf(checkout, without = new Set()) {
  const asked = mountedElements(checkout).filter(([key]) => !without.has(key));
  const messages = await Promise.all(asked.map(([, element]) => element.fault()));
  const faulty = messages.findIndex(Boolean);
  asked[faulty]?.[1].focus();
  return asked.flatMap(([key], place) => {
    const message = messages[place];
    // A currency is always chosen: its Element has no faults.
    return message && key !== 'currencySelector' ? [{ message, element: key }] : [];
  });
}

/**
 * @param {Checkout} checkout
 * @returns {Promise<Validated>}
 */
async function validate(checkout) {
  /** @type {(code: 'validation_error' | 'no_elements' | null, message: string,
   *   errors?: Fault[]) => Validated} */
  const refuse = (code, message, errors = []) =>
    ({ type: 'error', error: { code, message, validation_errors: errors } });
  if (!mountedElements(checkout).length) return refuse('no_elements', checkout.text.noElement);
  try {
    const faults = await faultsOf(checkout);
    const [first] = faults;
    if (first) return refuse('validation_error', first.message, faults);
    return { type: 'success', session: checkout.snapshot() };
  } catch (error) {
    return refuse(null, checkout.explain(error).message);
  }
}
