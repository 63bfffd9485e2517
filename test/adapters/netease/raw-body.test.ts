import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { readRawBody } from '../../../src/adapters/netease/raw-body.ts';

it('A body whose client leaves in the middle is told to be cut', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const body = new Promise((resolve) => server.on('request', (request) => resolve(readRawBody(request))));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 490\r\n\r\n{"eventType"');
  await once(server, 'request');
  socket.resetAndDestroy();
  expect(await body).toBe('CUT');
});
