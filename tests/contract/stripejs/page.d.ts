import type { StripeConstructor } from '@stripe/stripe-js';

// The script at the one Stripe.js address the page is given declares it before the page's own runs.
declare global {
  const Stripe: StripeConstructor;
}
