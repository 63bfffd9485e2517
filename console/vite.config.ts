import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

/** Below this a compressed file costs more than it saves. */
const WORTH_COMPRESSING = 1024;

/** Where `npm run dev:console` finds the service. */
const service = process.env['ZHUANXIAN_URL'] ?? 'http://127.0.0.1:4000';

/** Lays a .br and a .gz beside each file as it was written, so that the server compresses nothing. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      for (const fileName of Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name))) {
        const file = join(dir, fileName);
        const bytes = readFileSync(file);
        if (bytes.length < WORTH_COMPRESSING) continue;
        const params = { [constants.BROTLI_PARAM_QUALITY]: 10 };
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
        writeFileSync(`${file}.gz`, gzipSync(bytes));
      }
    },
  };
}

/**
 * What is built is for production, whatever the shell or a test runner says of itself: React's development build would be
 * slow, and would tell where on the machine its sources were.
 */
export default defineConfig(({ command }) => {
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return {
    root: import.meta.dirname,
    plugins: [compressed()],
    build: {
      target: 'es2022',
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1500,
      // `use client` is a word to servers that render React; there is none.
      rolldownOptions: {
        checks: { moduleLevelDirective: false },
        // What nearly all pages need is one file, not one for each set of pages that needs it.
        output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 20 }] } },
      },
    },
    server: { proxy: { '/graphql': { target: service, ws: true }, '/console.json': service, '/downloads': service } },
  };
});
