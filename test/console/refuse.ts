import type { Page, WebSocketRoute } from 'playwright-core';

interface Frame {
  readonly id?: string;
  readonly payload?: { readonly query?: string };
}

/** Refuses a subscription on its open socket so many times; all else reaches the service. */
export async function refuse(page: Page, field: string, code: string, times: number): Promise<void> {
  let left = times;
  await page.routeWebSocket(/graphql/, (socket: WebSocketRoute) => {
    const service = socket.connectToServer();
    socket.onMessage((text) => {
      const { id, payload } = JSON.parse(String(text)) as Frame;
      const isRefused = left > 0 && payload?.query?.includes(field) === true;
      if (isRefused) left -= 1;
      if (isRefused)
        socket.send(JSON.stringify({ id, type: 'error', payload: [{ message: code, extensions: { code } }] }));
      else service.send(text);
    });
  });
}
