import type { IncomingMessage } from 'node:http';
import { BadRequest } from './bad-request.ts';

const limitBytes = 64 * 1024;

/** The whole body, chunked or not. Throws a BadRequest (413) above 64 KiB, without reading on. */
export function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limitBytes) {
        request.pause();
        reject(new BadRequest(413, 'The body is larger than 64 KiB.'));
      } else {
        chunks.push(chunk);
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}
