import type { Chance } from './chance.ts';

/** Who is called, and how often: the sandbox's table of numbers says what each of them does. */
export function drawCallee(chance: Chance): string {
  return chance.weighted<() => string>([
    [50, () => `1380000${digits(chance.between(0, 240))}`],
    [10, () => `1380001${digits(chance.between(1, 300))}`],
    [10, () => `1380002000${chance.between(1, 5)}`],
    [3, () => '13800031500'],
    [3, () => '13800031503'],
    [
      3,
      () =>
        `1380003${chance.weighted([
          [1, '0403'],
          [1, '0414'],
          [1, '0404'],
        ])}`,
    ],
    [2, () => '13800040001'],
    [3, () => '13800040002'],
    [2, () => '13800040003'],
    [3, () => '13800040004'],
    [2, () => '13800040005'],
    [3, () => '13800040006'],
    [2, () => '13800040007'],
    [2, () => '13800040008'],
    [5, () => `1370000${digits(chance.between(0, 9999))}`],
  ])();
}

/**
 * Who is invited to a conference, all of them different. One, at any place, is drawn as a call's callee is and decides
 * what the start answers and what becomes of the callback; the others come or do not.
 */
export function drawCallees(chance: Chance, count: number): readonly string[] {
  const decisive = drawCallee(chance);
  const guests = new Set<string>();
  while (guests.size < count - 1) {
    const guest = drawGuest(chance);
    if (guest !== decisive) guests.add(guest);
  }
  const callees = [...guests];
  callees.splice(chance.between(0, callees.length), 0, decisive);
  return callees;
}

function drawGuest(chance: Chance): string {
  return chance.weighted<() => string>([
    [60, () => `1380000${digits(chance.between(0, 240))}`],
    [10, () => `1380001${digits(chance.between(1, 300))}`],
    [10, () => `1380002000${chance.between(1, 3)}`],
    [20, () => `1370000${digits(chance.between(0, 9999))}`],
  ])();
}

function digits(value: number): string {
  return String(value).padStart(4, '0');
}
