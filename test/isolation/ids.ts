/** The kinds of things that accounts own and that have ids, with the rows in which they are kept. */
const tables = {
  account: `SELECT id FROM account WHERE id = $1`,
  apiKey: `SELECT id FROM api_key WHERE account_id = $1 AND revoked_at IS NULL ORDER BY created_at`,
  app: `SELECT id FROM app WHERE account_id = $1 ORDER BY created_at`,
  call: `SELECT id FROM call WHERE account_id = $1 AND kind = 'CALL' ORDER BY placed_at DESC`,
  callInSuspense: `SELECT subject AS id FROM transfer WHERE account_id = $1 AND 'SUSPENSE' IN (debit, credit)`,
  callWithDiscrepancy: `SELECT call_id AS id FROM discrepancy WHERE account_id = $1`,
  parkedCallback: `SELECT body_hash AS id FROM callback WHERE account_id = $1 AND state = 'PARKED'`,
  parkedCallbacksAlarm: `SELECT subject AS id FROM alarm WHERE account_id = $1 AND kind = 'CALLBACK_PARKED'`,
  conference: `SELECT id FROM call WHERE account_id = $1 AND kind = 'CONFERENCE' ORDER BY placed_at DESC`,
  delivery: `SELECT id FROM delivery WHERE account_id = $1 ORDER BY created_at`,
  displayNumber: `SELECT id FROM display_number WHERE account_id = $1 ORDER BY requested_at DESC, status DESC`,
  expectedTransfer: `SELECT transfer_reference AS id FROM top_up WHERE account_id = $1 AND status = 'PENDING'`,
  invitation: `SELECT id FROM invitation WHERE account_id = $1 AND state = 'PENDING'`,
  member: `SELECT id FROM member WHERE account_id = $1 AND removed_at IS NULL ORDER BY role`,
  // Of no account: both have the same ones.
  operator: `SELECT id FROM operator WHERE $1::uuid IS NOT NULL`,
} as const;

export type IdKind = keyof typeof tables;

export const idKinds = Object.keys(tables) as readonly IdKind[];

/** The kind of each id argument: by the place that declares it, or by its name alone. */
const byPlace: Readonly<Record<string, IdKind>> = {
  'app.id': 'app',
  'call.id': 'call',
  'callUpdated.id': 'call',
  'customerAccount.id': 'account',
  'conference.id': 'conference',
  'conferenceUpdated.id': 'conference',
  'ResolveDiscrepancyInput.callId': 'callWithDiscrepancy',
  'SettleSuspenseInput.callId': 'callInSuspense',
};

const byName: Readonly<Record<string, IdKind>> = {
  accountId: 'account',
  apiKeyId: 'apiKey',
  appId: 'app',
  callId: 'call',
  deliveryId: 'delivery',
  displayNumberId: 'displayNumber',
  operatorId: 'operator',
  invitationId: 'invitation',
  memberId: 'member',
};

/** Texts by which operations name a thing, as others do by an id. */
const texts: Readonly<Record<string, IdKind>> = {
  'CancelTopUpInput.reference': 'expectedTransfer',
  'CloseAlarmInput.subject': 'parkedCallbacksAlarm',
  'ConfirmTopUpInput.reference': 'expectedTransfer',
  'ResolveParkedCallbackInput.bodyHash': 'parkedCallback',
  'topUpByReference.reference': 'expectedTransfer',
};

/** Ids that need not be said, and without which nothing would be asked about them. */
export const saidAnyway: readonly string[] = ['ResolveParkedCallbackInput.callId'];

export function namesAThing(place: string): boolean {
  return place in texts;
}

/** @throws Error that says what to add, for an id argument that nobody has put down here. */
export function kindOf({ place, name }: { readonly place: string; readonly name: string }): IdKind {
  const kind = byPlace[place] ?? texts[place] ?? byName[name];
  if (kind !== undefined) return kind;
  throw new Error(
    `Nobody has said whose ids ${place} takes. Add it to byPlace (or ${name} to byName) in test/isolation/ids.ts; ` +
      'a new kind of thing needs its rows there, and must be made for each account in test/isolation/party.ts.',
  );
}

export function selectIds(kind: IdKind): string {
  return tables[kind];
}
