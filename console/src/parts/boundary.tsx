import { Button, Result } from 'antd';
import type { ReactNode } from 'react';
import { Component } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { Page } from './page.tsx';

interface BoundaryProps {
  /** What is shown: in another place it is tried again. */
  readonly place?: string;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly place: string | undefined;
  readonly isBroken: boolean;
}

/** Where something below cannot be shown, what stands around it stays. React knows this of classes only. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { place: this.props.place, isBroken: false };

  static getDerivedStateFromError(): Partial<BoundaryState> {
    return { isBroken: true };
  }

  static getDerivedStateFromProps({ place }: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return place === state.place ? null : { place, isBroken: false };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken(): ReactNode {
  const { words } = useLanguage();
  return (
    <Page title={words.broken}>
      <Result
        status="error"
        title={words.brokenAbout}
        extra={
          <Button type="primary" onClick={() => location.reload()}>
            {words.reload}
          </Button>
        }
      />
    </Page>
  );
}
