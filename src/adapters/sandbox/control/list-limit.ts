import { BadRequest } from '../http/bad-request.ts';
import { queryValue } from './fields.ts';

/** Lists answer with so many where nothing else is asked for. */
export const listLimit = 200;
const most = 100_000;

/** @throws BadRequest when `limit` is not from 1 to 100,000. */
export function limitOf(query: URLSearchParams): number {
  const limit = Number(queryValue(query, 'limit', /^\d{1,6}$/) ?? listLimit);
  if (limit < 1 || limit > most) throw new BadRequest(400, `'limit' must be from 1 to ${most}`);
  return limit;
}
