import { MenuOutlined, UserOutlined } from '@ant-design/icons';
import { Alert, Button, Drawer, Dropdown, Grid, Layout, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Suspense, useState } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { useLine } from '../api/use-live.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { Boundary } from '../parts/boundary.tsx';
import { Brand, LanguageButton } from '../parts/brand.tsx';
import { yuan } from '../parts/money.tsx';
import { Trouble } from '../parts/page.tsx';
import { useMember } from '../session/member.tsx';
import { session } from '../session/session.ts';
import { useAccount, useAccountFailure } from './account.tsx';
import { Navigation } from './navigation.tsx';

/** What stands around every page: where one is, what is left, who one is. */
export function Shell(): ReactNode {
  const { words } = useLanguage();
  const { pathname } = useLocation();
  const isWide = Grid.useBreakpoint().lg ?? true;
  const [isOpen, setOpen] = useState(false);
  return (
    <Layout className="shell">
      <a className="skip" href="#page">
        {words.skip}
      </a>
      {isWide && (
        <Layout.Sider width={216} theme="light">
          <Brand />
          <Navigation />
        </Layout.Sider>
      )}
      <Drawer open={isOpen && !isWide} onClose={() => setOpen(false)} placement="left" size={264} title={<Brand />}>
        <Navigation onChosen={() => setOpen(false)} />
      </Drawer>
      <Layout>
        <Layout.Header className="shell-head">
          {!isWide && (
            <Button
              className="shell-menu"
              icon={<MenuOutlined />}
              aria-label={words.navigation}
              onClick={() => setOpen(true)}
              type="text"
            />
          )}
          <Left />
          <LanguageButton />
          <Person />
        </Layout.Header>
        <Standstill />
        <main className="shell-page" id="page">
          <Boundary place={pathname}>
            <Suspense fallback={<Skeleton active />}>
              <Outlet />
            </Suspense>
          </Boundary>
        </main>
        <footer className="shell-foot">{words.allTimes}</footer>
      </Layout>
    </Layout>
  );
}

function Left(): ReactNode {
  const { words } = useLanguage();
  const { available, minutesLeft } = useAccount();
  return (
    <div className="shell-money figures">
      {yuan(available)}
      <small>{words.minutesLeft(minutesLeft)}</small>
    </div>
  );
}

function Person(): ReactNode {
  const { words } = useLanguage();
  const { email, role } = useMember();
  const { company } = useAccount();
  const navigate = useNavigate();
  const items = [
    { key: 'who', label: `${email} · ${words.roles[role]}`, disabled: true },
    { key: 'settings', label: words.places.settings, onClick: () => void navigate('/settings') },
    { key: 'out', label: words.signOut, onClick: () => void session.signOut(false) },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" icon={<UserOutlined />} aria-label={`${words.me}: ${company}`}>
        <span className="shell-company">{company}</span>
      </Button>
    </Dropdown>
  );
}

/** Figures that are shown live may be old while this stands. */
function Standstill(): ReactNode {
  const { words } = useLanguage();
  const failure = useAccountFailure();
  const line = useLine();
  if (failure !== null) return <Trouble error={failure} again={() => location.reload()} />;
  if (line === 'LIVE') return null;
  const say = line === 'CROWDED' ? words.crowded : words.reconnecting;
  return <Alert banner type="warning" role="status" title={say} />;
}
