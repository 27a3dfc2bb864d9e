// What the page is given.

/** @param {Checkout} checkout @returns {StandInActions} */
function makeActions(checkout) {
  const { text } = checkout;
  return {
    getSession: () => checkout.snapshot(),
    confirm: (args = {}) => confirmCheckout(checkout, args),
    updateBillingAddress: (billingAddress) => checkout.change({ billingAddress }),
    updateShippingAddress: (shippingAddress) => checkout.change({ shippingAddress }),
    updateShippingOption: (shippingOption) => checkout.change({ shippingOption }),
    updateLineItemQuantity: ({ lineItem, quantity }) =>
      checkout.change({ lineItemQuantity: { lineItem, quantity } }),
    addOptionalLineItem: (priceId) => checkout.change({ addOptionalItem: priceId }),
    removeOptionalLineItem: (priceId) => checkout.change({ removeOptionalItem: priceId }),
    // Declared as never failing: a stand-in that is down is the one thing that still can.
    updatePhoneNumber: (phoneNumber) => surely(checkout, { phoneNumber }),
    updateIndividualName: (individualName) => surely(checkout, { individualName }),
    updateBusinessName: (businessName) => surely(checkout, { businessName }),
    async updateTaxIdInfo(taxIdInfo) {
      try {
        return { type: 'success', session: await checkout.apply({ taxIdInfo }) };
      } catch (error) {
        const { message } = checkout.explain(error);
        const invalid = error instanceof Refusal && error.code === 'invalidTaxId';
        return { type: 'error', error: { message, code: invalid ? 'invalidTaxId' : null } };
      }
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
        await checkout.during(async () => {
          await userFunction();
          await checkout.fetch('/page/session', {});
        });
        return { type: 'success', session: checkout.snapshot() };
      } catch (error) {
        const message = error instanceof Error && error.message ? error.message : String(error);
        return { type: 'error', error: { message, code: null } };
      }
    },
    validateElements: () => validate(checkout),
  };
}

/**
 * @param {Checkout} checkout @param {Json} body
 * @returns {Promise<{type: 'success', session: Session}>}
 */
async function surely(checkout, body) {
  return { type: 'success', session: await checkout.apply(body) };
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
      checkout.tellAll('restyle', { appearance: checkout.appearance });
    },
    loadFonts(fonts) {
      checkout.fonts = plain(fonts);
      checkout.tellAll('loadFonts', { fonts: checkout.fonts });
    },
    ...elementsOf(checkout),
  };
}

/** What creates Elements and gives them back. @param {Checkout} checkout @returns {ElementMakers} */
function elementsOf(checkout) {
  /** @type {<E extends FrameElement>(key: ElementKey, element: E) => E} */
  const added = (key, element) => {
    checkout.add(key, element);
    return element;
  };
  /** @type {(key: ElementKey) => any} */
  const known = (key) => checkout.elements.get(key) ?? null;
  /** @type {(options: object) => Json} */
  const settings = (options) => /** @type {Json} */ ({ ...options });
  return {
    getPaymentElement: () => known('payment'),
    getBillingAddressElement: () => known('billingAddress'),
    getShippingAddressElement: () => known('shippingAddress'),
    getCurrencySelectorElement: () => known('currencySelector'),
    getContactDetailsElement: () => known('contactDetails'),
    getTermsElement: () => known('terms'),
    createPaymentElement: (options = {}) =>
      added('payment', new PaymentElement(checkout, options)),
    createBillingAddressElement: (options = {}) =>
      added('billingAddress', new AddressElement(checkout, 'billing', settings(options))),
    createShippingAddressElement: (options = {}) =>
      added('shippingAddress', new AddressElement(checkout, 'shipping', settings(options))),
    createCurrencySelectorElement: () =>
      added('currencySelector', new CurrencySelectorElement(checkout)),
    createContactDetailsElement: (options = {}) =>
      added('contactDetails', new ContactDetailsElement(checkout, settings(options))),
    createTermsElement: (options = {}) =>
      added('terms', new TermsElement(checkout, settings(options))),
  };
}
