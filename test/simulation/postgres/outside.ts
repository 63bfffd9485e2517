import type { Clock } from '../../../src/application/ports/clock.ts';
import type { Payments } from '../../../src/application/ports/payments.ts';
import type { Ports } from '../../../src/application/ports/ports.ts';
import type { TelephonyGateway } from '../../../src/application/ports/telephony-gateway.ts';
import type { CallId } from '../../../src/domain/ids.ts';
import type { PhoneNumber } from '../../../src/domain/phone-number.ts';

/** What is outside of every replica, and the same for each. */
export interface Outside {
  readonly clock: Clock;
  readonly gateway: TelephonyGateway;
  readonly payments: Payments;
  /** The call that each order is for, by its caller's very number. */
  readonly placed: WeakMap<PhoneNumber, CallId>;
  readonly violated: (claim: string) => void;
  /** Breaks the wiring on purpose, to see the checks bite. */
  readonly tamper: (ports: Ports) => Ports;
}
