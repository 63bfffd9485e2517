import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = new URL('../', import.meta.url);
const page = new URL('examples/browser/index.html', root);

it('The page of the examples reaches nothing but modules that a browser loads as they are', async () => {
  const html = await readFile(page, 'utf8');
  const { imports } = JSON.parse(/importmap">([^]*?)<\/script>/.exec(html)?.[1] ?? '') as {
    imports: Record<string, string>;
  };
  const modules = new Set([new URL(/src="(.*?)"/.exec(html)?.[1] ?? '', page).href]);
  for (const module of modules) {
    const source = await readFile(fileURLToPath(module), 'utf8');
    for (const [, name = ''] of source.matchAll(/^(?:import|export)\b[^;'"]*\bfrom ['"](.*?)['"]/gm)) {
      const path = imports[name]?.slice(1);
      expect(name.startsWith('.') || path !== undefined, `${name} in ${module}`).toBe(true);
      modules.add(new URL(path ?? name, path === undefined ? module : root).href);
    }
  }
  const names = [...modules].map((module) => module.slice(root.href.length));
  expect(names).toContain('examples/live.js');
  expect(names).toContain('examples/cookie-login.js');
  expect(names).toContain('node_modules/graphql-ws/dist/client.js');
  expect(names.every((name) => name.endsWith('.js'))).toBe(true);
});
