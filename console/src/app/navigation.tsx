import {
  ApiOutlined,
  AppstoreOutlined,
  DashboardOutlined,
  FileSearchOutlined,
  FundProjectionScreenOutlined,
  PhoneOutlined,
  ProfileOutlined,
  TeamOutlined,
  UsergroupAddOutlined,
  WalletOutlined,
} from '@ant-design/icons';
import { Menu } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useLanguage } from '../i18n/language.tsx';
import type { Words } from '../i18n/words.ts';
import { useMember } from '../session/member.tsx';
import type { Right } from '../session/rights.ts';
import { may } from '../session/rights.ts';

interface Place {
  readonly to: string;
  readonly icon: ReactNode;
  readonly name: keyof Words['places'];
  readonly right?: Right;
}

const PLACES: readonly Place[] = [
  { to: '/', icon: <DashboardOutlined />, name: 'overview' },
  { to: '/call', icon: <PhoneOutlined />, name: 'call', right: 'CALL' },
  { to: '/conference', icon: <UsergroupAddOutlined />, name: 'conference', right: 'CALL' },
  { to: '/live', icon: <FundProjectionScreenOutlined />, name: 'live' },
  { to: '/records', icon: <FileSearchOutlined />, name: 'records' },
  { to: '/apps', icon: <AppstoreOutlined />, name: 'apps' },
  { to: '/top-up', icon: <WalletOutlined />, name: 'topUp', right: 'MONEY' },
  { to: '/ledger', icon: <ProfileOutlined />, name: 'ledger', right: 'MONEY' },
  { to: '/members', icon: <TeamOutlined />, name: 'members', right: 'TEAM' },
  { to: '/keys', icon: <ApiOutlined />, name: 'keys', right: 'BUILD' },
];

/** What the member's role may open; the page's own place is marked. */
export function Navigation({ onChosen }: { onChosen?: () => void }): ReactNode {
  const { words } = useLanguage();
  const { role } = useMember();
  const { pathname } = useLocation();
  const shown = PLACES.filter(({ right }) => right === undefined || may(role, right));
  const here = `/${pathname.split('/')[1] ?? ''}`.replace(/^\/(call|conference)s$/, '/records');
  return (
    <nav aria-label={words.navigation}>
      <Menu
        mode="inline"
        selectedKeys={[here]}
        onClick={() => onChosen?.()}
        items={shown.map(({ to, icon, name }) => ({ key: to, icon, label: <Link to={to}>{words.places[name]}</Link> }))}
      />
    </nav>
  );
}
