import type { ReactNode } from 'react';
import { useState } from 'react';
import { Outlet } from 'react-router';
import { Provider } from 'urql';
import { createClient } from '../api/client.ts';

/** For pages before the sign-in: they ask as nobody. */
export function Door(): ReactNode {
  const [client] = useState(createClient);
  return (
    <Provider value={client}>
      <Outlet />
    </Provider>
  );
}
