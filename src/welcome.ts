/** Where everything is, for the person who has just started it. */
export interface Whereabouts {
  readonly url: string;
  readonly sandboxUrl: string;
  /** In words. */
  readonly database: string;
  readonly explorer: boolean;
}

/** `more`: further lines, each a name and what is to be said of it. */
export function welcome(
  { url, sandboxUrl, database, explorer }: Whereabouts,
  more: readonly (readonly [string, string])[] = [],
): string {
  const lines = [
    '专线 zhuanxian is ready.',
    '',
    `  GraphQL        ${url}/graphql   (HTTP and WebSocket)`,
    `  Console        ${url}   (for people, in Chinese and English)`,
    ...(explorer ? [`  Explorer       ${url}/explorer`] : []),
    `  Health         ${url}/health, ${url}/ready`,
    `  Sandbox        ${sandboxUrl}   (calls, SMS codes and payments of the stand-in provider)`,
    `  Data           ${database}`,
    ...more.map(([name, text]) => `  ${name.padEnd(14)} ${text}`),
    '',
    'Try: open the explorer and follow its comments, or run `npm run demo` in another terminal.',
    'Ctrl-C stops everything.',
  ];
  return `${lines.join('\n')}\n`;
}
