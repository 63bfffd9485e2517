import { expect, test } from 'vitest';
import { explainHeaderRefusal } from '../../src/domain/clock-skew.ts';

test.each([
  [361, "The provider's clock is 361 s ahead of ours", 'set the clock right'],
  [-361, "The provider's clock is 361 s behind ours", 'set the clock right'],
  [290, '290 s ahead of ours', 'set the clock right'],
  [289, '289 s ahead of ours', 'the AppSecret is probably not that of this AppKey'],
  [0, '0 s ahead of ours', 'the AppSecret is probably not that of this AppKey'],
])('START-6: headers refused by a clock that is %i s ahead are explained by what is likely', (ahead, ...parts) => {
  for (const part of parts) expect(explainHeaderRefusal(ahead)).toContain(part);
});

test('START-6: where the provider does not tell its time, both causes are named', () => {
  expect(explainHeaderRefusal(null)).toMatch(/5 minutes off, or the AppSecret is wrong/);
});
