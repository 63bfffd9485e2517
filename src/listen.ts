import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from './environment.ts';

/**
 * How many connections may wait to be accepted, as far as the system allows. Of a crowd that comes back all at once, those
 * beyond it would try again only after seconds.
 */
const BACKLOG = 4096;

/** Binds the server and answers with its port. @throws ConfigError that names the variable to change. */
export async function listen(server: Server, host: string, port: number, variable: string): Promise<number> {
  server.listen({ port, host, backlog: BACKLOG });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw portProblem(error, port, variable);
  }
  return (server.address() as AddressInfo).port;
}

/** Makes a sentence of a port that is taken. */
export function portProblem(error: unknown, port: number, variable: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return new ConfigError(`Port ${port} is in use. Set ${variable} to another one.`);
  if (code === 'EACCES')
    return new ConfigError(`Port ${port} may not be used by this user. Set ${variable} to another one.`);
  return error;
}
