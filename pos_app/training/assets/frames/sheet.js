// What every form but the card's does alike: it takes its settings, wears the page's looks, says
// how high it is and what is wrong.

import { loadFonts, wear } from './appearance.js';
import { attend, blurAll, heightOf } from './form.js';
import { byId, serve } from './link.js';
import { formTexts } from './texts-form.js';

/**
 * @typedef {object} Form
 * @property {(asked: Record<string, any>) => void} arrange bring the form in line with this
 * @property {() => string} fault the first one, in words, marked where it is; or ''
 * @property {() => HTMLElement | null | undefined} target where typing should go
 * @property {() => void} clear
 * @property {() => unknown} value what is told of it, as it is now
 */
/** @typedef {import('./texts-form.js').FormTexts} FormTexts */

/**
 * @param {(sheet: Sheet) => Form} make
 * @param {Record<string, import('./link.js').Handler>} [more]
 */
export function open(make, more = {}) {
  return new Sheet(make, more);
}

export class Sheet {
  /**
   * @param {(sheet: Sheet) => Form} make
   * @param {Record<string, import('./link.js').Handler>} more
   */
  constructor(make, more) {
    this.form = byId('form');
    this.texts = formTexts('en');
    /** What the page last asked for. @type {Record<string, any>} */
    this.asked = {};
    this.lastChange = '';
    this.focusWaits = false;
    this.emit = serve({
      configure: (asked) => this.configure(asked),
      context: (around) => this.rearrange(around),
      update: ({ options }) => this.rearrange({ options }),
      restyle: ({ appearance }) => {
        wear(appearance ?? {});
        this.tellHeight();
      },
      validate: (how) => this.validate(how),
      clear: () => {
        this.inner.clear();
        this.changed();
      },
      focus: () => this.focus(),
      blur: () => {
        this.focusWaits = false;
        blurAll();
      },
      loadFonts: ({ fonts }) => loadFonts(fonts ?? []),
      ...more,
    });
    this.inner = make(this);
    attend(this.form, this.emit);
    new ResizeObserver(() => {
      this.tellHeight();
      if (this.focusWaits) this.focus();
    }).observe(this.form);
  }

  /**
   * @param {Record<string, any>} asked
   * @returns {Promise<{height: number}>} in CSS pixels
   */
  async configure(asked) {
    // A page that has only just begun to listen is told everything.
    this.lastChange = '';
    this.asked = asked;
    this.texts = formTexts(asked.language);
    document.documentElement.lang = asked.language === 'fr' ? 'fr' : 'en';
    wear(asked.appearance ?? {});
    const fonts = loadFonts(asked.fonts ?? []);
    this.inner.arrange(asked);
    this.changed();
    if (asked.fonts?.length) await fonts;
    return { height: heightOf(this.form) };
  }

  /** @param {Record<string, any>} around */
  rearrange(around) {
    this.asked = { ...this.asked, ...around };
    this.inner.arrange(this.asked);
    this.changed();
  }

  /** @param {Record<string, any>} how */
  validate({ focus = true } = {}) {
    const message = this.inner.fault();
    this.tellHeight();
    if (message && focus) this.focus();
    return message;
  }

  /** Tells the page, when what it may know differs from what it knows. */
  changed() {
    this.tellHeight();
    const value = this.inner.value();
    const key = JSON.stringify(value);
    if (key === this.lastChange) return;
    this.lastChange = key;
    this.emit('change', /** @type {Record<string, unknown>} */ (value));
  }

  tellHeight() {
    this.emit('height', { height: heightOf(this.form) });
  }

  /** A frame that is only just being shown has no boxes yet, and nothing in it takes the focus. */
  focus() {
    const target = this.inner.target();
    target?.focus();
    this.focusWaits = Boolean(target) && document.activeElement !== target;
  }
}
