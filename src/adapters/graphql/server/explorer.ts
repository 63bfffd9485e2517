import type { Router } from 'express';
import express from 'express';
import { getDistDirectory, renderAltair } from 'altair-static';
import { firstSteps } from './first-steps.ts';

/** Everything comes from this service; the page reaches no other host, with or without the internet. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
].join('; ');

/** Its makers' advertisements; what they offer is not reached from here. */
const NO_BANNER = '<style>.ant-alert-banner { display: none }</style>';

/**
 * The explorer, to be mounted at /explorer. Its tabs send the environment's `token` with requests and, in
 * `connection_init`, with subscriptions.
 *
 * @param publicUrl how people reach the service.
 */
export function explorerRouter(publicUrl: string): Router {
  const page = renderAltair({
    baseURL: '/explorer/',
    endpointURL: '/graphql',
    subscriptionsEndpoint: '/graphql',
    subscriptionsProtocol: publicUrl.startsWith('https:') ? 'wss' : 'ws',
    initialName: 'Zhuanxian',
    initialQuery: firstSteps,
    initialHeaders: { Authorization: 'Bearer {{token}}' },
    initialSubscriptionRequestHandlerId: 'graphql-ws',
    initialSubscriptionsPayload: { authorization: 'Bearer {{token}}' },
    initialEnvironments: { base: { title: 'Environment', variables: { token: '' } } },
    disableAccount: true,
    instanceStorageNamespace: 'zhuanxian_',
  });
  const router = express.Router();
  router.use((_request, response, next) => {
    response.setHeader('content-security-policy', POLICY);
    next();
  });
  router.get(
    '/',
    (_request, response) => void response.type('html').send(page.replace('</head>', `${NO_BANNER}</head>`)),
  );
  router.use(express.static(getDistDirectory(), { index: false, redirect: false }));
  return router;
}
