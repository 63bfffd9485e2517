import { createRequire } from 'node:module';
import type { ICruiseResult, IForbiddenRuleType } from 'dependency-cruiser';
import { cruise } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';

interface Rules {
  readonly forbidden: IForbiddenRuleType[];
  readonly options: Record<string, unknown>;
}

const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as Rules;

async function cruiseSource(baseDir: string): Promise<ICruiseResult> {
  const { output } = await cruise(['src'], {
    ...rules.options,
    ruleSet: { forbidden: rules.forbidden },
    validate: true,
    baseDir,
  });
  return output as ICruiseResult;
}

describe('The layers', () => {
  it('look one way only', async () => {
    const { modules, summary } = await cruiseSource(process.cwd());
    const violations = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
    expect(violations).toEqual([]);
    for (const layer of ['src/domain/', 'src/application/', 'src/adapters/']) {
      expect(modules.filter(({ source }) => source.startsWith(layer)).length, layer).toBeGreaterThan(10);
    }
  });

  it('are kept by rules that each bite on a planted leak', async () => {
    const { summary } = await cruiseSource('test/fixtures/leaks');
    const bitten = new Set(summary.violations.map(({ rule }) => rule.name));
    expect([...bitten].sort()).toEqual(rules.forbidden.map(({ name }) => name).sort());
  });
});
