/** Keeps what must not be read by who reads the database. The key stays outside it (ROLE-3). */
export interface Secrets {
  /** Encrypts; `context` (whose it is) is authenticated with it, so that a row cannot be moved to another owner. */
  seal(plain: string, context: string): string;
  /** @throws when it was sealed with another key or context. */
  open(sealed: string, context: string): string;
  /** A keyed digest, for short secrets such as codes. */
  digest(text: string): string;
  /** A plain SHA-256 digest in hex, for long random tokens and for bodies. */
  fingerprint(data: string | Uint8Array): string;
}

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes as long for a `hash` of null (nobody has that e-mail) as for a wrong password; then it is false. */
  verify(hash: string | null, password: string): Promise<boolean>;
}

/** Unpredictable values. */
export interface Random {
  /** A UUID. */
  id(): string;
  /** 256 bits, URL-safe. */
  token(): string;
  /** Six decimal digits. */
  code(): string;
}
