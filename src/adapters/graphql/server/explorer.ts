import type { Router } from 'express';
import express from 'express';
import { getDistDirectory, isSandboxFrame, renderAltair, SANDBOX_FRAME_CSP } from 'altair-static';
import { firstScript, firstSteps } from './first-steps.ts';

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

/**
 * The explorer, to be mounted at /explorer. Its tabs send the environment's `token` with requests and, in
 * `connection_init`, with subscriptions; signing in there sets it.
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
    initialPostRequestScript: firstScript,
    disableAccount: true,
    instanceStorageNamespace: 'zhuanxian_',
  });
  const router = express.Router();
  router.use((request, response, next) => {
    const isFrame = isSandboxFrame(request.path);
    response.setHeader('content-security-policy', isFrame ? SANDBOX_FRAME_CSP : POLICY);
    // Scripts of a tab run in a frame without an origin of its own, which loads its files like a stranger.
    if (isFrame) response.setHeader('access-control-allow-origin', '*');
    next();
  });
  router.get('/', (_request, response) => void response.type('html').send(page));
  router.use(express.static(getDistDirectory(), { index: false, redirect: false }));
  return router;
}
