import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { broken } from './bug.ts';
import { bugs } from './bugs/all.ts';

describe('The seeded bugs', () => {
  it.each(bugs)('can be made: $name', async ({ edits, tests }) => {
    const sources = new Map<string, string>();
    for (const edit of edits) {
      const source = sources.get(edit.file) ?? (await readFile(edit.file, 'utf8'));
      const after = broken(source, edit);
      expect(after).not.toBe(source);
      sources.set(edit.file, after);
    }
    expect(tests.filter((file) => !existsSync(file))).toEqual([]);
  });
});
