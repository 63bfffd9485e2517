import { Skeleton } from 'antd';
import type { ComponentType, ReactNode } from 'react';
import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { readPart } from '../parts/read-part.ts';
import { Door } from './door.tsx';
import { Guarded } from './guarded.tsx';
import { SignedIn } from './signed-in.tsx';

/** Each page is read when it is first opened. */
function page<Name extends string>(read: () => Promise<Record<Name, ComponentType>>, name: Name): ComponentType {
  return lazy<ComponentType>(async () => ({ default: (await readPart(read))[name] }));
}

const entries: Record<string, ComponentType> = {
  '/sign-in': page(() => import('../pages/sign-in/sign-in.tsx'), 'SignIn'),
  '/sign-up': page(() => import('../pages/sign-up/sign-up.tsx'), 'SignUp'),
  '/reset': page(() => import('../pages/reset/reset.tsx'), 'Reset'),
  '/invitation': page(() => import('../pages/invitation/invitation.tsx'), 'Invitation'),
};

const pages: Record<string, ComponentType> = {
  '/': page(() => import('../pages/overview/overview.tsx'), 'Overview'),
  '/apps': page(() => import('../pages/apps/apps.tsx'), 'Apps'),
  '/apps/:id': page(() => import('../pages/apps/app.tsx'), 'AppPage'),
  '/top-up': page(() => import('../pages/top-up/top-up.tsx'), 'TopUp'),
  '/call': page(() => import('../pages/call/dial.tsx'), 'Dial'),
  '/calls/:id': page(() => import('../pages/call/watched-call.tsx'), 'WatchedCall'),
  '/conference': page(() => import('../pages/conference/confer.tsx'), 'Confer'),
  '/conferences/:id': page(() => import('../pages/conference/watched-conference.tsx'), 'WatchedConference'),
  '/live': page(() => import('../pages/live/board.tsx'), 'Board'),
  '/records': page(() => import('../pages/records/records.tsx'), 'Records'),
  '/statistics': page(() => import('../pages/statistics/statistics.tsx'), 'Statistics'),
  '/ledger': page(() => import('../pages/ledger/ledger.tsx'), 'Ledger'),
  '/bills': page(() => import('../pages/bills/bills.tsx'), 'Bills'),
  '/bills/:month': page(() => import('../pages/bills/bill.tsx'), 'BillPage'),
  '/members': page(() => import('../pages/members/members.tsx'), 'Members'),
  '/keys': page(() => import('../pages/keys/keys.tsx'), 'Keys'),
  '/notices': page(() => import('../pages/notices/notices.tsx'), 'Notices'),
  '/receivers': page(() => import('../pages/receivers/receivers.tsx'), 'Receivers'),
  '/settings': page(() => import('../pages/settings/settings.tsx'), 'Settings'),
};

const NoSuchPage = page(() => import('../pages/no-such-page/no-such-page.tsx'), 'NoSuchPage');

export function Places(): ReactNode {
  return (
    <Suspense fallback={<Skeleton active className="shell-page" />}>
      <Routes>
        <Route element={<Door />}>
          {Object.entries(entries).map(([path, Entry]) => (
            <Route key={path} path={path} element={<Entry />} />
          ))}
        </Route>
        <Route element={<SignedIn />}>
          {Object.entries(pages).map(([path, Place]) => (
            <Route
              key={path}
              path={path}
              element={
                <Guarded path={path}>
                  <Place />
                </Guarded>
              }
            />
          ))}
          <Route path="*" element={<NoSuchPage />} />
        </Route>
      </Routes>
    </Suspense>
  );
}
