import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const clockAndChance = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time enters as an argument.' },
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'Time enters as an argument.',
  },
  {
    selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
    message: 'Chance enters through a port.',
  },
];
const mocks = [
  {
    selector: 'CallExpression[callee.object.name="vi"][callee.property.name=/^(fn|mock|spyOn)$/]',
    message: 'Use the memory adapters or the sandbox instead of a mock.',
  },
];

export default tseslint.config(
  { ignores: ['dist', 'console/dist', 'console/src/api/generated', 'data', 'node_modules', '.stryker-tmp'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.js', '*.cjs'] } } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Aggregates copy themselves with a change; lengths of texts are counted in code points.
      '@typescript-eslint/no-misused-spread': [
        'error',
        {
          allow: [
            { from: 'file', name: ['Account', 'App', 'Webhook', 'Delivery'] },
            { from: 'lib', name: 'string' },
            'string',
          ],
        },
      ],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  { files: ['src/domain/**', 'src/application/**'], rules: { 'no-restricted-syntax': ['error', ...clockAndChance] } },
  {
    files: ['test/**'],
    rules: { 'no-restricted-syntax': ['error', ...mocks], '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  { files: ['**/*.cjs'], languageOptions: { globals: { module: 'writable' } } },
  // What people see: its handlers are promises that the component itself waits for.
  {
    files: ['console/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // Forms give empty texts where nothing was written.
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
    },
  },
  // Modules as a browser takes them: their types are in comments, which the compiler checks, and so are all names.
  {
    files: ['examples/**/*.js'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off', 'no-undef': 'off' },
  },
  { files: ['*.js', '**/*.cjs'], ...tseslint.configs.disableTypeChecked },
);
