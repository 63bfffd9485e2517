import { Flex, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { Provider } from 'urql';
import type { Client } from '@urql/core';
import { createClient } from '../api/client.ts';
import { MeDocument } from '../api/generated/graphql.ts';
import { Live } from '../api/live.ts';
import { LiveProvider } from '../api/use-live.tsx';
import { useAsk } from '../api/use-ask.ts';
import { Trouble } from '../parts/page.tsx';
import { MemberProvider } from '../session/member.tsx';
import { session } from '../session/session.ts';
import { useSessionState, useWho } from '../session/use-session.ts';
import { AccountProvider } from './account.tsx';
import { Shell } from './shell.tsx';

interface Connections {
  readonly client: Client;
  readonly live: Live;
}

/** All that needs somebody to be signed in; who is not is sent to the door, and back here afterwards. */
export function SignedIn(): ReactNode {
  const state = useSessionState();
  const { pathname, search } = useLocation();
  const who = useWho();
  const failure = useStart();
  if (state === 'OUT' || state === 'ENDED') {
    const back = pathname === '/' ? '' : `?to=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/sign-in${back}`} replace />;
  }
  if (failure !== null) return <Unreached error={failure} />;
  if (state === 'UNKNOWN') return <Waiting />;
  return <Connected key={who} />;
}

/** @returns why the service could not be asked who is signed in. */
function useStart(): Error | null {
  const [failure, setFailure] = useState<Error | null>(null);
  useEffect(() => {
    session.start().catch((error: unknown) => setFailure(error as Error));
  }, []);
  return failure;
}

/** As one member: another one, or the same in another role, begins with nothing that was read before. */
function Connected(): ReactNode {
  const { client, live } = useConnections();
  return (
    <Provider value={client}>
      <LiveProvider live={live}>
        <Known />
      </LiveProvider>
    </Provider>
  );
}

function useConnections(): Connections {
  const [connections] = useState(() => ({ client: createClient(), live: new Live() }));
  useEffect(() => () => void connections.live.close(), [connections]);
  return connections;
}

function Known(): ReactNode {
  const asked = useAsk(MeDocument, {});
  const me = asked.data?.me;
  if (me != null)
    return (
      <MemberProvider me={me}>
        <AccountProvider>
          <Shell />
        </AccountProvider>
      </MemberProvider>
    );
  if (asked.trouble === null) return <Waiting />;
  return <Unreached error={asked.trouble} />;
}

function Unreached({ error }: { error: Error }): ReactNode {
  return (
    <Flex vertical className="shell-page">
      <Trouble error={error} again={() => location.reload()} />
    </Flex>
  );
}

function Waiting(): ReactNode {
  return <Skeleton active className="shell-page" />;
}
