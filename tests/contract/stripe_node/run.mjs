/** Runs every case on an emptied stand-in; prints one JSON line for each. */

import './endpoints.mjs';
import './behaviour.mjs';
import {cases, control, newClient} from './client.mjs';

for (const [name, body] of cases) {
  const called = [];
  const stripe = newClient();
  stripe.on('request', ({method, path}) => called.push([method, path.split('?')[0]]));
  let error = null;
  try {
    await control('/_training/reset', {});
    await body(stripe);
  } catch (fault) {
    error = String(fault.stack ?? fault);
  }
  process.stdout.write(`${JSON.stringify({name, called, error})}\n`);
}
