// A double of Stripe.js for what the stand-in can't be made to do: it answers as PLAN says and
// keeps the calls it got in window.calls. PLAN is put in front of it by the test's server.
'use strict';
window.calls = [];
window.Stripe = (key, options) => {
  window.calls.push(['Stripe', key, options]);
  if (PLAN.throws) throw new Error('no');
  let totalRead = false;
  const due = {
    get minorUnitsAmount() {
      totalRead = true;
      return PLAN.total ?? 1250;
    },
  };
  let session = {
    total: {total: due},
    id: 'cs_test_double', status: {type: 'open'}, email: PLAN.email ?? null, livemode: false,
    canConfirm: false, savedPaymentMethods: PLAN.saved ?? null,
  };
  const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });
  const answers = [...(PLAN.answers ?? [])];
  const listeners = [];
  const actions = {
    getSession: () => session,
    updateEmail: async (email) => {
      window.calls.push(['updateEmail', email]);
      return PLAN.badEmail ? {type: 'error', error: {code: 'invalidEmail', message: 'bad'}}
        : {type: 'success', session};
    },
    validateElements: async () => {
      window.calls.push(['validateElements']);
      if (PLAN.invalid) return {type: 'error', error: {code: 'validation_error', message: 'x', validation_errors: []}};
      return {type: 'success', session};
    },
    confirm: async (args) => {
      window.calls.push(['confirm', args]);
      // Stripe.js refuses a page that never looked at what it charges.
      if (!totalRead) throw new Error('read the total first');
      await wait(PLAN.confirmMs ?? 0);
      const answer = answers.shift() ?? 'success';
      if (answer === 'success') {
        session = {...session, status: {type: 'complete', paymentStatus: 'paid'}};
        return {type: 'success', session};
      }
      if (answer === 'throw') throw new Error('socket closed');
      if (answer === 'never') return new Promise(() => {});
      if (answer === 'expired') session = {...session, status: {type: 'expired'}};
      if (answer === 'expired' || answer === 'null') return {type: 'error', error: {code: null, message: 'It did not work.'}};
      return {type: 'error', error: {code: 'paymentFailed', message: 'no', paymentFailed: {declineCode: answer}}};
    },
  };
  window.expireSession = () => {
    session = {...session, status: {type: 'expired'}};
    for (const listener of listeners) listener(session);
  };
  return {
    initCheckoutElementsSdk: (given) => {
      window.calls.push(['init', given]);
      return {
        on: (event, listener) => listeners.push(listener),
        loadActions: async () => PLAN.loadError
          ? {type: 'error', error: {code: null, message: 'no'}} : {type: 'success', actions},
        createPaymentElement: () => {
          const handlers = {};
          const input = document.createElement('input');
          input.id = 'double-card';
          return {
            on: (event, handler) => { handlers[event] = handler; },
            focus: () => input.focus(),
            update: () => {},
            mount: (where) => {
              document.querySelector(where).append(input);
              setTimeout(() => handlers[PLAN.elementFails ? 'loaderror' : 'ready']?.({}), 0);
            },
          };
        },
      };
    },
  };
};
