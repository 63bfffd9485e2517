import type { IncomingMessage } from 'node:http';

const LIMIT_BYTES = 64 * 1024;

/** The bytes of a request's body; TOO_LARGE above 64 KiB, CUT when the client left before its end. Never rejects. */
export function readRawBody(request: IncomingMessage): Promise<Buffer | 'TOO_LARGE' | 'CUT'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    // Reads on beyond the limit and drops it: a client that is still sending would not see the answer.
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= LIMIT_BYTES) chunks.push(chunk);
      else resolve('TOO_LARGE');
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve('CUT'));
    request.on('close', () => resolve('CUT'));
  });
}
