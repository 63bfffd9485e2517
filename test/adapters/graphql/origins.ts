import fc from 'fast-check';

/** Of the service, as the tests' settings have it. */
export const own = 'https://calls.example.cn';
/** Allowed beside it, and of the same site. */
export const ownConsole = 'https://console.example.com:8443';

/** Origins that resemble an allowed one as an attacker would have it, and others. */
const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
export const resembling = fc.constantFrom(own, ownConsole).chain((origin) =>
  fc.oneof(
    label.map((text) => origin.replace('://', `://${text}.`)),
    label.map((text) => origin.replace('://', `://${text}`)),
    label.map((text) => `${origin}.${text}`),
    label.map((text) => `${origin}@${text}.com`),
    label.map((text) => origin.replace('://', `://${text}@`)),
    label.map((text) => origin.replace('example', `example${text}`)),
    fc.integer({ min: 1, max: 65_535 }).map((port) => `${origin.replace(/:\d+$/, '')}:${port}`),
    fc
      .constantFrom('/', '/graphql', '?', '#', ' ', '\t', '.', `, ${origin}`, `,${own}`, '%00')
      .map((end) => origin + end),
    fc.constant(origin.replace('https', 'http')),
    fc.constant(origin.toUpperCase()),
    fc.constant(origin.replace('example', 'Example')),
    fc.constant(origin.replace('https://', '//')),
    fc.constant(origin.replace('https://', '')),
    fc.constantFrom('null', '', 'undefined', '*', 'file://', 'about:blank', 'https://', 'http://localhost:4000'),
    fc.webUrl().map((url) => new URL(url).origin),
  ),
);
