import type { DisplaySide } from '../domain/display-number.ts';
import { DisplayNumber } from '../domain/display-number.ts';
import type { AppId, DisplayNumberId } from '../domain/ids.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import { ShownNumber } from '../domain/shown-number.ts';
import type { Ports } from './ports/ports.ts';

export interface WantedDisplayNumber {
  readonly app: AppId;
  readonly side: DisplaySide;
  readonly number: string;
}

/**
 * ACC-7: asks for a number that a party of the app's calls shall be shown. An operator decides about it.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_NUMBER, FOREIGN_NUMBER, NOT_FOUND, ACCOUNT_CLOSED, DISPLAY_NUMBER_PENDING
 */
export function requestDisplayNumber({ accounts, numbers, random }: Ports) {
  return async (principal: Principal, { app, side, number: text }: WantedDisplayNumber): Promise<DisplayNumber> => {
    permit(principal, 'requestDisplayNumber');
    const number = ShownNumber.parse('number', numbers.describe(text));
    const { account, id: requestedBy } = principal;
    const id = random.id() as DisplayNumberId;
    const keys = { app, waitingDisplayNumber: { app, side } };
    return accounts.decide(account, keys, ({ account: owner, waitingDisplayNumber, now }) => {
      owner.requireNotClosed();
      const request = { id, account, app, side, number, requestedBy, requestedAt: now };
      const asked = DisplayNumber.ask(request, waitingDisplayNumber);
      return { answer: asked, saves: { displayNumbers: [asked] } };
    });
  };
}

/**
 * ACC-7: takes a request back that no operator has decided about.
 *
 * @throws DomainError NOT_ALLOWED, NOT_FOUND, DISPLAY_NUMBER_NOT_REQUESTED
 */
export function withdrawDisplayNumber({ accounts }: Ports) {
  return async (principal: Principal, input: { displayNumber: DisplayNumberId }): Promise<DisplayNumber> => {
    permit(principal, 'withdrawDisplayNumber');
    return accounts.decide(principal.account, { displayNumber: input.displayNumber }, ({ displayNumber, now }) => {
      const withdrawn = displayNumber.withdraw(now);
      return { answer: withdrawn, saves: { displayNumbers: [withdrawn] } };
    });
  };
}
