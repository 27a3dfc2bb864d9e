// The bank's page, over everything.

/**
 * Shows the bank's page over everything until it is answered or closed.
 * @param {{id: string, url: string}} challenge
 * @param {{text: (typeof TEXTS)[Language], language: Language}} checkout
 * @returns {Promise<void>}
 */
async function authenticate(challenge, checkout) {
  const url = new URL(challenge.url, HOME);
  if (url.origin !== HOME) throw new Refusal(checkout.text.nonsense);
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', checkout.text.challengeTitle);
  Object.assign(dialog.style, {
    position: 'fixed', inset: '0', width: '100%', height: '100%', maxWidth: 'none',
    maxHeight: 'none', margin: '0', padding: '0', border: '0', background: 'rgb(15 23 42 / 62%)',
    display: 'grid', placeItems: 'center', overflow: 'hidden',
  });
  const frame = new Frame(url.pathname + url.search, checkout.text.challengeTitle);
  Object.assign(frame.node.style, {
    width: 'min(440px, 100%)', height: 'min(600px, 100%)', borderRadius: '12px',
    boxShadow: '0 24px 64px rgb(0 0 0 / 45%)', background: '#fff',
  });
  dialog.append(frame.node);
  const before = document.activeElement;
  const answered = new Promise((resolve) => {
    frame.listener = (event) => event === 'answered' && resolve(undefined);
  });
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    frame.tell('close');
  });
  document.body.append(dialog);
  dialog.showModal();
  try {
    await frame.call('show', { language: checkout.language });
    frame.node.focus();
    await answered;
  } finally {
    frame.remove();
    dialog.close();
    dialog.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}
