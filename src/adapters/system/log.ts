import { Writable } from 'node:stream';
import { pino, stdSerializers } from 'pino';
import type { Log } from '../../application/ports/ports.ts';

/** Mainland mobiles and landlines, standing alone or after a country code; not parts of longer digit runs. */
const NUMBER = /(?<![\dA-Za-z-])((?:\+?86|0086)?)(1[3-9]\d|0\d{2})(\d{3,5})(\d{4})(?![\dA-Za-z-])/g;

/** `138****0001` for every telephone number in a text (ROLE-3). */
export function maskNumbers(text: string): string {
  return text.replace(NUMBER, '$1$2****$4');
}

/** One JSON line per event, numbers masked whatever field they came in by. */
export function createLog(write: (line: string) => void, level: string): Log {
  const masked = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      write(maskNumbers(chunk.toString('utf8')));
      done();
    },
  });
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: stdSerializers.err },
      redact: {
        paths: ['password', 'appSecret', 'token', 'authorization', '*.password', '*.appSecret'],
        censor: '***',
      },
    },
    masked,
  );
  return (severity, message, fields = {}) => {
    logger[severity](fields, message);
  };
}
