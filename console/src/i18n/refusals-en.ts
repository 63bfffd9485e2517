import { plural } from '../../../src/application/names/plural.ts';
import { yuan } from '../parts/money.tsx';
import { beijing } from '../parts/time.tsx';
import type { RefusalSentences } from './words.ts';

const calls = (count: number): string => `${count} ${plural(count, 'call', 'calls')}`;
const times = (count: number): string => `${count} ${plural(count, 'time', 'times')}`;
const seconds = (count: number): string => `${count} ${plural(count, 'second', 'seconds')}`;

export const refusalsEn: RefusalSentences = {
  AccountClosed: ({ reason }) => `This account is closed: ${reason}. Please contact customer service.`,
  AccountSuspended: ({ reason }) => `This account is suspended: ${reason}. Please contact customer service.`,
  ServiceSuspended: ({ reason }) =>
    `Dedicated-line calls are suspended for this app: ${reason}. Please contact customer service.`,
  ServiceDisabled: () => 'Dedicated-line calls are not enabled for this app. Enable them first.',
  ProviderAccountDisabled: ({ adviceEn }) => `The provider has disabled the AppKey of this app. ${adviceEn}`,
  ProviderUnavailable: () =>
    'The provider is not accepting calls at the moment. Nothing was placed; please try again later.',
  RateLimited: () => 'Too many calls at once for the provider. Nothing was placed; please try again in a moment.',
  RequestInProgress: () => 'The same request is already being processed. Check the result in a moment.',
  IdempotencyMismatch: () => 'The content of this request has changed. Reload the page and try again.',
  InsufficientBalance: ({ available, required }) =>
    `Insufficient balance: ${yuan(available)} available, at least ${yuan(required)} needed. Top up or shorten the call.`,
  NoMinutesLeft: ({ available }) => `${yuan(available)} does not cover a single minute. Top up first.`,
  TopUpOutOfRange: ({ minimum, maximum }) =>
    `A top-up must be between ${yuan(minimum)} and ${yuan(maximum)}. Please change the amount.`,
  LimitReached: ({ limit, value, amount }) =>
    ({
      CALLS_AT_ONCE_ACCOUNT: `The account may have ${calls(value ?? 0)} at once. Wait for one to end.`,
      CALLS_AT_ONCE_APP: `This app may have ${calls(value ?? 0)} at once. Wait for one to end.`,
      COOL_DOWN: `Calls to the same number must be ${seconds(value ?? 0)} apart. Call again later.`,
      RINGS_PER_CALLEE: `The same number can be rung ${times(value ?? 0)} per hour at most. Call again later.`,
      SPEND_PER_DAY: `Today's spending limit of ${yuan(amount ?? '0.00')} is reached. Call tomorrow, or ask customer service to change it.`,
    })[limit],
  AlreadyInProgress: () => 'A call between these two numbers is already in progress.',
  SameNumber: () => 'Caller and callee must be different numbers.',
  DuplicateNumber: () => 'The same number appears twice. Remove one.',
  ForeignNumber: () => 'Only mainland China numbers can be called. Please use another number.',
  InvalidNumber: ({ numberProblem }) =>
    ({
      MALFORMED: 'This number is not valid. Check its digits; landlines need the area code.',
      NOT_MOBILE: 'A mobile number is needed here.',
      NOT_SERVED: 'Short, emergency, 400, 800 and premium numbers cannot be called.',
      NOT_SHOWN: 'This number cannot be displayed. Enter a landline or a 400 number.',
    })[numberProblem],
  InvalidDuration: ({ minimumSeconds, maximumSeconds }) =>
    `The duration must be between ${minimumSeconds} and ${maximumSeconds} seconds.`,
  WrongPartyCount: ({ minimumParties, maximumParties }) =>
    `A conference has ${minimumParties} to ${maximumParties} parties, including the caller.`,
  InvalidText: ({ textProblem, maxLength }) =>
    ({
      EMPTY: 'A required field is empty.',
      MALFORMED: 'Something is not in the right format.',
      NOT_AN_EMAIL: 'This is not a valid e-mail address.',
      TOO_LONG: `The text is too long: at most ${maxLength} ${plural(maxLength, 'character', 'characters')}.`,
      UNPRINTABLE: 'The text contains characters that cannot be used.',
    })[textProblem],
  WeakPassword: ({ minLength, maxLength }) => `A password must have ${minLength} to ${maxLength} characters.`,
  EmailTaken: () =>
    'This e-mail address is already registered. The code has been used; request a new one to try another address.',
  TermsNotAccepted: () => 'Please accept the terms of service.',
  CodeTooSoon: () => 'A code was sent just now. You can request one per minute.',
  SmsNotSent: () => 'The code could not be sent. Check the number and try again.',
  WrongCode: () => 'The code is wrong, has expired, or was tried too often. Request a new one.',
  WrongCredentials: () => 'Wrong e-mail address or password.',
  TooManyTries: () => 'Too many attempts. Try again later.',
  AppKeyTaken: () => 'This AppKey is already in use. Enter the credentials of another app.',
  AppLimitReached: ({ maximumApps }) =>
    `An account can have at most ${maximumApps} ${plural(maximumApps, 'app', 'apps')}.`,
  ProviderCredentialsRequired: () => 'For real lines, enter the AppKey, AppSecret and accid issued by Yunxin.',
  SecretRotationUnderWay: ({ endsAt }) =>
    `The previous replacement ends at ${beijing(endsAt)} (Beijing time). Disable the old secret first.`,
  NotAllowed: () => 'Your role does not allow this. Ask an owner of the account.',
  NotFound: () => 'Not found; it may have been removed. Reload the page.',
  AlreadyMember: () => 'This address already belongs to a member of the account.',
  MemberLimitReached: ({ maximumMembers }) => `An account can have at most ${maximumMembers} members and invitations.`,
  InvitedTooSoon: () => 'This invitation was sent just now. It can be sent once per minute.',
  InvitationOver: () => 'The invitation code is invalid, used or expired. Ask for a new invitation.',
  LastOwner: () => 'An account needs at least one owner. Make someone else an owner first.',
  ScopeNotGrantable: () => 'Your role cannot give a key this permission.',
  ExpiryPassed: () => 'That day has passed. Choose a later one.',
  ApiKeyLimitReached: ({ maximumApiKeys }) =>
    `An account can have at most ${maximumApiKeys} ${plural(maximumApiKeys, 'key', 'keys')}. Revoke one first.`,
  ThresholdOutOfRange: ({ minimumMinutes, maximumMinutes }) =>
    `The threshold must be between ${minimumMinutes} and ${maximumMinutes} minutes.`,
  DisplayNumberPending: () => 'A request is already waiting for customer service. Withdraw it, or wait.',
  DisplayNumberNotRequested: () => 'This request has already been handled. Reload the page.',
};
