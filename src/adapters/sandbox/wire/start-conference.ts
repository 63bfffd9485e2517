import { type ReadCallees, startOf } from './start.ts';
import { isTelephoneNumber } from './telephone-number.ts';

const least = 2;
const most = 7;

/**
 * A JSON array of numbers, or the same with the single quotes of Python's lists. Two to seven, all different, and the
 * caller is none of them.
 */
const readCallees: ReadCallees = (callee, caller) => {
  const list = /^\s*\[(.*)\]\s*$/s.exec(callee)?.[1] ?? '';
  const numbers = list.split(',').map((item) => /^\s*(["'])(\d+)\1\s*$/.exec(item)?.[2] ?? '');
  const [first, ...more] = numbers;
  const distinct = new Set([caller, ...numbers]).size === numbers.length + 1;
  const fits = distinct && numbers.length >= least && numbers.length <= most && numbers.every(isTelephoneNumber);
  return fits && first !== undefined ? [first, ...more] : null;
};

/** Starts a conference. */
export const startConference = startOf('CONFERENCE', readCallees);
