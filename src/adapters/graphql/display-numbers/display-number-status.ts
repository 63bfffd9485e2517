import type { DisplayNumber } from '../../../domain/display-number.ts';
import { describedEnum } from '../types/described-enum.ts';

export const DisplayNumberStatuses = describedEnum<DisplayNumber['status']>(
  'DisplayNumberStatus',
  'How far a display number is (ACC-7). All but the first two stay as they are.',
  {
    REQUESTED: 'It waits for an operator.',
    APPROVED: 'The provider shows it from `appliesFrom` on.',
    WITHDRAWN: 'The customer took the request back.',
    REJECTED: 'An operator turned it down: see `reason`.',
    SUPERSEDED: 'Another number was approved in its place: until `appliesUntil` it is shown.',
    REVOKED: 'The provider shows it no more: see `reason`.',
  },
);
