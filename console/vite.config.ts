import { constants, brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

/** Below this a compressed file costs more than it saves. */
const WORTH_COMPRESSING = 1024;

/** Where `npm run dev:console` finds the service. */
const service = process.env['ZHUANXIAN_URL'] ?? 'http://127.0.0.1:4000';

/** Lays a .br and a .gz beside each file with a hash in its name, so that the server compresses nothing. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        if (!/\.(js|css|svg)$/.test(fileName)) continue;
        const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source);
        if (bytes.length < WORTH_COMPRESSING) continue;
        const params = { [constants.BROTLI_PARAM_QUALITY]: 10 };
        this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(bytes, { params }) });
        this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(bytes) });
      }
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [compressed()],
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    // `use client` is a word to servers that render React; there is none.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  server: { proxy: { '/graphql': { target: service, ws: true }, '/console.json': service, '/downloads': service } },
});
