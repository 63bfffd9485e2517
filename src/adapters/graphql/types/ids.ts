import type {
  AccountId,
  ApiKeyId,
  AppId,
  CallId,
  DeliveryId,
  DisplayNumberId,
  InvitationId,
  MemberId,
  OperatorId,
} from '../../../domain/ids.ts';

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

export function memberIdFrom(text: string): MemberId {
  return idFrom(text) as MemberId;
}

export function invitationIdFrom(text: string): InvitationId {
  return idFrom(text) as InvitationId;
}

export function apiKeyIdFrom(text: string): ApiKeyId {
  return idFrom(text) as ApiKeyId;
}

export function operatorIdFrom(text: string): OperatorId {
  return idFrom(text) as OperatorId;
}

export function displayNumberIdFrom(text: string): DisplayNumberId {
  return idFrom(text) as DisplayNumberId;
}

export function deliveryIdFrom(text: string): DeliveryId {
  return idFrom(text) as DeliveryId;
}

/** An id as a client wrote it. What is no UUID cannot be anybody's: it becomes the one that nothing has. */
function idFrom(text: string): string {
  const id = text.toLowerCase();
  return isUuid(id) ? id : NOBODY;
}
