import { readFile } from 'node:fs/promises';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';

describe('The README', () => {
  it('shows operations that the schema takes', async () => {
    const schema = buildSchema(await readFile('schema/schema.graphql', 'utf8'));
    const readme = await readFile('README.md', 'utf8');
    const shown = [...readme.matchAll(/```graphql\n([^]*?)```/g)].map(([, block]) => parse(block ?? ''));
    expect(shown.map(({ definitions }) => definitions.length)).toEqual([expect.any(Number), 2, 1, 3]);
    expect(shown[0]?.definitions.length).toBeGreaterThan(5);
    for (const document of shown) expect(validate(schema, document)).toEqual([]);
  });

  it('names every variable of the configuration', async () => {
    const files = ['src/config.ts', 'src/config-of-rules.ts', 'src/config-of-senders.ts'];
    const source = (await Promise.all(files.map(async (file) => readFile(file, 'utf8')))).join('\n');
    const variables = [...source.matchAll(/env\.\w+\(\s*'([A-Z_]+)'/g)].map(([, name]) => name ?? '');
    expect(variables.length).toBeGreaterThan(20);
    const readme = await readFile('README.md', 'utf8');
    const example = await readFile('.env.example', 'utf8');
    expect(variables.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
    expect(variables.filter((name) => !example.includes(`#${name}=`))).toEqual([]);
  });
});
