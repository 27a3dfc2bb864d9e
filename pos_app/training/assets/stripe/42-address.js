// The two Address Elements: billing and shipping, alone or one the same as the other.

/** @typedef {import('@stripe/stripe-js').StripeAddressElementChangeEvent} AddressChange */
/** @typedef {import('@stripe/stripe-js').StripeCheckoutContact} Contact */
/** @typedef {'billing' | 'shipping'} AddressMode */
/** @typedef {Pick<AddressChange, 'complete' | 'isNewAddress' | 'value'>} AddressGiven */

/** What an Address Element holds before its frame has spoken. @type {AddressGiven['value']} */
const NO_ADDRESS = {
  name: '',
  address: { line1: '', line2: null, city: '', state: '', postal_code: '', country: '' },
};

class AddressElement extends FrameElement {
  /** @param {Checkout} checkout @param {AddressMode} mode @param {Json} options */
  constructor(checkout, mode, options) {
    super(checkout, 'address', options);
    this.mode = mode;
    this.title = mode === 'billing' ? checkout.text.billingTitle : checkout.text.shippingTitle;
    this.firstHeight = 460;
    /** @type {AddressGiven & {empty: boolean}} */
    this.own = { complete: false, empty: true, isNewAddress: true, value: NO_ADDRESS };
    this.mirroring = false;
    this.lastTold = '';
  }

  newFrame() {
    return new Frame('/frames/address.html', this.title);
  }

  /** @returns {AddressElement | null} */
  get other() {
    const { elements } = this.checkout;
    const found = elements.get(this.mode === 'billing' ? 'shippingAddress' : 'billingAddress');
    return found instanceof AddressElement ? found : null;
  }

  /** The other one's, while they are the same. */
  get given() {
    return this.mirroring && this.other ? this.other.own : this.own;
  }

  around() {
    const { checkout, mode } = this;
    const { session, extra } = checkout;
    const key = mode === 'billing' ? 'billingAddress' : 'shippingAddress';
    const chosen = checkout.options.elementsOptions?.syncAddressCheckbox ?? 'billing';
    return {
      mode,
      phone: this.phoneWanted(),
      allowed: this.options.allowedCountries ?? (mode === 'shipping' ? extra.shippingCountries : null),
      given: session?.[key] ?? null,
      sync: chosen === mode && this.other !== null,
      sameTicked: !session?.[key],
      locale: checkout.locale,
      currency: session?.currency ?? null,
    };
  }

  /** @returns {'required' | 'optional' | 'none'} */
  phoneWanted() {
    const { checkout } = this;
    const fields = isObject(this.options.fields) ? this.options.fields : {};
    const validation = isObject(this.options.validation) ? this.options.validation : {};
    const rule = isObject(validation.phone) ? validation.phone.required : 'auto';
    const asked = checkout.extra.phoneNumberRequired === true
      && !checkout.elements.has('contactDetails');
    if (fields.phone === 'never' || (fields.phone !== 'always' && !asked)) return 'none';
    if (rule === 'never') return 'optional';
    return rule === 'always' || asked ? 'required' : 'optional';
  }

  /** @param {string} event @param {Json} data */
  heard(event, data) {
    if (event === 'commit') this.share();
    else super.heard(event, data);
  }

  /** @param {Json} data */
  takeChange(data) {
    const { mirroring, ...own } = data;
    this.own = /** @type {AddressGiven & {empty: boolean}} */ (/** @type {unknown} */ (own));
    this.mirroring = mirroring === true && this.other !== null;
    this.tellChange();
    const { other } = this;
    if (other?.mirroring) other.tellChange();
  }

  tellChange() {
    const { complete, isNewAddress, value } = this.given;
    const empty = this.mirroring ? (this.other?.own.empty ?? true) : this.own.empty;
    this.complete = complete;
    const change = { elementMode: this.mode, empty, complete, isNewAddress, value };
    const key = JSON.stringify(change);
    if (key === this.lastTold) return;
    this.lastTold = key;
    this.emit('change', structuredClone(change));
  }

  /** Someone is done with a field: the session takes the address, where it is complete. */
  async share() {
    const { checkout } = this;
    const body = addressesOf(checkout);
    const { session } = checkout;
    if (session?.status.type !== 'open' || checkout.confirming) return;
    const fresh = Object.entries(body).filter(([key, value]) =>
      JSON.stringify(session[/** @type {'billingAddress'} */ (key)]) !== JSON.stringify(value));
    if (fresh.length) await checkout.change(Object.fromEntries(fresh));
  }

  async fault() {
    if (this.mirroring) return '';
    return super.fault();
  }

  /** @param {any} [_options] Latin letters are kept as they were typed @returns {Promise<any>} */
  async getValue(_options) {
    if (!this.frame) throw new Error('This Element is not mounted: it has no value.');
    if (!this.mirroring) await this.frame.call('getValue');
    const { complete, isNewAddress, value } = this.given;
    return structuredClone({ complete, isNewAddress, value });
  }

  unmount() {
    super.unmount();
    this.lastTold = '';
  }
}

/**
 * The addresses that the Elements hold complete, as a session takes them.
 * @param {Checkout} checkout
 * @returns {{billingAddress?: Contact, shippingAddress?: Contact, phoneNumber?: string}}
 */
function addressesOf(checkout) {
  /** @type {{billingAddress?: Contact, shippingAddress?: Contact, phoneNumber?: string}} */
  const body = {};
  for (const key of /** @type {const} */ (['shippingAddress', 'billingAddress'])) {
    const element = checkout.elements.get(key);
    if (!(element instanceof AddressElement) || !element.place || !element.complete) continue;
    const { name, phone, address } = element.given.value;
    body[key] = { name: name || null, address: tidied(address) };
    if (phone && element.phoneWanted() !== 'none') body.phoneNumber = phone;
  }
  return body;
}

/** @param {AddressChange['value']['address']} address @returns {Contact['address']} */
const tidied = ({ country, line1, line2, city, state, postal_code: postal }) => ({
  country, line1: line1 || null, line2: line2 || null, city: city || null,
  postal_code: postal || null, state: state || null,
});
