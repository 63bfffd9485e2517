/** An app's identity at the provider. */
export interface AppCredentials {
  readonly appKey: string;
  readonly appSecret: string;
  /** The provider's user in whose name calls start. */
  readonly accid: string;
}

/** Where an app's credentials come from, and who tells the provider where its callbacks go. */
export interface AppCredentialsSource {
  /**
   * What the customer entered, or new ones where the sandbox issues them.
   *
   * @throws DomainError PROVIDER_CREDENTIALS_REQUIRED where nothing was given and none are issued.
   */
  obtain(given: AppCredentials | null): AppCredentials;
  /**
   * The AppSecret that takes the place of an app's present one: what the customer entered, since the provider changed it,
   * or a new one where the sandbox issues them.
   *
   * @throws DomainError PROVIDER_CREDENTIALS_REQUIRED where nothing was given and none are issued.
   */
  obtainSecret(given: string | null): string;
  /**
   * Tells the provider the address of a stored app's callbacks. Where people do that (the provider's support), nothing
   * happens. Wrong credentials are not told here: they show at the first call, as with the provider.
   *
   * @param replaced the AppSecret before this one, while its rotation lasts.
   */
  announce(credentials: AppCredentials, callbackUrl: string, replaced?: string): Promise<void>;
}
