import { expect, test } from 'vitest';
import { Breaker } from '../../../src/application/pace/breaker.ts';

/** A breaker that opened at 0. */
function open(): Breaker {
  const breaker = new Breaker();
  expect(breaker.empty(0, 0)).toBe(true);
  return breaker;
}

test('lets everything through until the account is empty', () => {
  const breaker = new Breaker();
  expect([breaker.isOpen, breaker.waitsUntil(0)]).toEqual([false, null]);
});

test('then lets one start through every ten seconds', () => {
  const breaker = open();
  expect(breaker.waitsUntil(9_999)).toBe(10_000);
  expect(breaker.waitsUntil(10_000)).toBeNull();
  breaker.pass(10_000);
  expect(breaker.waitsUntil(10_001)).toBe(20_000);
  expect(breaker.empty(10_000, 10_100)).toBe(false);
  expect(breaker.waitsUntil(20_000)).toBeNull();
});

test('lets another probe when the one that it let through was not sent', () => {
  const breaker = open();
  breaker.pass(10_000);
  breaker.giveBack(10_050);
  expect(breaker.waitsUntil(10_050)).toBeNull();
});

test('closes when a start was placed that was sent since', () => {
  const breaker = open();
  expect(breaker.started(-1, 50)).toBe(false);
  expect(breaker.isOpen).toBe(true);
  breaker.pass(10_000);
  expect(breaker.started(10_000, 10_100)).toBe(true);
  expect([breaker.isOpen, breaker.waitsUntil(10_100)]).toEqual([false, null]);
});

test('is not opened again by an answer to what was sent before it closed', () => {
  const breaker = open();
  breaker.started(10_000, 10_100);
  expect(breaker.empty(10_050, 10_200)).toBe(false);
  expect(breaker.isOpen).toBe(false);
  expect(breaker.empty(10_150, 10_250)).toBe(true);
});

test('has the alarm closed once a minute while calls are placed: who opened it may have died', () => {
  const breaker = new Breaker();
  const told = [0, 1000, 59_999, 60_000, 60_001].map((at) => breaker.started(at, at));
  expect(told).toEqual([true, false, false, true, false]);
});
