import type { AppCredentials } from '../../application/ports/app-credentials.ts';
import type { Log } from '../../application/ports/ports.ts';
import type {
  Asked,
  CallNews,
  DialAnswer,
  DialOrder,
  TelephonyGateway,
} from '../../application/ports/telephony-gateway.ts';
import type { ClientOptions } from './client.ts';
import { NeteaseClient } from './client.ts';
import { headerRefusalOf } from './messages/header-refusal.ts';
import { newsInAnswer, queryBySessionForm } from './messages/query-by-session.ts';
import { rateLimitOf } from './messages/rate-limit.ts';
import { meaningOfStart, startRequest } from './messages/start.ts';
import type { NeteaseSettings } from './settings.ts';
import { defaultNeteaseSettings } from './settings.ts';

const REACHABLE_WITHIN_MS = 2000;

export interface GatewayOptions extends ClientOptions {
  readonly settings?: Partial<NeteaseSettings>;
  readonly log: Log;
}

/** The telephone network behind NetEase's HTTP interface, or behind whatever speaks it at the client's base URL. */
export class NeteaseGateway implements TelephonyGateway {
  readonly #client: NeteaseClient;
  readonly #settings: NeteaseSettings;
  readonly #log: Log;
  readonly #now: () => Date;

  constructor(options: GatewayOptions) {
    this.#client = new NeteaseClient(options);
    this.#settings = { ...defaultNeteaseSettings, ...options.settings };
    this.#log = options.log;
    this.#now = options.now ?? (() => new Date());
  }

  async dial(credentials: AppCredentials, order: DialOrder): Promise<DialAnswer> {
    const { path, form } = startRequest(credentials.accid, order);
    const result = await this.#client.post(path, credentials, form, order.sendBefore);
    if (result.kind === 'NOT_SENT') this.#log('warn', 'provider not reached', { why: result.why });
    return meaningOfStart(result, this.#settings, this.#now());
  }

  async query(credentials: AppCredentials, asked: Asked): Promise<CallNews> {
    const form = queryBySessionForm(asked);
    const result = await this.#client.post('/call/ecp/queryBySession.action', credentials, form);
    const badHeader = headerRefusalOf(result, this.#now());
    if (badHeader !== null) return { kind: 'UNKNOWN', why: 'the headers were not accepted', badHeader };
    const limitedForSeconds = rateLimitOf(result, this.#settings);
    if (limitedForSeconds !== null) return { kind: 'UNKNOWN', why: 'too many requests', limitedForSeconds };
    return newsInAnswer(result, asked, this.#settings);
  }

  reachable(): Promise<boolean> {
    return this.#client.isAnswered(REACHABLE_WITHIN_MS);
  }
}
