// What the card form asks besides the card: the name on it, its country and, where the card
// networks compare it, the postal code.

import { comparesPostal, countries, fitsPostal, likely, postalName } from './countries.js';
import { TextField } from './field.js';
import { option } from './form.js';
import { byId } from './link.js';

/** @typedef {import('./texts.js').Texts} Texts */
/** @typedef {{name: boolean, country: boolean, postal: boolean}} Shown */

/**
 * Which fields a page's options ask for. Cards never ask for an e-mail or a phone number here.
 * @param {any} wanted `fields.billingDetails` as Stripe.js takes it
 * @param {boolean} elsewhere an Address Element on the page asks for all of it
 * @returns {Shown}
 */
export function shownFields(wanted, elsewhere) {
  if (wanted === 'never' || elsewhere) return { name: false, country: false, postal: false };
  const address = wanted?.address ?? 'auto';
  // A card is charged without an address: where only what is required is asked, nothing is.
  const without = (/** @type {string} */ name) =>
    address === 'never' || address === 'if_required' || address?.[name] === 'never';
  return {
    name: wanted?.name === 'always',
    country: !without('country'),
    postal: !without('postalCode'),
  };
}

export class Billing {
  constructor() {
    this.onEdit = () => {};
    /** @type {Shown} */
    this.shown = { name: false, country: false, postal: false };
    this.language = '';
    this.touched = false;
    /**
     * The whole address, where the session requires one and nothing else asks for it.
     * @type {import('./address-fields.js').AddressFields | null}
     */
    this.whole = null;
    this.wholeAsked = false;
    /** @type {Promise<void>} */
    this.ready = Promise.resolve();
    this.name = new TextField('name', { fault: (text) => (text.trim() ? '' : 'nameMissing') });
    this.country = new TextField('country', { fault: () => '' });
    this.postal = new TextField('postal', { fault: (text) => this.postalFault(text) });
    for (const field of [this.name, this.country, this.postal]) {
      field.onEdit = () => {
        this.touched = true;
        this.paint();
        this.onEdit();
      };
    }
  }

  /** @param {Texts} texts @param {string} language */
  write(texts, language) {
    this.texts = texts;
    byId('name-label').textContent = texts.nameOnCard;
    byId('country-label').textContent = texts.country;
    for (const field of [this.name, this.country, this.postal]) {
      field.words = (fault) => String(texts[/** @type {keyof Texts} */ (fault)]);
    }
    if (language === this.language) return;
    this.language = language;
    this.offered = countries(language, null);
    const before = this.country.value;
    this.country.input.replaceChildren(...this.offered.map(option));
    if (before) this.country.input.value = before;
  }

  /**
   * @param {any} options of the Element
   * @param {{elsewhere: boolean, required: boolean, locale?: unknown, currency?: unknown}} around
   */
  configure(options, around) {
    const wanted = options?.fields?.billingDetails;
    const may = shownFields(wanted, around.elsewhere).country;
    // Once asked it stays: a first try may have written the address down.
    this.wholeAsked = may && (around.required || this.wholeAsked);
    this.shown = shownFields(wanted, around.elsewhere || this.wholeAsked);
    if (this.wholeAsked && !this.whole) this.ready = this.addWhole(options, around);
    const defaults = options?.defaultValues?.billingDetails ?? {};
    if (!this.touched) {
      const home = likely(this.offered ?? [], around.locale, around.currency);
      this.country.input.value = defaults.address?.country ?? home;
      this.postal.input.value = defaults.address?.postal_code ?? '';
      this.name.input.value = defaults.name ?? '';
    }
    this.paint();
  }

  /**
   * @param {any} options @param {{locale?: unknown, currency?: unknown}} around
   */
  async addWhole(options, { locale, currency }) {
    const [{ AddressFields }, { formTexts }] = await Promise.all([
      import('./address-fields.js'), import('./texts-form.js'),
    ]);
    if (this.whole) return;
    const whole = new AddressFields(() => this.onEdit(), () => {}, 'billing-');
    byId('billing').append(whole.node);
    const kind = /** @type {const} */ ({
      mode: 'billing', name: 'full', phone: 'none', allowed: null, blockPoBox: false,
    });
    whole.build(kind, formTexts(this.language), this.language);
    const defaults = options?.defaultValues?.billingDetails;
    whole.start(defaults?.address?.country, locale, currency);
    if (defaults) whole.fill(defaults);
    this.whole = whole;
    this.paint();
    this.onEdit();
  }

  paint() {
    byId('billing').hidden = !this.wholeAsked;
    const country = this.country.value;
    byId('name-field').hidden = !this.shown.name;
    byId('country-field').hidden = !this.shown.country;
    byId('postal-field').hidden = !this.asksPostal;
    byId('country-field').classList.toggle('wide', !this.asksPostal);
    const label = this.texts?.[postalName(country)] ?? '';
    if (byId('postal-label').textContent !== label) byId('postal-label').textContent = label;
  }

  get asksPostal() {
    return this.shown.postal && comparesPostal(this.country.value);
  }

  /** @param {string} text */
  postalFault(text) {
    const country = this.country.value;
    if (!text.trim()) return postalName(country) === 'zip' ? 'zipMissing' : 'postalMissing';
    return fitsPostal(country, text) ? '' : 'postalWrong';
  }

  /** @returns {TextField[]} those that are asked, in their order */
  get fields() {
    if (this.wholeAsked) return this.whole?.inOrder() ?? [];
    return [
      ...(this.shown.name ? [this.name] : []),
      ...(this.shown.country ? [this.country] : []),
      ...(this.asksPostal ? [this.postal] : []),
    ];
  }

  clear() {
    this.touched = false;
    this.name.clear();
    this.postal.clear();
    this.whole?.clear();
  }

  /** What travels with the card; only what was asked. */
  details() {
    return {
      ...(this.shown.name ? { name: this.name.value.trim() } : {}),
      ...(this.asksPostal ? { postalCode: this.postal.value.trim() } : {}),
    };
  }

  /** The same as a session's billing address. */
  contact() {
    if (this.wholeAsked && this.whole) {
      const { name, address } = this.whole.value();
      return { name, address };
    }
    const postal = this.asksPostal ? this.postal.value.trim() : null;
    return {
      name: (this.shown.name && this.name.value.trim()) || null,
      address: { country: this.country.value, postal_code: postal },
    };
  }

  /** What the page may know. */
  told() {
    if (this.wholeAsked && this.whole) {
      const { country, postal_code: code } = this.whole.value().address;
      return { billingDetails: { address: { country, postalCode: code || null } } };
    }
    if (!this.shown.country) return {};
    const postalCode = this.asksPostal ? this.postal.value.trim() || null : null;
    return { billingDetails: { address: { country: this.country.value, postalCode } } };
  }
}
