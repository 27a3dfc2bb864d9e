// The Payment Element: the card form, with the saved cards and the box to save one.

class PaymentElement extends FrameElement {
  /** @param {Checkout} checkout @param {ElementOptions} options */
  constructor(checkout, options) {
    super(checkout, 'payment', /** @type {Json} */ (options));
    this.title = checkout.text.cardTitle;
    this.firstHeight = 160;
    this.frame = checkout.workshop.take();
  }

  newFrame() {
    return this.checkout.workshop.take();
  }

  /** Left out, they count as 'auto': a page that forgets its own choice sees it in training. */
  get choices() {
    const { enableRedisplay, enableSave } = this.checkout.options.elementsOptions
      ?.savedPaymentMethod ?? {};
    return { listed: enableRedisplay !== 'never', boxed: enableSave !== 'never' };
  }

  /** Without a list and a box, the form needs nothing of the session. */
  knownEnough() {
    const { listed, boxed } = this.choices;
    return listed || boxed ? this.checkout.loaded : Promise.resolve();
  }

  around() {
    const { checkout } = this;
    const { session, extra } = checkout;
    const { listed, boxed } = this.choices;
    const terms = checkout.elements.has('terms');
    const known = Boolean(session?.billingAddress?.address.line1);
    return {
      saved: listed ? (session?.savedPaymentMethods ?? []) : [],
      removable: extra.paymentMethodRemove === 'enabled',
      offerSave: boxed && extra.paymentMethodSave === 'enabled',
      business: session?.businessName ?? extra.merchant ?? null,
      billingElsewhere: checkout.elements.has('billingAddress'),
      // A whole address the page has given is not written over with the card's country.
      billingKnown: known,
      billingRequired: extra.billingAddressCollection === 'required' && !known,
      locale: checkout.locale,
      currency: session?.currency ?? null,
      terms: checkout.chargedAgain && !terms,
    };
  }

  /** @param {string} event @param {Json} data */
  heard(event, data) {
    if (event === 'remove') this.remove(String(data.id));
    else super.heard(event, data);
  }

  /** @param {string} id of a saved card */
  async remove(id) {
    const { checkout } = this;
    const card = checkout.session?.savedPaymentMethods?.find((method) => method.id === id);
    if (!card) return;
    const told = { payment_method: publicMethod(card) };
    try {
      await checkout.fetch('/page/payment_method/remove', { paymentMethod: id });
      // Its place in the list is gone before the keyboard is sent on.
      this.frame?.tell('removed', { id, gone: true });
      this.emit('savedpaymentmethodremove', { success: true, ...told });
    } catch (error) {
      const { message } = checkout.explain(error);
      this.frame?.tell('removed', { id, gone: false });
      this.emit('savedpaymentmethodremove', { success: false, error: message, ...told });
    }
  }

  /**
   * @param {Partial<import('@stripe/stripe-js').StripePaymentElementUpdateOptions>} options
   * @returns {any}
   */
  update(options) {
    return super.update(/** @type {Json} */ (options));
  }

  /** @returns {any} */
  collapse() {
    this.frame?.tell('collapse');
    return this;
  }

  unmount() {
    if (!this.place) return;
    super.unmount();
    this.checkout.workshop.prepare();
  }
}

/** @param {NonNullable<Session['savedPaymentMethods']>[number]} card */
function publicMethod({ id, type, billingDetails }) {
  const { address, name = null, email = null, phone = null } = billingDetails;
  const { city = null, country = null, line1 = null, line2 = null, state = null } = address ?? {};
  return {
    id,
    type,
    billing_details: {
      address: { city, country, line1, line2, postal_code: address?.postal_code ?? null, state },
      name, email, phone,
    },
  };
}
