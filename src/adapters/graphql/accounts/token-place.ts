import type { Application } from '../../../application/application.ts';
import type { Renewal } from '../../../application/refresh-shared.ts';
import type { KeptTokens } from '../operations/browser.ts';
import type { OperationContext } from '../operations/context.ts';
import { badUserInput } from '../types/bad-user-input.ts';
import { describedEnum } from '../types/described-enum.ts';

export type TokenPlace = 'ANSWER' | 'COOKIE';

export const TokenPlaces = describedEnum<TokenPlace>('TokenPlace', 'Where the tokens of a login are kept.', {
  ANSWER: 'By the client: they are told in the answer. For programs.',
  COOKIE:
    'By the browser, in cookies that no script reads; nothing of them is told. For pages of the service and of the origins that it allows.',
});

/**
 * Where the tokens go that are issued next.
 *
 * @throws GraphQLError COOKIES_NOT_ALLOWED, before anything is tried, where there may be none.
 */
export function placeFor(
  place: TokenPlace,
  context: OperationContext,
): { put<T extends KeptTokens>(tokens: T): T | null } {
  if (place === 'ANSWER') return { put: (tokens) => tokens };
  const browser = context.requireBrowser();
  return {
    put: (tokens) => {
      browser.keep(tokens);
      return null;
    },
  };
}

/**
 * The next tokens of a login, from where it keeps them to there: what a cookie has is never told in an answer.
 *
 * @throws GraphQLError BAD_USER_INPUT, COOKIES_NOT_ALLOWED
 */
export async function renewal(
  application: Application,
  { keepIn, refreshToken }: { readonly keepIn: TokenPlace; readonly refreshToken?: string | null },
  context: OperationContext,
): Promise<Renewal> {
  if (keepIn === 'ANSWER') {
    if (refreshToken == null)
      throw badUserInput('refreshToken', 'Where tokens are told, the one to exchange is needed.');
    const issued = await application.refresh({ refreshToken });
    return { issued, accessExpires: issued.accessExpires, refreshExpires: issued.refreshExpires };
  }
  if (refreshToken != null) throw badUserInput('refreshToken', 'With COOKIE it comes in its cookie, and nowhere else.');
  const browser = context.requireBrowser();
  const renewed = await application.refreshShared(browser.refreshToken);
  if (renewed.issued !== null) browser.keep(renewed.issued);
  return { ...renewed, issued: null };
}
