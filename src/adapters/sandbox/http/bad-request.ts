/** A control request that cannot be served; `message` is told to the client. */
export class BadRequest extends Error {
  readonly status: 400 | 404 | 405 | 409 | 413 | 415;

  constructor(status: BadRequest['status'], message: string) {
    super(message);
    this.status = status;
  }
}
