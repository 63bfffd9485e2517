import { pino } from 'pino';
import type { Log } from '../../application/ports/ports.ts';
import { maskNumbers, masked } from './mask.ts';

/** One JSON line per event, numbers masked and secrets blanked whatever field they came in by (ROLE-3). */
export function createLog(write: (line: string) => void, level: string): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => masked(fields) as Record<string, unknown>,
      },
    },
    { write },
  );
  return (severity, message, fields = {}) => {
    logger[severity](fields, maskNumbers(message));
  };
}
