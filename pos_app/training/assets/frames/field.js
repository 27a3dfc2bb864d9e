// One field: it says what is wrong with its text, beside it and in time.

import { byId } from './link.js';
import { caretAfter, digitsOf } from './brands.js';

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */
/**
 * @typedef {object} Rules
 * @property {(text: string) => string} fault a key of the texts, or '' when all is well
 * @property {(fault: string, text: string) => boolean} [early] whether to say it while still typing
 */
/**
 * @typedef {object} Shaping
 * @property {(text: string) => string} format anything typed or pasted, as it is shown
 * @property {(text: string) => boolean} full nothing more can be typed
 */

/**
 * @template {Control} [C=Control]
 * @template {Rules} [R=Rules]
 */
export class TextField {
  /** @param {string} id @param {R} rules */
  constructor(id, rules) {
    this.input = /** @type {C} */ (byId(id));
    this.note = byId(`${id}-error`);
    this.rules = rules;
    this.imposed = '';
    this.left = false;
    /** @type {(fault: string) => string} */
    this.words = (fault) => fault;
    this.onEdit = () => {};
    this.input.addEventListener('input', (event) => this.edited(/** @type {InputEvent} */ (event)));
    this.input.addEventListener('blur', () => {
      // Left empty is not wrong until someone wants to pay.
      this.left = this.value !== '';
      this.tell();
    });
  }

  get value() { return this.input.value; }

  /** @returns {string} what is wrong now, shown or not */
  get fault() { return this.imposed || this.rules.fault(this.value); }

  /** @param {InputEvent} _event */
  edited(_event) {
    this.imposed = '';
    this.left = false;
    this.tell();
    this.onEdit();
  }

  /** Shows the fault where it is time to. @param {boolean} [now] whatever the time */
  tell(now = false) {
    const { fault } = this;
    const due = now || this.imposed || this.left || this.rules.early?.(fault, this.value);
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

  /** @param {boolean} locked */
  lock(locked) {
    if (this.input instanceof HTMLInputElement) this.input.readOnly = locked;
    else this.input.disabled = locked;
  }
}

/**
 * A field of figures: it rewrites what is typed, and hands the caret on.
 * @extends {TextField<HTMLInputElement, Rules & Shaping>}
 */
export class Field extends TextField {
  /** @param {string} id @param {Rules & Shaping} rules */
  constructor(id, rules) {
    super(id, rules);
    this.onFull = () => {};
    this.onBackOut = () => {};
    this.input.addEventListener('beforeinput', (event) => this.stepOverGap(event));
    this.input.addEventListener('keydown', (event) => {
      if (event.key !== 'Backspace' || this.value !== '') return;
      event.preventDefault();
      this.onBackOut();
    });
  }

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
    super.edited(event);
    const atEnd = (this.input.selectionStart ?? 0) >= this.value.length;
    if (!deleting && atEnd && this.rules.full(this.value) && !this.fault) this.onFull();
  }

  /** Takes a text as if it had been typed. @param {string} text */
  put(text) {
    this.input.value = this.rules.format(text);
    this.imposed = '';
    this.left = false;
    this.tell();
    this.onEdit();
  }
}
