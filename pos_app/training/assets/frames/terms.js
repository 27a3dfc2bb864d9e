// The Terms Element's frame: a box to tick where the session asks for agreement to the terms of
// service, and a sentence where the card will be charged again.

import { make } from './form.js';
import { open } from './sheet.js';
import { textsFor } from './texts.js';

/** @typedef {import('./sheet.js').Sheet} Sheet */

class TermsForm {
  /** @param {Sheet} sheet */
  constructor(sheet) {
    this.sheet = sheet;
    this.row = make('label', 'Checkbox');
    this.box = make('input', 'CheckboxInput');
    Object.assign(this.box, { type: 'checkbox', id: 'terms' });
    this.box.setAttribute('aria-describedby', 'terms-error');
    this.words = make('span', 'CheckboxLabel');
    this.row.append(this.box, this.words);
    this.error = make('p', 'Error');
    this.error.id = 'terms-error';
    this.error.setAttribute('aria-live', 'polite');
    this.reuse = make('p', 'TermsText');
    sheet.form.append(this.row, this.error, this.reuse);
    this.box.addEventListener('change', () => {
      this.tell('');
      sheet.changed();
    });
  }

  /** @param {Record<string, any>} asked */
  arrange({ required, reuse, words, merchant, language }) {
    this.row.hidden = !required;
    this.box.required = Boolean(required);
    this.words.textContent = words ?? this.sheet.texts.terms(merchant ?? '');
    this.reuse.hidden = !reuse;
    this.reuse.textContent = textsFor(language).reuse(merchant ?? '');
    this.sheet.form.classList.toggle('nothing', !required && !reuse);
  }

  /** @param {string} fault */
  tell(fault) {
    this.error.textContent = fault;
    this.box.setAttribute('aria-invalid', String(fault !== ''));
  }

  fault() {
    const fault = this.complete ? '' : this.sheet.texts.termsMissing;
    this.tell(fault);
    return fault;
  }

  get complete() {
    return this.row.hidden || this.box.checked;
  }

  target() {
    return this.row.hidden ? null : this.box;
  }

  clear() {
    this.box.checked = false;
    this.tell('');
  }

  value() {
    return { empty: !this.box.checked, complete: this.complete, accepted: this.box.checked };
  }
}

open((sheet) => new TermsForm(sheet));
