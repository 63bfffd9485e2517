import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { mountGraphQL } from '../../src/adapters/graphql/mount.ts';
import { createApplication } from '../../src/application/application.ts';
import { readConfig } from '../../src/config.ts';
import type { AccountId, LoginId, MemberId } from '../../src/domain/ids.ts';
import { Transfer } from '../../src/domain/ledger.ts';
import { Money } from '../../src/domain/money.ts';
import type { MemberPrincipal } from '../../src/domain/principal.ts';
import * as a from '../../test/support/a.ts';
import { memoryWorld } from '../../test/support/memory-world.ts';
import type { Served } from './served.ts';

/** The real API over the memory adapters: what is measured begins with a commit and ends at the sockets. */
export async function startOurs(): Promise<Served> {
  const { accounts, ports, random } = memoryWorld();
  const { settings, costLimits } = readConfig({});
  const application = createApplication(ports, { ...settings, publicUrl: 'http://127.0.0.1' });
  const account = random.id() as AccountId;
  const member = a.member({ id: random.id() as MemberId, account, email: 'owner@example.cn', role: 'OWNER' });
  await accounts.open(a.account({ id: account, balance: 0 }), member);
  const [login, expires] = [random.id() as LoginId, new Date(8.64e15)];
  const owner: MemberPrincipal = { kind: 'MEMBER', id: member.id, account, role: 'OWNER', login, expires };
  const { key } = await application.createApiKey(owner, { name: 'bench', scopes: ['ACCOUNT_READ'], expiresAt: null });

  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await mountGraphQL({
    ...{ app, server, application, log: () => undefined, explorer: false, production: true, allowedOrigins: [] },
    costLimits: { ...costLimits, maximum: 1e9 },
    socketLimits: { perPerson: null, perAddress: null, operations: 20, handshakesPerSecond: null },
  });
  const publish = (): Promise<void> =>
    accounts.decide(account, {}, (facts) => {
      const amount = Money.fen(1);
      const transfers = [Transfer.topUp(random.id(), amount, facts.now)];
      return { answer: undefined, saves: { account: facts.account.credit(amount) }, transfers };
    });
  return { port: (server.address() as AddressInfo).port, payload: { authorization: `Bearer ${key}` }, publish };
}
