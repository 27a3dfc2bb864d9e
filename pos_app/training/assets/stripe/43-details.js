// The small Elements: contact details, the currency and the terms.

class ContactDetailsElement extends FrameElement {
  /** @param {Checkout} checkout @param {Json} options */
  constructor(checkout, options) {
    super(checkout, 'contactDetails', options);
    this.title = checkout.text.contactTitle;
    /** @type {{email: string, phone?: string}} */
    this.value = { email: '' };
  }

  newFrame() {
    return new Frame('/frames/contact.html', this.title);
  }

  around() {
    const { session, extra } = this.checkout;
    return {
      phone: extra.phoneNumberRequired === true,
      given: { email: session?.email ?? null, phone: session?.phoneNumber ?? null },
    };
  }

  /** @param {string} event @param {Json} data */
  heard(event, data) {
    if (event === 'commit') this.share();
    else super.heard(event, data);
  }

  /** @param {Json} data */
  takeChange(data) {
    this.value = /** @type {{email: string, phone?: string}} */ (data.value);
    const { complete, empty } = data;
    this.emit('change', { complete, empty, value: { email: this.value.email } });
  }

  /** @returns {{email?: string, phoneNumber?: string}} what a session takes, where complete */
  given() {
    if (!this.place || !this.complete) return {};
    const { email, phone } = this.value;
    return { email, ...(phone ? { phoneNumber: phone } : {}) };
  }

  async share() {
    const { checkout } = this;
    const { session } = checkout;
    if (session?.status.type !== 'open' || checkout.confirming) return;
    const fresh = Object.entries(this.given()).filter(([key, value]) =>
      session[/** @type {'email'} */ (key)] !== value);
    if (fresh.length) await checkout.change(Object.fromEntries(fresh));
  }
}

class CurrencySelectorElement extends FrameElement {
  /** @param {Checkout} checkout */
  constructor(checkout) {
    super(checkout, 'currencySelector', {});
    this.title = checkout.text.currencyTitle;
    this.firstHeight = 0;
    this.refused = '';
  }

  newFrame() {
    return new Frame('/frames/currency.html', this.title);
  }

  around() {
    const { session } = this.checkout;
    return {
      currencies: session?.currencyOptions ?? null,
      currency: session?.currency ?? null,
      refused: this.refused,
    };
  }

  /** @param {string} event @param {Json} data */
  heard(event, data) {
    if (event === 'currency') this.choose(String(data.currency));
    else super.heard(event, data);
  }

  /** Declared without a change event: the session's own tells. */
  takeChange() {}

  /** @param {string} currency */
  async choose(currency) {
    const result = await this.checkout.change({ currency });
    this.refused = result.type === 'error' ? result.error.message : '';
    // Refused, the choice goes back to what the session still has.
    this.frame?.tell('context', this.around());
  }
}

class TermsElement extends FrameElement {
  /** @param {Checkout} checkout @param {Json} options */
  constructor(checkout, options) {
    super(checkout, 'terms', options);
    this.title = checkout.text.termsTitle;
    this.firstHeight = 0;
    this.accepted = false;
  }

  newFrame() {
    return new Frame('/frames/terms.html', this.title);
  }

  around() {
    const { checkout } = this;
    const { extra } = checkout;
    const texts = isObject(extra.customText) ? extra.customText : {};
    return {
      required: extra.termsOfService === 'required',
      reuse: checkout.chargedAgain,
      words: texts.termsOfServiceAcceptance ?? null,
      merchant: extra.merchant ?? checkout.session?.businessName ?? '',
    };
  }

  /** @param {Json} data declared without a change event */
  takeChange(data) {
    this.accepted = data.accepted === true;
  }

  unmount() {
    super.unmount();
    this.accepted = false;
  }
}
