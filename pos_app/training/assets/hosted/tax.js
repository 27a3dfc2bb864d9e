// The tax number of a business, for those who buy as one.

import { Field, group, Tick } from './fields.js';

/** @typedef {import('@stripe/stripe-js').StripeCheckoutTaxIdInfo} TaxIdInfo */
/** @typedef {import('@stripe/stripe-js').StripeCheckoutTaxIdType} TaxIdType */
/** @typedef {import('./texts.js').Words} Words */

/** The kinds most businesses have; named by country and number, as they are written. */
const KINDS = /** @type {TaxIdType[]} */ (['eu_vat', 'gb_vat', 'ch_vat', 'no_vat', 'is_vat',
  'li_vat', 'tr_tin', 'ua_vat', 'us_ein', 'ca_bn', 'ca_gst_hst', 'mx_rfc', 'br_cnpj', 'au_abn',
  'nz_gst', 'jp_cn', 'in_gst', 'sg_uen', 'hk_br', 'za_vat', 'ae_trn', 'il_vat', 'ma_vat',
  'kr_brn']);

export class TaxId {
  /** @param {Words} words */
  constructor(words) {
    this.words = words;
    this.business = new Tick('business', words.asBusiness, '');
    this.name = new Field({
      id: 'tax-name', label: words.businessName, autocomplete: 'organization',
    }, words);
    this.kind = new Field({
      id: 'tax-kind', label: words.taxKind, wide: false,
      options: KINDS.map((value) => ({ value, label: value.toUpperCase().replaceAll('_', ' ') })),
    }, words);
    this.number = new Field({
      id: 'tax-number', label: words.taxNumber, wide: false, autocomplete: 'off',
    }, words);
    this.fields = [this.name, this.kind, this.number];
    this.details = group(words.taxTitle, this.fields);
    this.details.hidden = true;
    this.business.control.addEventListener('change', () => {
      this.details.hidden = !this.business.control.checked;
    });
  }

  get nodes() {
    return [this.business.node, this.details];
  }

  /** @returns {Field[]} those that are asked now */
  asked() {
    return this.details.hidden ? [] : this.fields;
  }

  /** @returns {TaxIdInfo | null} null for a private person */
  info() {
    if (this.details.hidden) return null;
    return {
      taxId: { type: /** @type {TaxIdType} */ (this.kind.value), value: this.number.value },
      businessName: this.name.value,
    };
  }

  /** The server says what no look at the number can tell. @param {string} fault in words */
  refuse(fault) {
    this.number.tell(fault);
    this.number.control.focus();
  }
}
