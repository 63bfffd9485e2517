import { expect, test } from 'vitest';
import { requireFree } from '../../src/domain/free-numbers.ts';
import * as a from '../support/a.ts';

test('CALL-5: the same telephones are not joined again while a call between them may be alive', () => {
  const over = a.openCall({}, { deadline: a.after(100) });
  const alive = a.openCall({}, { id: 'alive' as never, deadline: a.after(390) });
  expect(() => requireFree([], a.noon)).not.toThrow();
  const no = a.rejection(() => requireFree([over, alive], a.after(389.999)));
  expect(no).toEqual({ code: 'ALREADY_IN_PROGRESS', call: 'alive', freeAt: a.after(390) });
  expect(() => requireFree([over, alive], a.after(390))).not.toThrow();
});
