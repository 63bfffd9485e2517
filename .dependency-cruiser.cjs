/** The arrows of docs/architecture.md, as rules. test/architecture.test.ts shows that each of them bites. */
const inside = '^src/(domain|application)/';

module.exports = {
  forbidden: [
    { name: 'domain-knows-only-itself', from: { path: '^src/domain/' }, to: { pathNot: '^src/domain/' } },
    { name: 'application-knows-only-the-inside', from: { path: '^src/application/' }, to: { pathNot: inside } },
    {
      name: 'adapters-do-not-know-each-other',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
    },
    {
      name: 'only-main-composes',
      from: { path: '^src/', pathNot: '^src/[^/]+\\.ts$' },
      to: { path: '^src/[^/]+\\.ts$' },
    },
    { name: 'source-does-not-import-tests', from: { path: '^src/' }, to: { path: '^test/' } },
    { name: 'no-cycles', from: {}, to: { circular: true } },
    { name: 'no-orphans', from: { orphan: true, pathNot: '^src/(main|demo|audit|cluster)\\.ts$' }, to: {} },
  ].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
