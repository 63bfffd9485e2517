import type { AppCredentials, AppCredentialsSource } from '../../application/ports/app-credentials.ts';
import { DomainError } from '../../domain/errors.ts';

/** Credentials that the customer has from NetEase, and enters. The callback address is made known there by hand. */
export class EnteredCredentials implements AppCredentialsSource {
  obtain(given: AppCredentials | null): AppCredentials {
    if (given === null) throw new DomainError({ code: 'PROVIDER_CREDENTIALS_REQUIRED' });
    return given;
  }

  obtainSecret(given: string | null): string {
    if (given === null) throw new DomainError({ code: 'PROVIDER_CREDENTIALS_REQUIRED' });
    return given;
  }

  announce(): Promise<void> {
    return Promise.resolve();
  }
}
