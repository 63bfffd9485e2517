import type { IncomingMessage } from 'node:http';
import { BadRequest } from '../http/bad-request.ts';
import { readBody } from '../http/body.ts';

/** A query parameter that fits `shape`, or null when it is absent. Throws a BadRequest for anything else. */
export function queryValue(query: URLSearchParams, name: string, shape: RegExp): string | null {
  return fitting(name, query.get(name), shape);
}

function fitting(name: string, value: unknown, shape: RegExp): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string' || !shape.test(value))
    throw new BadRequest(400, `'${name}' must match ${shape.source}`);
  return value;
}

/** Fields of a JSON object that a control request carries. */
export class Fields {
  readonly #fields: ReadonlyMap<string, unknown>;

  private constructor(fields: ReadonlyMap<string, unknown>) {
    this.#fields = fields;
  }

  /**
   * Throws a BadRequest for anything but a JSON object. It must be sent as application/json: a page of another origin
   * cannot send that without asking first, so no web page can make the developer's browser use these endpoints.
   */
  static async of(request: IncomingMessage): Promise<Fields> {
    const mediaType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    if (mediaType !== 'application/json') throw new BadRequest(415, 'Send application/json.');
    const body = await readBody(request);
    let value: unknown;
    try {
      value = JSON.parse(body);
    } catch {
      throw new BadRequest(400, 'The body is not JSON.');
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new BadRequest(400, 'The body is not a JSON object.');
    }
    return new Fields(new Map(Object.entries(value)));
  }

  /** A string that fits `shape`; null when the field is absent or null. Throws a BadRequest for anything else. */
  optional(name: string, shape: RegExp): string | null {
    return fitting(name, this.#fields.get(name), shape);
  }

  required(name: string, shape: RegExp): string {
    const value = this.optional(name, shape);
    if (value === null) throw new BadRequest(400, `'${name}' is missing.`);
    return value;
  }

  /** A whole number from `low` to `high`. Throws a BadRequest for anything else. */
  whole(name: string, low: number, high: number): number {
    const value = this.#fields.get(name);
    if (typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high) return value;
    throw new BadRequest(400, `'${name}' must be a whole number from ${low} to ${high}`);
  }

  all(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.#fields);
  }
}
