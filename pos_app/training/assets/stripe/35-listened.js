// What a page hears of an Element, of whichever kind.

/** @typedef {(event: any) => any} Handler */

/** @template {string} Type */
class Listened {
  /** @param {Type} type said with every event */
  constructor(type) {
    this.type = type;
    /** @type {Map<string, Set<Handler>>} */
    this.handlers = new Map();
  }

  /** @param {string} type @param {Handler} handler @returns {any} */
  on(type, handler) {
    const known = this.handlers.get(type) ?? new Set();
    this.handlers.set(type, known.add(handler));
    return this;
  }

  /** @param {string} type @param {Handler} handler @returns {any} */
  once(type, handler) {
    /** @type {Handler} */
    const first = (event) => {
      this.off(type, first);
      handler(event);
    };
    return this.on(type, first);
  }

  /** @param {string} type @param {Handler} [handler] @returns {any} */
  off(type, handler) {
    if (handler) this.handlers.get(type)?.delete(handler);
    else this.handlers.delete(type);
    return this;
  }

  /** @param {string} type @param {Json} [data] */
  emit(type, data = {}) {
    for (const handler of [...(this.handlers.get(type) ?? [])]) {
      // One handler's mistake must not silence the others.
      try { handler({ elementType: this.type, ...data }); } catch (error) { reportError(error); }
    }
  }
}
