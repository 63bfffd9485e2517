import type { SandboxContext } from '../context.ts';
import { readRule } from '../faults/read-rule.ts';
import { BadRequest } from '../http/bad-request.ts';
import { json, type Reply } from '../http/reply.ts';
import type { Fields } from './fields.ts';

export function addFault(fields: Fields, { faults }: SandboxContext): Reply {
  return json(201, faults.add(readRule(fields.all())));
}

export function listFaults({ faults }: SandboxContext): Reply {
  return json(200, faults.list());
}

/** Removes one rule, or all of them when `id` is empty. */
export function removeFaults(id: string, { faults }: SandboxContext): Reply {
  if (id === '') faults.clear();
  else if (!faults.remove(Number(id))) throw new BadRequest(404, 'There is no such rule.');
  return json(200, {});
}

/** The rate of this server from now on, for every app key. */
export function changeRate(fields: Fields, { buckets }: SandboxContext): Reply {
  const ratePerSecond = fields.whole('ratePerSecond', 0, 1_000_000);
  const burst = fields.whole('burst', 0, 1_000_000);
  buckets.setRate(ratePerSecond, burst);
  return json(200, { ratePerSecond, burst });
}
