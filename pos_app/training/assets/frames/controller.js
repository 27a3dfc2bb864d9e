// Sends the requests of the page's script. It shows nothing.

import { post, serve } from './link.js';

const PATHS = new Set([
  '/page/session',
  '/page/session/update',
  '/page/session/confirm',
  '/page/session/resume',
  '/page/intent',
  '/page/intent/confirm',
  '/page/intent/resume',
  '/page/payment_method',
  '/page/payment_method/remove',
]);

serve({
  send: ({ path, body }) => {
    if (!PATHS.has(path)) throw new TypeError('not an address of the page');
    return post(path, body);
  },
});
