/** An app's identity at the provider. */
export interface AppCredentials {
  readonly appKey: string;
  readonly appSecret: string;
  /** The provider's user in whose name calls start. */
  readonly accid: string;
}

/** Where an app's credentials come from: entered by the customer, or issued by the sandbox. */
export interface AppCredentialsSource {
  /**
   * @param given what the customer entered, or null.
   * @param callbackUrl the address to which the provider shall send this app's callbacks.
   * @throws DomainError PROVIDER_CREDENTIALS_REQUIRED where nothing was given and none are issued.
   */
  obtain(given: AppCredentials | null, callbackUrl: string): Promise<AppCredentials>;
}
