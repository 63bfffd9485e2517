/** How many sockets one replica serves, and how much each may ask for. Null: no limit. */
export interface SocketLimits {
  /** Open at once, of one member, operator or API key. */
  readonly perPerson: number | null;
  /** Open at once, from one client address. */
  readonly perAddress: number | null;
  /** Subscriptions of one socket, at once. */
  readonly operations: number;
  /** Sockets that are let in within a second, from all addresses; who comes faster waits. */
  readonly handshakesPerSecond: number | null;
}

export const standardSocketLimits = {
  perPerson: 5,
  perAddress: 100,
  operations: 20,
  handshakesPerSecond: 400,
} as const satisfies SocketLimits;
