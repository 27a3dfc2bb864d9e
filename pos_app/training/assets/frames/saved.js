// The list of saved cards: one is chosen, or a new card; and each can be removed where the session
// allows it.

import { choiceRow, make } from './form.js';
import { byId } from './link.js';
import { markOf } from './marks.js';
import { brandName } from './texts.js';

/** @typedef {import('@stripe/stripe-js').StripeCheckoutSavedPaymentMethod} SavedCard */
/** @typedef {import('./texts.js').Texts} Texts */

export const NEW = 'new';

export class Saved {
  constructor() {
    /** @type {SavedCard[]} */
    this.cards = [];
    this.chosen = NEW;
    this.removable = false;
    /** The card whose removal is being asked about. */
    this.asking = '';
    this.locked = false;
    this.shown = '';
    /** @type {Texts | null} */
    this.texts = null;
    this.onChoice = () => {};
    /** @type {(id: string) => void} */
    this.onRemove = () => {};
  }

  /**
   * @param {Texts} texts @param {SavedCard[]} cards @param {boolean} removable
   * @param {boolean} locked
   */
  configure(texts, cards, removable, locked) {
    const key = JSON.stringify([texts.newCard, cards, removable, locked]);
    if (key === this.shown) return;
    this.shown = key;
    this.locked = locked;
    const kept = cards.some(({ id }) => id === this.chosen) && this.cards.length > 0;
    const before = this.cards.map(({ id }) => id);
    this.texts = texts;
    this.cards = cards;
    this.removable = removable;
    this.asking = '';
    // A new card under way stays chosen when the list changes.
    const typing = this.chosen === NEW && before.length > 0;
    if (!kept && !typing) this.chosen = cards[0]?.id ?? NEW;
    byId('saved-title').textContent = texts.savedCards;
    this.list();
  }

  /** @returns {SavedCard | undefined} */
  get method() {
    return this.cards.find(({ id }) => id === this.chosen);
  }

  list() {
    const { texts } = this;
    if (!texts) return;
    const focused = document.activeElement?.id ?? '';
    const rows = this.cards.map((card) => this.row(texts, card));
    if (rows.length) {
      rows.push(choiceRow({
        group: 'method', id: NEW, checked: this.chosen === NEW, name: texts.newCard,
        mark: markOf('unknown'),
      }, () => this.choose(NEW)));
    }
    byId('saved-list').replaceChildren(...rows);
    for (const input of byId('saved-list').querySelectorAll('input')) {
      input.id = `method-${input.value}`;
      input.disabled = this.locked;
    }
    if (focused) document.getElementById(focused)?.focus();
  }

  /** @param {Texts} texts @param {SavedCard} method @returns {HTMLElement} */
  row(texts, { id, card }) {
    const when = `${String(card.expMonth).padStart(2, '0')}/${String(card.expYear).slice(-2)}`;
    const spoken = texts.ending(brandName(card.brand), card.last4);
    const line = make('div', 'saved-row');
    if (this.asking === id) {
      line.append(this.question(texts, id, spoken));
      return line;
    }
    const row = choiceRow({
      group: 'method', id, checked: id === this.chosen, name: `•••• ${card.last4}`, aside: when,
      mark: markOf(card.brand),
    }, () => this.choose(id));
    row.querySelector('input')?.setAttribute('aria-label', `${spoken}, ${texts.expires(when)}`);
    line.append(row);
    if (this.removable) {
      const remove = make('button', 'remove', texts.remove);
      remove.type = 'button';
      remove.id = `remove-${id}`;
      remove.disabled = this.locked;
      remove.setAttribute('aria-label', texts.removeCard(spoken));
      remove.addEventListener('click', () => this.ask(id, `sure-${id}`));
      line.append(remove);
    }
    return line;
  }

  /**
   * A card gone is gone: asked once more, in the card's own place.
   * @param {Texts} texts @param {string} id @param {string} spoken
   */
  question(texts, id, spoken) {
    const ask = make('div', 'ask');
    ask.setAttribute('role', 'group');
    ask.setAttribute('aria-label', texts.removeAsk(spoken));
    const sure = make('button', 'sure', texts.removeYes);
    const keep = make('button', '', texts.removeNo);
    sure.id = `sure-${id}`;
    for (const button of [sure, keep]) button.type = 'button';
    sure.addEventListener('click', () => {
      sure.disabled = true;
      keep.disabled = true;
      this.onRemove(id);
    });
    keep.addEventListener('click', () => this.ask('', `remove-${id}`));
    ask.append(make('span', '', texts.removeAsk(spoken)), sure, keep);
    return ask;
  }

  /** @param {string} id or '' for none @param {string} focus where the keyboard goes */
  ask(id, focus) {
    this.asking = id;
    this.tell('');
    this.list();
    document.getElementById(focus)?.focus();
    this.onChoice();
  }

  /** @param {string} id @param {boolean} gone */
  removed(id, gone) {
    this.asking = '';
    this.tell(gone || !this.texts ? '' : this.texts.removeFailed);
    this.list();
    const back = document.getElementById(gone ? `method-${this.chosen}` : `remove-${id}`);
    (back ?? document.getElementById('number'))?.focus();
    this.onChoice();
  }

  /** @param {string} id */
  choose(id) {
    this.chosen = id;
    this.onChoice();
  }

  /** @param {string} words */
  tell(words) {
    byId('saved-error').textContent = words;
  }
}
