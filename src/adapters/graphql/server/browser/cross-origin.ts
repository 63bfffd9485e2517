import cors from 'cors';
import type { RequestHandler } from 'express';
import type { AllowedOrigins } from '../allowed-origins.ts';

const HOUR_SECONDS = 3600;

/**
 * Lets pages of the allowed origins read answers, and send what needs leave, with their cookies. To pages of others
 * nothing is said, and their browsers keep the answers from them.
 */
export function crossOrigin(origins: AllowedOrigins): RequestHandler[] {
  const allow = cors({
    origin: (origin, answer) => answer(null, origin !== undefined && origins.has(origin)),
    credentials: true,
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'apollo-require-preflight', 'x-request-id'],
    exposedHeaders: ['retry-after', 'x-request-id'],
    maxAge: HOUR_SECONDS,
  });
  const vary: RequestHandler = (_request, response, next) => {
    response.vary('Origin');
    next();
  };
  return [vary, allow];
}
