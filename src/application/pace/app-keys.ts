import type { AccountId, AppId } from '../../domain/ids.ts';
import type { Ports } from '../ports/ports.ts';

const KEPT = 10_000;

/**
 * The AppKey of an account's app. An app keeps its AppKey for ever, so each is read once.
 *
 * @throws DomainError NOT_FOUND
 */
export function appKeys({ accounts }: Pick<Ports, 'accounts'>) {
  const known = new Map<string, string>();
  return async (account: AccountId, app: AppId): Promise<string> => {
    const place = `${account}/${app}`;
    const kept = known.get(place);
    if (kept !== undefined) return kept;
    const appKey = await accounts.decide(account, { app }, (facts) => ({ answer: facts.app.appKey }));
    if (known.size >= KEPT) known.clear();
    known.set(place, appKey);
    return appKey;
  };
}
