import { parseText } from '../domain/text.ts';
import type { RequestKey } from '../domain/request.ts';

/** @throws DomainError INVALID_TEXT */
export function requestKey(operation: RequestKey['operation'], key: string): RequestKey {
  return { operation, key: parseText('idempotencyKey', key, 64) };
}
