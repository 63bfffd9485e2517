/** What is kept of a signing-in. Without a refresh token it lasts as long as its access token, and no longer. */
export interface KeptTokens {
  readonly accessToken: string;
  readonly accessExpires: Date;
  readonly refreshToken?: string;
  readonly refreshExpires?: Date;
}

/** The browser before which a person sits, on a page that may use the service for that person. It keeps what no script reads. */
export interface Browser {
  /** That it keeps; null where it keeps none. */
  readonly refreshToken: string | null;
  /** In place of what it kept before. */
  keep(tokens: KeptTokens): void;
  forget(): void;
}
