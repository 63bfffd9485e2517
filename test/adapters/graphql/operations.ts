import type { Answer, Api } from './api.ts';

/** One mutation, or quoteCall, with everything that its result tells. */
export async function run(api: Api, name: keyof typeof successes, input: object, token?: string): Promise<Result> {
  const answer = await send(api, name, input, token);
  if (answer.errors.length > 0) throw new Error(`${name} failed: ${JSON.stringify(answer.errors)}`);
  return answer.data.result;
}

export type Result = Readonly<Record<string, unknown>> & { readonly __typename: string };

/** The same, with its errors. Nothing rejects a signing-out. */
export function send(
  api: Api,
  name: keyof typeof successes,
  input: object,
  token?: string,
): Promise<Answer<{ result: Result }>> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const kind = name.startsWith('quote') ? 'query' : 'mutation';
  const query = `${kind} Run($input: ${type}Input!) { result: ${name}(input: $input) {
    __typename
    ... on ${type}Success { ${successes[name]} }
    ${name === 'signOut' ? '' : '... on Rejection { code message retrySafe retryAt }'}
    ${fields[name] ?? ''}
  } }`;
  return api.ask(query, { input }, token);
}

const successes = {
  requestCode: 'sent',
  registerAccount: 'account { id company balance minutesLeft } member { id email mobile role createdAt }',
  signIn: 'member { email } tokens { accessToken accessExpires refreshToken refreshExpires }',
  refresh: 'tokens { accessToken refreshToken }',
  signOut: 'everywhere',
  changePassword: 'changed',
  resetPassword: 'changed',
  createApp: 'app { id name appKey accid service callbackUrl } appSecret',
  rotateAppSecret: 'app { id replacedSecretUntil } appSecret',
  endSecretRotation: 'app { id replacedSecretUntil }',
  topUp: 'topUp { id amount status reference createdAt paidAt } replayed',
  enableService: 'app { id service stoppedByProvider }',
  disableService: 'app { id service }',
  quoteCall: 'quote { grantedSeconds minutes worstCase tariff { version pricePerMinute basis } } available',
  startCall: `replayed call { id app { id name } caller callee reference status moneyState version grantedSeconds
    reservation session charge failure { code providerCode zh en adviceZh adviceEn retrySafe retryAfterSeconds } }`,
  quoteConference: 'quote { grantedSeconds minutes worstCase tariff { basis } } available',
  startConference: `replayed conference { id app { id name } participants { number role joined endedAt cause } reference
    status moneyState version grantedSeconds reservation session charge endedBy failure { code providerCode } }`,
} as const;

const number = '... on InvalidNumber { field numberProblem } ... on ForeignNumber { field }';
const text = '... on InvalidText { field textProblem maxLength }';
const stopped = '... on ProviderAccountDisabled { since adviceZh adviceEn }';
const parties = '... on WrongPartyCount { parties minimumParties maximumParties }';
const role = '... on NotAllowed { operation role }';
const money =
  '... on InsufficientBalance { available required } ... on InvalidDuration { field minimumSeconds maximumSeconds }';

const fields: Readonly<Partial<Record<keyof typeof successes, string>>> = {
  requestCode: number,
  registerAccount: `${number} ${text} ... on WeakPassword { minLength maxLength }`,
  changePassword: '... on WeakPassword { minLength maxLength }',
  resetPassword: number,
  createApp: `${text} ${role} ... on AppLimitReached { maximumApps }`,
  rotateAppSecret: `${text} ${role} ... on NotFound { what } ... on SecretRotationUnderWay { endsAt }`,
  endSecretRotation: `${role} ... on NotFound { what }`,
  topUp: `${text} ${role} ... on TopUpOutOfRange { minimum maximum }`,
  enableService: `${role} ... on NotFound { what } ... on NoMinutesLeft { available pricePerMinute }`,
  disableService: `${role} ... on NotFound { what }`,
  quoteCall: `${role} ${money} ${stopped} ... on NotFound { what }`,
  quoteConference: `${role} ${money} ${stopped} ${parties} ... on NotFound { what }`,
  startConference: `${number} ${text} ${role} ${money} ${stopped} ${parties} ... on NotFound { what } ... on AlreadyInProgress { callId }
    ... on DuplicateNumber { field sameAs } ... on LimitReached { limit value amount }`,
  startCall: `${number} ${text} ${role} ${money} ${stopped} ... on NotFound { what } ... on AlreadyInProgress { callId }
    ... on LimitReached { limit value amount }`,
};
