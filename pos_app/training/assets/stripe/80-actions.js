// What the page is given.

/** @param {Checkout} checkout @returns {StandInActions} */
function makeActions(checkout) {
  const { text } = checkout;
  return {
    getSession: () => checkout.snapshot(),
    confirm: (args = {}) => confirmCheckout(checkout, args),
    updateBillingAddress: (billingAddress) => checkout.change({ billingAddress }),
    updateShippingAddress: (shippingAddress) => checkout.change({ shippingAddress }),
    // Declared as never failing: a stand-in that is down is the one thing that still can.
    async updatePhoneNumber(phoneNumber) {
      await checkout.fetch('/page/session/update', { phoneNumber });
      return { type: 'success', session: checkout.snapshot() };
    },
    async updateEmail(email) {
      if (email === '') {
        return { type: 'error', error: { message: text.emailMissing, code: 'incompleteEmail' } };
      }
      if (email !== null && !looksLikeEmail(email)) {
        return { type: 'error', error: { message: text.emailInvalid, code: 'invalidEmail' } };
      }
      const result = await checkout.change({ email });
      if (result.type === 'success') return result;
      // No other code is declared, even for a server that does not answer.
      return { type: 'error', error: { message: result.error.message, code: 'invalidEmail' } };
    },
    applyPromotionCode: async () =>
      ({ type: 'error', error: { message: text.promotion, code: 'invalidCode' } }),
    removePromotionCode: async () =>
      ({ type: 'error', error: { message: text.noPromotion, code: null } }),
    async runServerUpdate(userFunction) {
      try {
        await userFunction();
        await checkout.fetch('/page/session', {});
        return { type: 'success', session: checkout.snapshot() };
      } catch (error) {
        const message = error instanceof Error && error.message ? error.message : String(error);
        return { type: 'error', error: { message, code: null } };
      }
    },
    validateElements: () => validate(checkout),
  };
}

/** @typedef {import('@stripe/stripe-js').StripeCheckoutValidateElementsResult} Validated */

/**
 * @param {Checkout} checkout
 * @returns {Promise<Validated>}
 */
async function validate(checkout) {
  /** @type {(code: 'validation_error' | 'no_elements' | null, message: string) => Validated} */
  const refuse = (code, message) => {
    const faulty = code === 'validation_error';
    /** @type {{message: string, element: 'payment'}[]} */
    const errors = faulty ? [{ message, element: 'payment' }] : [];
    return { type: 'error', error: { code, message, validation_errors: errors } };
  };
  const frame = checkout.element?.place ? checkout.element.frame : null;
  if (!frame) return refuse('no_elements', checkout.text.noElement);
  try {
    const message = await frame.call('validate');
    if (typeof message === 'string' && message) return refuse('validation_error', message);
    return { type: 'success', session: checkout.snapshot() };
  } catch (error) {
    return refuse(null, checkout.explain(error).message);
  }
}

/** @param {Checkout} checkout @returns {StandInSdk} */
function makeSdk(checkout) {
  return {
    on(event, handler) {
      if (event === 'change') checkout.listeners.push(handler);
    },
    async loadActions() {
      try {
        await checkout.loaded;
        return { type: 'success', actions: makeActions(checkout) };
      } catch (error) {
        return { type: 'error', error: checkout.explain(error) };
      }
    },
    changeAppearance(appearance) {
      checkout.appearance = plain(appearance);
      checkout.element?.frame?.tell('restyle', { appearance: checkout.appearance });
    },
    loadFonts(fonts) {
      checkout.fonts = plain(fonts);
      checkout.element?.frame?.tell('loadFonts', { fonts: checkout.fonts });
    },
    getPaymentElement: () =>
      /** @type {OfficialPaymentElement | null} */ (checkout.element),
    createPaymentElement(options = {}) {
      if (checkout.element) throw new Error('This checkout has a Payment Element already.');
      checkout.element = new PaymentElement(checkout, options);
      /** @type {OfficialPaymentElement} */
      const element = checkout.element;
      return element;
    },
  };
}
