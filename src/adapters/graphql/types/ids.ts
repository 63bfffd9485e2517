import type { AccountId, AppId, CallId } from '../../../domain/ids.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NOBODY = '00000000-0000-0000-0000-000000000000';

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

export function accountIdFrom(text: string): AccountId {
  return idFrom(text) as AccountId;
}

export function appIdFrom(text: string): AppId {
  return idFrom(text) as AppId;
}

export function callIdFrom(text: string): CallId {
  return idFrom(text) as CallId;
}

/** An id as a client wrote it. What is no UUID cannot be anybody's: it becomes the one that nothing has. */
function idFrom(text: string): string {
  const id = text.toLowerCase();
  return isUuid(id) ? id : NOBODY;
}
