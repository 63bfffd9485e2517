import type { AuditResult } from 'graphql-http';
import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
let production: Api;
beforeAll(async () => {
  [api, production] = [await startApi(), await startApi({ production: true })];
});
afterAll(() => Promise.all([api.stop(), production.stop()]));

/** As a client that shows by a header of its own that its browser asked for leave. */
function audit({ url }: Api): Promise<AuditResult[]> {
  const fetchFn = (address: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('apollo-require-preflight', 'true');
    return fetch(address, { ...init, headers });
  };
  return auditServer({ url: `${url}/graphql`, fetchFn });
}

const idsOf = (results: readonly AuditResult[]): readonly string[] => results.map(({ id }) => id).sort();

describe('HTTP-12: the audit of GraphQL over HTTP', () => {
  it('finds nothing', async () => {
    const results = await audit(api);
    expect(results).toHaveLength(61);
    expect(results.filter(({ status }) => status !== 'ok')).toEqual([]);
  });

  it('finds in production only that __type is not answered, over POST and GET', async () => {
    const results = await audit(production);
    const ofStatus = (status: AuditResult['status']): readonly string[] =>
      idsOf(results.filter((result) => result.status === status));
    expect(ofStatus('error')).toEqual(['28B9']);
    expect(ofStatus('warn')).toEqual(['2EA1']);
    expect(ofStatus('notice')).toEqual(['6A70', 'D6D5']);
  });
});
