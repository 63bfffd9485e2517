import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * What every answer tells a browser, so that a page from here runs no script but from here, reaches nothing else, and
 * stands in no other page. Styles alone may be inline: the console's parts write theirs into the page. A router
 * that must have another policy sets its own.
 *
 * @param publicUrl how people reach the service; over HTTPS, browsers come by nothing else for a year.
 */
export function pageHeaders(publicUrl: string): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: policy },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: publicUrl.startsWith('https:') && { includeSubDomains: false },
  });
}

const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};
