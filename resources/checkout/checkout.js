// @ts-check
/// <reference types="@stripe/stripe-js" />
/// <reference path="words.js" />
/*
 * The checkout page's behaviour, the same for training and live. Python says two things to it,
 * till.ask(asked), where an agreement comes before the payment, and till.open(request); it answers with small frames whose address the till catches and refuses,
 * each a hint about the screen and never proof that money moved.
 *
 * Over the house's 400 lines, and one file all the same: what it knows (the session, the tick, a
 * confirm in flight) lives in one closure that no other script of the page can reach.
 */
(() => {
  'use strict';

  /**
   * @typedef {import('@stripe/stripe-js').Stripe} Stripe
   * @typedef {import('@stripe/stripe-js').Appearance} Appearance
   * @typedef {import('@stripe/stripe-js').StripePaymentElement} PaymentElement
   * @typedef {import('@stripe/stripe-js').StripeCheckoutElementsSdk} Sdk
   * @typedef {import('@stripe/stripe-js').StripeCheckoutLoadActionsSuccess} Actions
   * @typedef {import('@stripe/stripe-js').StripeCheckoutSession} Session
   * @typedef {import('@stripe/stripe-js').StripeCheckoutSavedPaymentMethod} SavedCard
   * @typedef {import('@stripe/stripe-js').StripeCheckoutConfirmResult} ConfirmResult
   * @typedef {NonNullable<Parameters<Actions['confirm']>[0]>} ConfirmOptions
   * @typedef {'fr' | 'en'} Language
   * @typedef {'complete' | 'unknown' | 'expired' | 'failed'} End
   * @typedef {{stripeJs: string, key: string, language: Language, dark: boolean, origin: string,
   *   token: string, slowAfterMs: number, unknownAfterMs: number}} Config
   * @typedef {{short: string, full: string}} Terms
   * @typedef {{clientSecret: string, amountText: string, amountMinor: number, description: string,
   *   merchant: string,
   *   needsEmail: boolean, language: Language, terms: Terms | null, saving: boolean,
   *   shown: boolean}} Request
   * @typedef {{title: string, short: string, full: string, amountText: string}} AskedText
   * @typedef {{language: Language, texts: Partial<Record<Language, AskedText>>,
   *   description: string, merchant: string, saving: boolean}} Asked
   * @typedef {{title: string, text: string}} Words
   */

  /** @typedef {'funds' | 'overLimit' | 'expiredCard' | 'cvc' | 'details' | 'later' | 'unsupported' |
   *   'unauthenticated' | 'pin' | 'duplicate'} Refusal */

  /**
   * The customer's voice of pos_app/payments/declines.py, code by code; whatever isn't here says
   * only that the bank refused, so that nobody reads of theft or fraud.
   * @type {Record<Refusal, string>}
   */
  const REFUSALS = {
    funds: 'insufficient_funds',
    overLimit: 'card_velocity_exceeded withdrawal_count_limit_exceeded invalid_amount',
    expiredCard: 'expired_card',
    cvc: 'incorrect_cvc invalid_cvc',
    details: 'incorrect_number incorrect_zip incorrect_address invalid_expiry_month'
      + ' invalid_expiry_year invalid_number new_account_information_available',
    later: 'issuer_not_available processing_error reenter_transaction try_again_later'
      + ' card_decline_rate_limit_exceeded',
    unsupported: 'card_not_supported currency_not_supported',
    unauthenticated: 'authentication_required authentication_not_handled'
      + ' payment_intent_authentication_failure mobile_device_authentication_required',
    pin: 'incorrect_pin invalid_pin offline_pin_required online_or_offline_pin_required'
      + ' pin_try_exceeded',
    duplicate: 'duplicate_transaction',
  };

  /** @type {Record<string, [name: string, badge: string]>} */
  const BRANDS = {
    visa: ['Visa', 'VISA'],
    mastercard: ['Mastercard', 'MC'],
    amex: ['American Express', 'AMEX'],
    cartes_bancaires: ['CB', 'CB'],
    discover: ['Discover', 'DISC'],
    diners: ['Diners Club', 'DC'],
    jcb: ['JCB', 'JCB'],
    unionpay: ['UnionPay', 'UP'],
  };

  const ANOTHER = 'another';
  const SAVED_SHOWN = 8;
  const SIGNAL_KEPT_MS = 3000;
  const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/;

  /**
   * @template {HTMLElement} T
   * @param {string} id
   * @param {new () => T} kind
   * @returns {T}
   */
  function part(id, kind) {
    const found = document.getElementById(id);
    if (!(found instanceof kind)) throw new Error(`no ${id}`);
    return found;
  }

  /** What is said in the page's language; where only a card is saved, nothing of paying. */
  function wordsNow() {
    const own = language === 'fr' ? TILL_FR : TILL_EN;
    return saving ? {...own, ...own.saving} : own;
  }

  /** @param {boolean} only */
  function onlySave(only) {
    if (saving === only) return;
    saving = only;
    words = wordsNow();
    writeTexts();
  }

  /** @type {Config} */
  const config = JSON.parse(part('config', HTMLScriptElement).text);
  let language = config.language;
  /** Whether the card is saved for later and nothing is paid. */
  let saving = false;
  let words = wordsNow();

  const page = part('checkout', HTMLElement);
  const form = part('form', HTMLFormElement);
  const keepCard = part('keep-card', HTMLInputElement);
  const askForm = part('ask', HTMLFormElement);
  const agree = part('agree', HTMLInputElement);
  const email = part('email', HTMLInputElement);
  const emailError = part('email-error', HTMLElement);
  const message = part('message', HTMLElement);
  const payButton = part('pay', HTMLButtonElement);
  const progress = part('progress', HTMLElement);

  /** @type {Stripe | null} */
  let stripe = null;
  /** @type {Request | null} */
  let request = null;
  /** @type {Actions | null} */
  let actions = null;
  /** @type {PaymentElement | null} */
  let cardFields = null;
  /**
   * The boxes ticked. Only a click of the customer's own changes it: no script can agree for them.
   * @type {Set<Element>}
   */
  const ticked = new Set();
  /** @type {Asked | null} */
  let asked = null;
  let cardFieldsReady = false;
  let cardFieldsLost = false;
  let inFlight = false;
  let ended = false;
  let usable = false;

  /** @param {string} id @param {string} text */
  function say(id, text) {
    part(id, HTMLElement).textContent = text;
  }

  /** @param {string} id @param {boolean} visible */
  function show(id, visible) {
    part(id, HTMLElement).hidden = !visible;
  }

  /**
   * Signal the till. In a frame of its own: a refused navigation of the page itself would break off
   * whatever Stripe's frames are loading.
   * @param {string} event @param {Record<string, string>} [more]
   */
  function tell(event, more) {
    const query = new URLSearchParams({t: config.token, ...more});
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.src = `${config.origin}/till/${event}?${query}`;
    document.body.append(frame);
    setTimeout(() => frame.remove(), SIGNAL_KEPT_MS);
  }

  /** @param {End} state @param {Words} text */
  function end(state, text) {
    ended = true;
    say('due-label', words.amount);
    page.dataset.state = state;
    show('loading', false);
    show('form', false);
    show('end', true);
    say('end-title', text.title);
    say('end-text', text.text);
    part('end-title', HTMLElement).focus();
  }

  /** @param {'script' | 'session'} reason */
  function fail(reason) {
    if (ended || inFlight) return;
    end('failed', words.failed);
    tell('failed', {reason});
  }

  /**
   * The first painted frame; the engine drops clicks and keys until then.
   * @type {Promise<void>}
   */
  const painted = new Promise((resolve) => {
    new PerformanceObserver(() => resolve()).observe({type: 'paint', buffered: true});
  });

  async function becomeUsable() {
    if (usable || ended) return;
    usable = true;
    if (request?.shown) {
      await painted;
      await new Promise((frame) => { requestAnimationFrame(frame); });
    }
    tell('usable');
  }

  /** @returns {Appearance} */
  function appearance() {
    const style = getComputedStyle(document.documentElement);
    /** @param {string} name */
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const [edge, ring] = document.documentElement.dataset.scheme === 'contrast' ? ['2px', '4px'] : ['1px', '2px'];
    return {
      theme: config.dark ? 'night' : 'stripe',
      labels: 'above',
      variables: {
        colorPrimary: colour('accent'),
        colorBackground: colour('surface'),
        colorText: colour('ink'),
        colorTextSecondary: colour('muted'),
        colorDanger: colour('danger-mark'),
        fontFamily: 'Inter, system-ui, "Segoe UI", Roboto, sans-serif',
        fontSizeBase: '18px',
        spacingUnit: '5px',
        borderRadius: style.getPropertyValue('--radius').trim(),
      },
      rules: {
        '.Input': {border: `${edge} solid ${colour('edge')}`, boxShadow: 'none', padding: '14px 16px'},
        '.Input:focus': {border: `${edge} solid ${colour('focus')}`, boxShadow: `0 0 0 ${ring} ${colour('focus')}`},
        '.Input--invalid': {border: `${edge} solid ${colour('danger-mark')}`, boxShadow: 'none'},
        '.Label': {fontWeight: '600', fontSize: '16px'},
      },
    };
  }

  /** @param {SavedCard} card */
  function isPast(card) {
    const now = new Date();
    const month = now.getFullYear() * 12 + now.getMonth() + 1;
    return card.card.expYear * 12 + card.card.expMonth < month;
  }

  /**
   * @param {string} value @param {boolean} checked @param {(Node | string)[]} content
   * @param {string} [name] what a screen reader says instead of the row's text
   */
  function choice(value, checked, content, name = '') {
    const row = document.createElement('label');
    row.className = 'card-choice';
    const radio = document.createElement('input');
    Object.assign(radio, {type: 'radio', name: 'card', value, checked});
    if (name) radio.setAttribute('aria-label', name);
    radio.addEventListener('change', showChosen);
    const dot = document.createElement('span');
    dot.className = 'dot';
    row.append(radio, dot, ...content);
    return row;
  }

  /** @param {string} className @param {...(Node | string)} content */
  function span(className, ...content) {
    const made = document.createElement('span');
    made.className = className;
    made.append(...content);
    return made;
  }

  /** @param {string} brand */
  function badge(brand) {
    const made = span('badge', BRANDS[brand]?.[1] ?? '');
    made.dataset.brand = brand;
    made.setAttribute('aria-hidden', 'true');
    return made;
  }

  /** @param {SavedCard} saved @param {boolean} checked */
  function savedChoice(saved, checked) {
    const {brand, last4, expMonth, expYear} = saved.card;
    const brandName = BRANDS[brand]?.[0] ?? brand;
    const name = span('card-name', `${brandName} `, span('number', span('dots', '••••'), last4));
    const date = `${String(expMonth).padStart(2, '0')}/${expYear}`;
    const expiry = isPast(saved) ? `${words.expired} ${date}` : date;
    const spoken = words.ending.replace('{brand}', brandName).replace('{last4}', last4);
    const content = [badge(brand), name, span('card-expiry', expiry)];
    return choice(saved.id, checked, content, `${spoken}, ${isPast(saved) ? words.expired : words.expires} ${date}`);
  }

  /** @param {SavedCard[]} cards */
  function showSaved(cards) {
    if (!cards.length) return;
    const shown = cards.slice(0, SAVED_SHOWN);
    const first = Math.max(0, shown.findIndex((card) => !isPast(card)));
    const rows = shown.map((card, place) => savedChoice(card, place === first));
    rows.push(choice(ANOTHER, false, [badge('another'), span('card-name', words.anotherCard)]));
    part('saved-list', HTMLElement).replaceChildren(...rows);
    show('saved', true);
    say('new-card-title', '');
    show('new-card-title', false);
    showChosen();
  }

  /** The saved card chosen, or null for a new one. */
  function chosenCard() {
    const radio = form.querySelector('input[name="card"]:checked');
    return radio instanceof HTMLInputElement && radio.value !== ANOTHER ? radio.value : null;
  }

  function showChosen() {
    const isNew = chosenCard() === null;
    show('new-card', isNew);
    hideMessage();
    if (isNew && cardFieldsReady && usable) cardFields?.focus();
  }

  function hideMessage() {
    message.hidden = true;
  }

  /** @param {Words} text */
  function showMessage(text) {
    say('message-title', text.title);
    say('message-text', text.text);
    message.hidden = false;
    // The way on stands below it.
    for (const seen of [payButton, message]) seen.scrollIntoView({block: 'nearest'});
  }

  /** @param {string} text */
  function showEmailError(text) {
    emailError.textContent = text;
    email.setAttribute('aria-invalid', text ? 'true' : 'false');
    if (text) email.focus();
  }

  /** @param {boolean} busy */
  function setBusy(busy) {
    inFlight = busy;
    // Disabled would lose the focus, and with it the place of a keyboard or a screen reader.
    payButton.setAttribute('aria-disabled', String(busy));
    form.setAttribute('aria-busy', String(busy));
    cardFields?.update({readOnly: busy});
    const amount = request?.amountText ?? '';
    say('pay-text', busy ? words.paying : words.pay.replace('{amount}', amount));
    if (!busy) progress.textContent = '';
  }

  /** @param {Session} session */
  function endWith(session) {
    const status = session.status.type;
    if (ended || status === 'open') return false;
    end(status, status === 'complete' ? words.complete : words.expiredSession);
    tell(status);
    return true;
  }

  /** What is wrong with the e-mail address, where one is asked for. @param {Actions} act */
  async function emailProblem(act) {
    if (part('email-field', HTMLElement).hidden) return '';
    const address = email.value.trim();
    if (!address) return words.emailMissing;
    if (!EMAIL.test(address)) return words.emailWrong;
    const result = await act.updateEmail(address);
    return result.type === 'success' ? '' : words.emailWrong;
  }

  /** Whether nothing is left to fill in; what is, is marked where it stands. @param {Actions} act */
  async function isFilled(act) {
    setBusy(true);
    let problem = '';
    /** @type {Words | null} */
    let trouble = null;
    try {
      problem = await emailProblem(act);
      if (!problem && chosenCard() === null) {
        const result = await act.validateElements();
        trouble = result.type === 'success' ? null : words.check;
      }
    } catch {
      trouble = words.notSent;
    }
    setBusy(false);
    showEmailError(problem);
    if (trouble) showMessage(trouble);
    return !problem && !trouble;
  }

  /** @returns {ConfirmOptions} */
  function confirmOptions() {
    /** @type {ConfirmOptions} */
    const options = {redirect: 'if_required', returnUrl: `${config.origin}/till/returned`};
    const saved = chosenCard();
    if (saved !== null) return {...options, paymentMethod: saved};
    if (!request?.terms) return options;
    keepCard.checked = ticked.has(keepCard);
    return {...options, savePaymentMethod: keepCard.checked};
  }

  /** @param {string} code @returns {Refusal | 'declined'} */
  function refusalOf(code) {
    const names = /** @type {Refusal[]} */ (Object.keys(REFUSALS));
    return names.find((name) => REFUSALS[name].split(' ').includes(code)) ?? 'declined';
  }

  /** @param {ConfirmResult} result @param {Actions} act */
  function showResult(result, act) {
    const session = result.type === 'success' ? result.session : act.getSession();
    if (ended || endWith(session)) return;
    if (result.type === 'success') {
      // Said to have worked, but not complete: the cashier's side looks.
      unknown();
      return;
    }
    const {error} = result;
    if (error.code === 'paymentFailed') {
      showMessage(words[refusalOf(error.paymentFailed.declineCode ?? '')]);
    } else {
      showMessage({title: words.notDone.title, text: `${error.message} ${words.notDone.text}`.trim()});
    }
    tell('refused');
  }

  function unknown() {
    end('unknown', words.unknown);
    tell('unknown');
  }

  /** @param {Actions} act */
  async function confirm(act) {
    const slow = setTimeout(() => { progress.textContent = words.slow; }, config.slowAfterMs);
    const giveUp = setTimeout(unknown, config.unknownAfterMs);
    setBusy(true);
    try {
      const result = await act.confirm(confirmOptions());
      setBusy(false);
      // An answer after we said "checking" is welcome only when it ends the wait.
      if (page.dataset.state === 'unknown') ended = result.type !== 'success';
      showResult(result, act);
    } catch {
      unknown();
    } finally {
      clearTimeout(slow);
      clearTimeout(giveUp);
    }
  }

  async function pay() {
    const act = actions;
    if (!act || inFlight || ended) return;
    hideMessage();
    if (await isFilled(act) && !inFlight && !ended) await confirm(act);
  }

  /** Saved cards can still pay when the fields for a new one didn't load. */
  function loseCardFields() {
    if (cardFieldsReady) return;
    cardFieldsLost = true;
    dropAnother();
  }

  function dropAnother() {
    if (!cardFieldsLost || form.inert) return;
    const another = form.querySelector(`input[value="${ANOTHER}"]`);
    if (!another) fail('script');
    else another.closest('label')?.remove();
  }

  /** @param {Sdk} sdk */
  function mountCardFields(sdk) {
    cardFields = sdk.createPaymentElement({
      layout: 'tabs',
      // Every field is a delay for whoever waits behind: Stripe asks where a card needs it.
      fields: {billingDetails: {address: 'if_required'}},
      wallets: {applePay: 'never', googlePay: 'never', link: 'never'},
    });
    cardFields.on('ready', () => {
      cardFieldsReady = true;
      welcome();
    });
    cardFields.on('change', hideMessage);
    cardFields.on('loaderror', loseCardFields);
    cardFields.mount('#payment-element');
  }

  /** Once there is a form, and something in it to pay with: put the customer there. */
  function welcome() {
    if (usable || form.hidden || form.inert) return;
    const saved = form.querySelector('input[name="card"]:checked');
    if (saved instanceof HTMLElement) saved.focus();
    else if (cardFieldsReady) cardFields?.focus();
    else return;
    void becomeUsable();
  }

  /** @param {{merchant: string, amountText: string, description: string}} sale */
  function showSale(sale) {
    say('merchant', sale.merchant);
    say('due-label', words.due);
    say('amount', sale.amountText);
    say('description', sale.description);
  }

  /** @param {Request} asked */
  function showAmount(asked) {
    showSale(asked);
    say('keep-card-note', words.keepNote.replace('{short}', () => asked.terms?.short ?? ''));
    say('keep-card-text', asked.terms?.full ?? '');
    show('consent', asked.terms !== null);
    setBusy(false);
  }

  /** The agreement, before any session exists. @param {Asked} agreement */
  function ask(agreement) {
    if (asked || request || ended || !stripe) return;
    asked = agreement;
    onlySave(agreement.saving);
    speak(agreement.language);
    showAgreement();
    show('loading', false);
    show('ask', true);
    page.dataset.state = 'asking';
    part('ask-title', HTMLElement).focus();
  }

  /** The agreement in the page's language. */
  function showAgreement() {
    const text = asked?.texts[language];
    if (!asked || !text) return;
    showSale({...asked, amountText: text.amountText});
    say('ask-title', text.title);
    say('ask-short', text.short);
    say('ask-text', text.full);
    say('agree-label', words.agree.replace('{merchant}', asked.merchant));
    say('agree-note', words.agreeNote.replace('{amount}', text.amountText));
    const other = part('ask-language', HTMLElement);
    other.lang = otherLanguage();
    other.textContent = words.otherLanguage;
    other.hidden = !asked.texts[otherLanguage()];
  }

  /** @returns {Language} */
  function otherLanguage() {
    return language === 'fr' ? 'en' : 'fr';
  }

  /** The customer would rather read the other one. Who ticked one text hasn't ticked another. */
  function readOther() {
    if (!asked?.texts[otherLanguage()] || askForm.hidden) return;
    speak(otherLanguage());
    ticked.delete(agree);
    agree.checked = false;
    agree.setAttribute('aria-invalid', 'false');
    say('agree-error', '');
    showAgreement();
    part('ask-terms', HTMLElement).scrollTop = 0;
  }

  /** @param {Language} next */
  function speak(next) {
    if (next === language) return;
    language = next;
    words = wordsNow();
    document.documentElement.lang = language;
    writeTexts();
  }

  function answer() {
    if (request || askForm.hidden) return;
    const yes = ticked.has(agree);
    agree.checked = yes;
    say('agree-error', yes ? '' : words.agreeMissing);
    agree.setAttribute('aria-invalid', String(!yes));
    if (!yes) {
      agree.focus();
      return;
    }
    show('ask', false);
    show('loading', true);
    page.dataset.state = 'agreed';
    if (language !== config.language) startStripe();
    if (!ended) tell('agreed', {language});
  }

  /** @param {Session} session @param {Request} asked */
  function showForm(session, asked) {
    const cards = session.savedPaymentMethods ?? [];
    show('email-field', asked.needsEmail && !session.email);
    showSaved(cards);
    show('loading', false);
    form.inert = false;
    page.dataset.state = 'form';
    dropAnother();
    welcome();
  }

  /** @param {Request} asked */
  async function open(asked) {
    if (request || !stripe) return;
    request = asked;
    onlySave(asked.saving);
    if (asked.language !== language) {
      speak(asked.language);
      startStripe();
      if (ended) return;
    }
    page.dataset.state = 'opening';
    showAmount(asked);
    try {
      const sdk = stripe.initCheckoutElementsSdk({
        clientSecret: asked.clientSecret,
        elementsOptions: {
          appearance: appearance(),
          loader: 'auto',
          savedPaymentMethod: {enableSave: 'never', enableRedisplay: 'never'},
        },
      });
      // The fields load beside the session, in a form that is laid out but can't be seen yet.
      form.hidden = false;
      mountCardFields(sdk);
      const loaded = await sdk.loadActions();
      if (loaded.type === 'error') {
        fail('session');
        return;
      }
      actions = loaded.actions;
      sdk.on('change', (session) => { if (!inFlight) endWith(session); });
      const session = loaded.actions.getSession();
      // Stripe.js wants the total read before a confirmation, and it must be the one shown here.
      if (session.total.total.minorUnitsAmount !== asked.amountMinor) fail('session');
      else if (!ended && !endWith(session)) showForm(session, asked);
    } catch {
      fail('session');
    }
  }

  function writeTexts() {
    document.title = words.title;
    say('secure-text', words.secure);
    say('loading-text', words.loading);
    say('saved-legend', words.savedLegend);
    say('new-card-title', words.newCard);
    say('keep-card-label', words.keep);
    say('ask-more', words.askMore);
    say('keep-card-more', words.askMore);
    say('ask-go-text', words.agreeGo);
    say('email-label', words.email);
    say('email-note', words.emailNote);
    if (!config.key.startsWith('pk_live_')) {
      // training's stand-in is on this machine; test keys belong to Stripe's own script
      say('training', config.stripeJs.startsWith('https://') ? words.test : words.training);
      show('training', true);
    }
  }

  function listen() {
    for (const box of [keepCard, agree]) {
      box.addEventListener('click', (event) => {
        if (!event.isTrusted || event.defaultPrevented) return;
        if (box.checked) ticked.add(box);
        else ticked.delete(box);
      });
    }
    agree.addEventListener('change', () => say('agree-error', ''));
    part('ask-language', HTMLElement).addEventListener('click', readOther);
    askForm.addEventListener('submit', (event) => {
      event.preventDefault();
      answer();
    });
    // A script's click on a label reaches the box as if it were the customer's: stop it before.
    document.addEventListener('click', (event) => {
      const target = event.target instanceof Element ? event.target : null;
      const aimed = target?.closest('label')?.control ?? target;
      const box = aimed === keepCard || aimed === agree;
      if (box && (!event.isTrusted || inFlight)) event.preventDefault();
    }, true);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void pay();
    });
    // A held Enter, or the second half of a double click, is not a second wish to pay.
    form.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.repeat) event.preventDefault();
    });
    payButton.addEventListener('click', (event) => {
      if (event.detail > 1) event.preventDefault();
    });
    email.addEventListener('input', () => showEmailError(''));
  }

  function loadStripe() {
    const script = document.createElement('script');
    script.src = config.stripeJs;
    script.addEventListener('error', () => fail('script'));
    script.addEventListener('load', () => {
      startStripe();
      if (stripe) tell('ready');
    });
    document.head.append(script);
  }

  /** Stripe's fields, in the language the page speaks by now. */
  function startStripe() {
    try {
      stripe = window.Stripe?.(config.key, {locale: language}) ?? null;
    } catch {
      stripe = null;
    }
    if (!stripe) fail('script');
  }

  writeTexts();
  listen();
  loadStripe();
  Object.defineProperty(window, 'till', {value: Object.freeze({ask, open}), configurable: false});
})();
