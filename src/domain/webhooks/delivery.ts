import type { AccountId, AppId, CallId, DeliveryId } from '../ids.ts';
import type { MessageType } from './message.ts';
import { nextAttempt } from './retry.ts';

export type DeliveryStatus = 'PENDING' | 'DELIVERED' | 'EXHAUSTED';

/** One request that was made, or could not be, and what came of it. Its body is the delivery's. */
export interface Attempt {
  readonly delivery: DeliveryId;
  readonly account: AccountId;
  /** From 1. */
  readonly number: number;
  /** Wall time at which it began. */
  readonly at: Date;
  readonly url: string;
  /** As they were sent, or would have been. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null where no answer came. */
  readonly status: number | null;
  /** The beginning of the answer's body; null where no answer came. */
  readonly answer: string | null;
  /** Why no answer came, in one plain phrase; null where one did. */
  readonly error: string | null;
  readonly milliseconds: number;
}

export type AttemptResult = Omit<Attempt, 'delivery' | 'account' | 'number'>;

interface DeliveryFields {
  /** The receiver gets it as `webhook-id`, the same at each attempt. */
  readonly id: DeliveryId;
  readonly account: AccountId;
  readonly app: AppId;
  /** Null for a test. */
  readonly call: CallId | null;
  readonly type: MessageType;
  /** The body of the request, as it is signed. */
  readonly body: string;
  /** Service time. */
  readonly createdAt: Date;
  readonly status: DeliveryStatus;
  /** All that were made. */
  readonly attempts: number;
  /** Those since it was queued, or was sent anew: the pauses go by them. */
  readonly tries: number;
  /** Wall time of the first of these; null before. */
  readonly firstAt: Date | null;
  /** Wall time of the next attempt; null: at once where it is PENDING, else never. */
  readonly dueAt: Date | null;
}

/** CALLBACK-2: a message for the receiver of an app, on its way until it was taken or 72 hours have passed. */
export class Delivery {
  readonly id: DeliveryId;
  readonly account: AccountId;
  readonly app: AppId;
  readonly call: CallId | null;
  readonly type: MessageType;
  readonly body: string;
  readonly createdAt: Date;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly tries: number;
  readonly firstAt: Date | null;
  readonly dueAt: Date | null;

  private constructor(fields: DeliveryFields) {
    this.id = fields.id;
    this.account = fields.account;
    this.app = fields.app;
    this.call = fields.call;
    this.type = fields.type;
    this.body = fields.body;
    this.createdAt = fields.createdAt;
    this.status = fields.status;
    this.attempts = fields.attempts;
    this.tries = fields.tries;
    this.firstAt = fields.firstAt;
    this.dueAt = fields.dueAt;
  }

  static queue(
    fields: Pick<DeliveryFields, 'id' | 'account' | 'app' | 'call' | 'type' | 'body' | 'createdAt'>,
  ): Delivery {
    return new Delivery({ ...fields, status: 'PENDING', attempts: 0, tries: 0, firstAt: null, dueAt: null });
  }

  static restore(fields: DeliveryFields): Delivery {
    return new Delivery(fields);
  }

  /**
   * HOOK-3: what an attempt makes of it. An attempt is a fact, whoever made it: one that was taken ends the delivery,
   * and nothing takes that back.
   *
   * @param chance from 0 to 1.
   */
  after(result: AttemptResult, chance: number): Delivery {
    const attempts = this.attempts + 1;
    const tries = this.tries + 1;
    const firstAt = this.firstAt ?? result.at;
    if (wasTaken(result) || this.status === 'DELIVERED') {
      return new Delivery({ ...this, status: 'DELIVERED', attempts, tries, firstAt, dueAt: null });
    }
    const dueAt = nextAttempt({ attempts: tries, firstAt }, result.at, chance);
    return new Delivery({ ...this, status: dueAt === null ? 'EXHAUSTED' : 'PENDING', attempts, tries, firstAt, dueAt });
  }

  /** HOOK-5: sent anew, with its own id, at once and for another 72 hours. */
  resend(): Delivery {
    return new Delivery({ ...this, status: 'PENDING', tries: 0, firstAt: null, dueAt: null });
  }
}

/** HOOK-3: a receiver takes a message by any status of success. A redirect is none: it is not followed. */
export function wasTaken({ status }: Pick<AttemptResult, 'status'>): boolean {
  return status !== null && status >= 200 && status < 300;
}
