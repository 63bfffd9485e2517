import { GraphQLError } from 'graphql';
import type { Application } from '../../../application/application.ts';
import type { Log } from '../../../application/ports/ports.ts';
import type { ClientAddress } from '../../../application/limited-try.ts';
import type { Desk } from '../../../application/desk.ts';
import type { AppName, View } from '../../../application/view.ts';
import { DomainError } from '../../../domain/errors.ts';
import type { AppId } from '../../../domain/ids.ts';
import type { MemberPrincipal, Principal } from '../../../domain/principal.ts';
import type { Browser } from './browser.ts';

interface State {
  readonly codes: Set<string>;
  view: View | null;
  desk: Desk | null;
  appNames: Promise<readonly AppName[]> | null;
  closed: boolean;
}

/** Of one operation, or of one event of a subscription: who asks, and one consistent view of what they may read. */
export class OperationContext {
  /** Apollo Server works with a shallow copy of its context: what changes stands in one place behind both. */
  private readonly state: State = { codes: new Set(), view: null, desk: null, appNames: null, closed: false };

  constructor(
    readonly application: Application,
    readonly principal: Principal | null,
    readonly requestId: string,
    readonly log: Log,
    /** From where in the network it is asked; null where that is not counted. */
    readonly address: ClientAddress = null,
    /** Where its tokens may be kept; null for a program, and for a page that may not have it. */
    readonly browser: Browser | null = null,
  ) {}

  /** @throws GraphQLError UNAUTHENTICATED where nobody is signed in. */
  get signedIn(): Principal {
    if (this.principal !== null) return this.principal;
    const extensions = { code: 'UNAUTHENTICATED' };
    throw new GraphQLError('Sign in first: the access token is missing, wrong, expired or revoked.', { extensions });
  }

  /** For what is the same whoever asks. @throws GraphQLError UNAUTHENTICATED where nobody is signed in. */
  requireSignedIn(): Principal {
    return this.signedIn;
  }

  /** Who does something with itself. @throws GraphQLError UNAUTHENTICATED, and FORBIDDEN for who is no member. */
  get member(): MemberPrincipal {
    const principal = this.signedIn;
    if (principal.kind === 'MEMBER') return principal;
    throw new GraphQLError('This is for members, about themselves.', { extensions: { code: 'FORBIDDEN' } });
  }

  /** @throws GraphQLError COOKIES_NOT_ALLOWED where nothing may be kept in cookies. */
  requireBrowser(): Browser {
    if (this.browser !== null) return this.browser;
    const message =
      'Cookies are for pages of this service and of the origins that it allows, over HTTPS or on this machine, and not together with an Authorization header.';
    throw new GraphQLError(message, { extensions: { code: 'COOKIES_NOT_ALLOWED' } });
  }

  /** A field may still ask when the answer has been sent without it; that must not open a view that nobody closes. */
  get view(): View {
    this.requireOpen();
    return (this.state.view ??= this.application.view(this.signedIn));
  }

  get desk(): Desk {
    this.requireOpen();
    return (this.state.desk ??= this.application.desk(this.signedIn));
  }

  /** What a call shows of its app. All are read at once, and once: they are few, and a page of calls asks for each call's. */
  async appName(id: AppId): Promise<AppName> {
    this.state.appNames ??= this.view.appNames();
    const app = (await this.state.appNames).find((one) => one.id === id);
    if (app === undefined) throw new DomainError({ code: 'NOT_FOUND', what: 'APP' });
    return app;
  }

  /** Remembers an outcome for the operation's log line. */
  note(code: string): void {
    this.state.codes.add(code);
  }

  /** One line per operation, without its variables. `started` is on the clock of `performance.now()`. */
  logOperation(name: string | null | undefined, type: string | undefined, started: number): void {
    this.log('info', 'A GraphQL operation ended.', {
      requestId: this.requestId,
      operation: name?.slice(0, 100) ?? null,
      type: type ?? null,
      milliseconds: Math.round(performance.now() - started),
      outcomes: this.state.codes.size === 0 ? ['OK'] : [...this.state.codes],
      account: this.principal === null || this.principal.kind === 'OPERATOR' ? null : this.principal.account,
      ...(this.principal?.kind === 'OPERATOR' && { operator: this.principal.id }),
      ...(this.principal?.kind === 'API_KEY' && { apiKey: this.principal.id }),
    });
  }

  async close(): Promise<void> {
    this.state.closed = true;
    try {
      await Promise.all([this.state.view?.close(), this.state.desk?.close()]);
    } catch (error) {
      this.log('warn', 'A view could not be closed.', { requestId: this.requestId, error });
    }
  }

  private requireOpen(): void {
    if (this.state.closed) throw new Error('The operation is over.');
  }
}
