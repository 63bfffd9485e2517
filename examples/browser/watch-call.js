import { callUpdates, lineOf } from '../call-updates.js';
import { CookieLogin } from '../cookie-login.js';
import { Live } from '../live.js';

const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));
const status = /** @type {HTMLElement} */ (document.querySelector('[role=status]'));
const list = /** @type {HTMLElement} */ (document.querySelector('ol'));
/** @type {Live | null} */
let live = null;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value;
  watch(field('email'), field('password'), field('id')).catch((/** @type {unknown} */ error) => {
    status.textContent = `It ended: ${String(error)}`;
  });
});

/**
 * @param {string} email
 * @param {string} password
 * @param {string} id of a call
 */
async function watch(email, password, id) {
  await live?.close();
  list.replaceChildren();
  status.textContent = '';
  const login = new CookieLogin(location.origin);
  await login.signIn(email, password);
  const mine = (live = new Live(location.origin, login));
  const updates = /** @type {AsyncGenerator<import('../call-updates.js').CallUpdate>} */ (
    mine.watch(callUpdates, { id })
  );
  for await (const update of updates) {
    const item = document.createElement('li');
    item.textContent = lineOf(update);
    list.append(item);
  }
  status.textContent = 'The call has ended.';
  await mine.close();
}
