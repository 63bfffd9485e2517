/**
 * The service has no room for this just now, or its database does not answer. Nothing of what was asked was committed;
 * the same request, with the same idempotency key, can be made again. Never thrown where a commit may have taken place.
 */
export class ServiceBusy extends Error {
  /** Wall seconds. */
  readonly retryAfterSeconds: number;

  constructor(cause?: unknown, retryAfterSeconds = 1) {
    super('The service is too busy. Nothing was done; ask again in a moment.', { cause });
    this.name = 'ServiceBusy';
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
