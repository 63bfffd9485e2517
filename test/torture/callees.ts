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

function digits(value: number): string {
  return String(value).padStart(4, '0');
}
