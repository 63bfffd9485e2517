import { expect, it, onTestFinished } from 'vitest';
import { CallbackDoorway, signed } from '../support/callback-doors.ts';
import { createDatabase } from '../support/database.ts';
import { figure } from '../support/figures.ts';
import { ignore, open } from '../support/postgres.ts';
import { Proxy } from '../support/proxy.ts';
import { applicationOver, customerIn } from '../support/replicas.ts';
import { settings } from '../support/scenario.ts';

const AT_ONCE = 20;

it('CB-15: without a database every callback is answered 503, and 200 once it is back', async () => {
  const database = await createDatabase();
  const proxy = await Proxy.before(database.url);
  const postgres = await open(proxy.url, { log: ignore });
  const logged: string[] = [];
  const door = await CallbackDoorway.open(applicationOver(postgres, settings), (_level, message) =>
    logged.push(message),
  );
  onTestFinished(async () => {
    await door.close();
    await postgres.close();
    await proxy.close();
    await database.drop();
  });
  const { app } = await customerIn(postgres, 1000_00);
  const callbacks = Array.from({ length: figure(40, 10_000) }, (_, n) =>
    signed(
      { session: `s-${n}`, caller: '13800000001', callee: '13900000001', durationSec: n },
      'app-secret',
      new Date(),
    ),
  );
  const postAll = async (): Promise<Map<number, number>> => {
    const statuses = new Map<number, number>();
    for (let from = 0; from < callbacks.length; from += AT_ONCE) {
      const some = callbacks.slice(from, from + AT_ONCE).map((callback) => door.post(app.callbackKey, callback));
      for (const status of await Promise.all(some)) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    return statuses;
  };
  proxy.cutAt('', 'BEFORE_IT_ARRIVES', Infinity);
  expect(await postAll()).toEqual(new Map([[503, callbacks.length]]));
  expect(new Set(logged)).toEqual(new Set(['callback not kept']));
  proxy.cutAt('', 'BEFORE_IT_ARRIVES', 0);
  expect(await postAll()).toEqual(new Map([[200, callbacks.length]]));
  expect(await postAll()).toEqual(new Map([[200, callbacks.length]]));
}, 600_000);
