import { describe, expect, it } from 'vitest';
import { EnteredCredentials } from '../../../src/adapters/netease/credentials.ts';
import { credentials } from './orders.ts';

describe('Credentials that customers enter', () => {
  it('are those that were given', () => {
    expect(new EnteredCredentials().obtain(credentials)).toBe(credentials);
  });

  it('are required', () => {
    const rejection = expect.objectContaining({ rejection: { code: 'PROVIDER_CREDENTIALS_REQUIRED' } }) as Error;
    expect(() => new EnteredCredentials().obtain(null)).toThrow(rejection);
  });
});
