import { describe, expect, it } from 'vitest';
import { EnteredCredentials } from '../../../src/adapters/netease/credentials.ts';
import { credentials } from './orders.ts';

describe('Credentials that customers enter', () => {
  it('are those that were given', async () => {
    expect(await new EnteredCredentials().obtain(credentials)).toBe(credentials);
  });

  it('are required', async () => {
    const rejection = { rejection: { code: 'PROVIDER_CREDENTIALS_REQUIRED' } };
    await expect(new EnteredCredentials().obtain(null)).rejects.toMatchObject(rejection);
  });
});
