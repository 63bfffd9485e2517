import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Request, RequestHandler, Response, Router } from 'express';
import express from 'express';

/** What the console must know of the service before anybody is signed in. */
export interface ConsoleFacts {
  /** Where people find the texts and mails that the sandbox took; null where real ones are sent. */
  readonly sandbox: string | null;
  /** Where the terms of service are read that people accept (ACC-1); null where nobody has said. */
  readonly terms: string | null;
}

const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };

/**
 * The web console, as `npm run build` made it: its page for every address of its own, and what that page loads. Files in
 * `assets` have a hash in their names and stay the same for ever.
 *
 * @param folder where it was built; null answers nothing, and the service is an API alone.
 */
export function consoleRouter(folder: string, facts: ConsoleFacts): Router | null {
  const file = join(folder, 'index.html');
  if (!existsSync(file)) return null;
  const page = readFileSync(file, 'utf8');
  const router = express.Router();
  router.get('/console.json', (_request, response) => void response.setHeader('cache-control', 'no-cache').json(facts));
  router.use('/assets', compressed(join(folder, 'assets')));
  router.use('/assets', express.static(join(folder, 'assets'), { index: false, immutable: true, maxAge: '1y' }));
  router.use(express.static(folder, { index: false, redirect: false, maxAge: '1h' }));
  router.get('/{*path}', (request, response, next) => {
    if (isPage(request)) sendPage(response, page);
    else next();
  });
  return router;
}

/** A browser that opens an address asks for HTML by name; a program that takes anything gets what it asked for, or 404. */
function isPage(request: Request): boolean {
  return request.accepts(['json', 'html']) === 'html' && !/\.\w+$/.test(request.path);
}

function sendPage(response: Response, page: string): void {
  response.setHeader('cache-control', 'no-cache');
  response.type('html').send(page);
}

/** What the build has compressed already, for who takes it. */
function compressed(folder: string): RequestHandler {
  return (request, response, next) => {
    const [, name, ending] = /^\/([\w.-]+\.(\w+))$/.exec(request.path) ?? [];
    const type = TYPES[ending ?? ''];
    const taken = ENCODINGS.find(([encoding, suffix]) => accepts(request, encoding) && has(folder, name, suffix));
    if (request.method !== 'GET' || type === undefined || taken === undefined) {
      next();
      return;
    }
    const [encoding, suffix] = taken;
    const headers = { 'content-encoding': encoding, 'content-type': `${type}; charset=utf-8`, vary: 'accept-encoding' };
    response.sendFile(`${name ?? ''}${suffix}`, { root: folder, headers, immutable: true, maxAge: '1y' });
  };
}

function accepts(request: Request, encoding: string): boolean {
  return request.acceptsEncodings(encoding) === encoding;
}

function has(folder: string, name: string | undefined, suffix: string): boolean {
  return name !== undefined && existsSync(join(folder, `${name}${suffix}`));
}
