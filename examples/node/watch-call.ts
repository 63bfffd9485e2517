import WebSocket from 'ws';
import type { CallUpdate } from '../call-updates.js';
import { callUpdates, lineOf } from '../call-updates.js';
import { Live } from '../live.js';
import { Login } from '../login.js';

/** Watches one call to its end: `EMAIL=… PASSWORD=… npx tsx examples/node/watch-call.ts <id of a call>`. */
async function main(): Promise<void> {
  const { URL: url = 'http://127.0.0.1:4000', EMAIL: email = '', PASSWORD: password = '' } = process.env;
  const [id] = process.argv.slice(2);
  if (id === undefined || email === '' || password === '')
    throw new Error('Give EMAIL, PASSWORD and the id of a call.');
  const live = new Live(url, await Login.signIn(url, email, password), WebSocket);
  process.once('SIGINT', () => void live.close());
  for await (const update of live.watch<CallUpdate>(callUpdates, { id })) console.log(lineOf(update));
  await live.close();
}

await main();
