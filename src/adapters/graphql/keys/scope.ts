import type { Scope } from '../../../domain/role.ts';
import { describedEnum } from '../types/described-enum.ts';

export const ApiKeyScopes = describedEnum<Scope>(
  'ApiKeyScope',
  'What an API key may do; docs/permissions.md has all.',
  {
    ACCOUNT_READ: 'Reads the account and its balance, and watches them.',
    APPS_READ: 'Reads apps.',
    APPS_WRITE: 'Creates apps, enables and disables their service.',
    CALLS_READ: 'Reads calls, and watches them.',
    CALLS_WRITE: 'Quotes and starts calls.',
    MONEY_READ: 'Reads top-ups and the ledger.',
  },
);
