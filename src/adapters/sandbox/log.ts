/** Takes one event; telephone numbers and secrets are never in `fields`. */
export type Log = (level: 'info' | 'warn' | 'error', message: string, fields?: object) => void;
