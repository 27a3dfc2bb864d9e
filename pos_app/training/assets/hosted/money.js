// Amounts in the page's language, from minor units.

/** @typedef {import('@stripe/stripe-js').StripeCheckoutSession} Session */
/** @typedef {{minorUnitsAmount: number}} Amount */

/**
 * @param {Session} session @param {string} language
 * @returns {(amount: Amount) => string}
 */
export function moneyOf(session, language) {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency: session.currency });
  const digits = String(session.minorUnitsAmountDivisor).length - 1;
  return ({ minorUnitsAmount }) => {
    const sign = minorUnitsAmount < 0 ? '-' : '';
    const padded = String(Math.abs(minorUnitsAmount)).padStart(digits + 1, '0');
    const whole = padded.slice(0, padded.length - digits);
    // Written as a decimal, never divided: an amount is not a float.
    const text = digits ? `${whole}.${padded.slice(-digits)}` : whole;
    return format.format(/** @type {any} */ (sign + text));
  };
}
