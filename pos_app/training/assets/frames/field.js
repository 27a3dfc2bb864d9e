// One text field: it rewrites what is typed and says what is wrong.

import { byId } from './link.js';
import { caretAfter, digitsOf } from './brands.js';

/**
 * @typedef {object} Rules
 * @property {(text: string) => string} format anything typed or pasted, as it is shown
 * @property {(text: string) => string} fault a key of the texts, or '' when all is well
 * @property {(text: string) => boolean} full nothing more can be typed
 * @property {(fault: string, text: string) => boolean} early whether to say it while still typing
 */

export class Field {
  /** @param {string} id @param {Rules} rules */
  constructor(id, rules) {
    this.input = /** @type {HTMLInputElement} */ (byId(id));
    this.note = byId(`${id}-error`);
    this.rules = rules;
    this.imposed = '';
    this.left = false;
    /** @type {(fault: string) => string} */
    this.words = (fault) => fault;
    this.onEdit = () => {};
    this.onFull = () => {};
    this.onBackOut = () => {};
    this.input.addEventListener('beforeinput', (event) => this.stepOverGap(event));
    this.input.addEventListener('input', (event) => this.edited(/** @type {InputEvent} */ (event)));
    this.input.addEventListener('blur', () => {
      this.left = this.value !== '';
      this.tell();
    });
    this.input.addEventListener('keydown', (event) => {
      if (event.key !== 'Backspace' || this.value !== '') return;
      event.preventDefault();
      this.onBackOut();
    });
  }

  get value() { return this.input.value; }

  /** @returns {string} what is wrong now, shown or not */
  get fault() { return this.imposed || this.rules.fault(this.value); }

  /**
   * Deleting a space or slash deletes the digit beyond it: gaps are not typed.
   * @param {InputEvent} event
   */
  stepOverGap(event) {
    const { selectionStart: start, selectionEnd: end } = this.input;
    if (start === null || start !== end) return;
    let place = start;
    if (event.inputType === 'deleteContentBackward') {
      while (place > 0 && !/\d/.test(this.value[place - 1] ?? '')) place -= 1;
    } else if (event.inputType === 'deleteContentForward') {
      while (place < this.value.length && !/\d/.test(this.value[place] ?? '')) place += 1;
    }
    if (place !== start) this.input.setSelectionRange(place, place);
  }

  /** @param {InputEvent} event */
  edited(event) {
    const typed = this.value;
    const caret = this.input.selectionStart ?? typed.length;
    const deleting = (event.inputType ?? '').startsWith('delete');
    const shown = this.rules.format(deleting ? digitsOf(typed) : typed);
    if (shown !== typed) {
      this.input.value = shown;
      const place = caret >= typed.length && !deleting
        ? shown.length : caretAfter(shown, digitsOf(typed.slice(0, caret)).length);
      this.input.setSelectionRange(place, place);
    }
    this.imposed = '';
    this.left = false;
    this.tell();
    this.onEdit();
    const atEnd = (this.input.selectionStart ?? 0) >= this.value.length;
    if (!deleting && atEnd && this.rules.full(this.value) && !this.fault) this.onFull();
  }

  /** Shows the fault where it is time to. @param {boolean} [now] whatever the time */
  tell(now = false) {
    const { fault } = this;
    const due = now || this.imposed || this.left || this.rules.early(fault, this.value);
    const shown = fault && due;
    this.input.classList.toggle('Input--invalid', Boolean(shown));
    this.input.setAttribute('aria-invalid', String(Boolean(shown)));
    const words = shown ? this.words(fault) : '';
    if (this.note.textContent !== words) this.note.textContent = words;
  }

  /** The bank found a fault that the field can't see. @param {string} fault */
  impose(fault) {
    this.imposed = fault;
    this.tell();
  }

  clear() {
    this.input.value = '';
    this.imposed = '';
    this.left = false;
    this.tell();
  }
}
