import type { Account } from '../domain/account.ts';
import type { App } from '../domain/app.ts';
import type { Footing } from '../domain/footing.ts';
import type { CallLimits } from '../domain/limits.ts';
import type { Member } from '../domain/member.ts';
import type { Month } from '../domain/month.ts';
import { shanghaiMonth } from '../domain/month.ts';
import type { MemberPrincipal, Principal } from '../domain/principal.ts';
import { asConfigured, limitsInForce } from '../domain/own-limits.ts';
import { providerErrors } from '../domain/provider-errors.ts';
import { auditBooks } from './audit-books.ts';
import { authenticate } from './authenticate.ts';
import { checkBills } from './billing/check-bills.ts';
import { exportBill } from './billing/export-bill.ts';
import { issueBills } from './billing/issue-bills.ts';
import { changePassword } from './change-password.ts';
import { disableServiceFor, enableServiceFor, resumeService, suspendService } from './change-service.ts';
import { closeAlarm } from './close-alarm.ts';
import { cancelTopUp, confirmTopUp, topUpByReference } from './confirm-top-up.ts';
import { createApp } from './create-app.ts';
import { signingSecretsOf } from './credentials-of.ts';
import { approveDisplayNumber, rejectDisplayNumber, revokeDisplayNumber } from './decide-display-number.ts';
import { Desk } from './desk.ts';
import { download } from './downloads/download.ts';
import { exportCalls } from './downloads/export-calls.ts';
import { exportLedger } from './downloads/export-ledger.ts';
import { disableService, enableService } from './enable-service.ts';
import { requestDisplayNumber, withdrawDisplayNumber } from './display-numbers.ts';
import { followCall } from './follow-call.ts';
import { liftProviderStop } from './lift-provider-stop.ts';
import { createApiKey } from './keys/create-api-key.ts';
import { revokeApiKey } from './keys/revoke-api-key.ts';
import { News } from './live/news.ts';
import { watchAccount } from './live/watch-account.ts';
import { watchCall, watchConference } from './live/watch-call.ts';
import { watchCalls } from './live/watch-calls.ts';
import { logAlarms } from './log-alarms.ts';
import { sendNotices } from './notices/send-notices.ts';
import { operatorSignIn } from './operator-sign-in.ts';
import { operatorSignOut } from './operator-sign-out.ts';
import { pacedProvider } from './pace/provider.ts';
import type { Ports } from './ports/ports.ts';
import type { Pricing } from './pricing.ts';
import { pricing } from './pricing.ts';
import { postAdjustment } from './post-adjustment.ts';
import { quoteCall } from './quote-call.ts';
import { quoteConference } from './quote-conference.ts';
import { receiveCallback } from './receive-callback.ts';
import { refreshShared } from './refresh-shared.ts';
import { refresh } from './refresh.ts';
import { registerAccount } from './register-account.ts';
import { requestCode } from './request-code.ts';
import { resetPassword } from './reset-password.ts';
import { resolveDiscrepancy } from './resolve-discrepancy.ts';
import { resolveOverdueCalls } from './resolve-overdue-calls.ts';
import { resolveParkedCallback } from './resolve-parked-callback.ts';
import { resolveUnconfirmedCall } from './resolve-unconfirmed-call.ts';
import { resumeTopUps } from './resume-top-ups.ts';
import { endSecretRotation, rotateAppSecret } from './rotate-app-secret.ts';
import { setAccountLimits } from './set-account-limits.ts';
import { setAppLimits } from './set-app-limits.ts';
import { setNoticeSettings } from './set-notice-settings.ts';
import { setTariff } from './set-tariff.ts';
import type { Settings } from './settings.ts';
import { settleSuspense } from './settle-suspense.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { startCall } from './start-call.ts';
import { startConference } from './start-conference.ts';
import { tidyUp } from './tidy-up.ts';
import { closeAccount, resumeAccount, suspendAccount } from './suspend-account.ts';
import { acceptInvitation } from './team/accept-invitation.ts';
import { changeMemberRole } from './team/change-member-role.ts';
import { inviteMember } from './team/invite-member.ts';
import { removeMember } from './team/remove-member.ts';
import { resendInvitation } from './team/resend-invitation.ts';
import { revokeInvitation } from './team/revoke-invitation.ts';
import { topUp } from './top-up.ts';
import { UnderWay } from './under-way.ts';
import { View } from './view.ts';
import { watchBills } from './live/watch-bills.ts';
import { forwardEnds } from './webhooks/forward-ends.ts';
import { rotateWebhookSecret } from './webhooks/rotate-webhook-secret.ts';
import { resendDelivery, testWebhook } from './webhooks/send-anew.ts';
import { sendWebhooks } from './webhooks/send-webhooks.ts';
import { setWebhook } from './webhooks/set-webhook.ts';
import { disableWebhook, enableWebhook } from './webhooks/switch-webhook.ts';
import { watchBalances } from './watch-balances.ts';
import { watchHeaders } from './watch-headers.ts';

/** The one driving port: GraphQL, callbacks, jobs and the command line call this and nothing else. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the object is the type
export function createApplication(given: Ports, settings: Settings) {
  const ports = forwardEnds(watchBalances(watchHeaders(logAlarms(given)), settings));
  const provider = pacedProvider(ports, settings);
  const news = new News(ports);
  const follow = followCall(ports, settings, provider);
  const starts = new UnderWay();
  return {
    settings,
    requestCode: requestCode(ports, settings),
    registerAccount: registerAccount(ports, settings),
    signIn: signIn(ports, settings),
    refresh: refresh(ports, settings),
    refreshShared: refreshShared(ports, settings),
    authenticate: authenticate(ports),
    /** What those who are let in stand on now (ROLE-2); null who must go. */
    footings: (principals: readonly Principal[]): Promise<readonly (Footing | null)[]> =>
      ports.tokens.footings(principals),
    signOut: signOut(ports),
    changePassword: changePassword(ports, settings),
    resetPassword: resetPassword(ports, settings),
    inviteMember: inviteMember(ports, settings),
    resendInvitation: resendInvitation(ports, settings),
    revokeInvitation: revokeInvitation(ports),
    acceptInvitation: acceptInvitation(ports, settings),
    changeMemberRole: changeMemberRole(ports),
    removeMember: removeMember(ports),
    createApiKey: createApiKey(ports),
    revokeApiKey: revokeApiKey(ports),
    createApp: createApp(ports, settings),
    rotateAppSecret: rotateAppSecret(ports, settings),
    endSecretRotation: endSecretRotation(ports),
    topUp: topUp(ports),
    setNoticeSettings: setNoticeSettings(ports),
    enableService: enableService(ports, settings),
    disableService: disableService(ports),
    quoteCall: quoteCall(ports, settings),
    startCall: starts.counted(startCall(ports, settings, provider)),
    quoteConference: quoteConference(ports, settings),
    startConference: starts.counted(startConference(ports, settings, provider)),
    /** CALL-5: begins no more questions to the provider, and resolves when what became of each start is recorded. */
    endStarts: (): Promise<void> => {
      provider.stop();
      return starts.ended();
    },
    receiveCallback: receiveCallback(ports, provider),
    resolveOverdueCalls: resolveOverdueCalls(ports, settings, provider),
    resumeTopUps: resumeTopUps(ports),
    sendNotices: sendNotices(ports),
    auditBooks: auditBooks(ports),
    issueBills: issueBills(ports),
    checkBills: checkBills(ports, settings, provider),
    tidyUp: tidyUp(ports, settings),
    operatorSignIn: operatorSignIn(ports, settings),
    operatorSignOut: operatorSignOut(ports),
    resolveUnconfirmedCall: resolveUnconfirmedCall(ports),
    liftProviderStop: liftProviderStop(ports),
    suspendAccount: suspendAccount(ports),
    resumeAccount: resumeAccount(ports),
    closeAccount: closeAccount(ports),
    suspendService: suspendService(ports),
    resumeService: resumeService(ports),
    enableServiceFor: enableServiceFor(ports, settings),
    disableServiceFor: disableServiceFor(ports),
    requestDisplayNumber: requestDisplayNumber(ports),
    withdrawDisplayNumber: withdrawDisplayNumber(ports),
    approveDisplayNumber: approveDisplayNumber(ports),
    rejectDisplayNumber: rejectDisplayNumber(ports),
    revokeDisplayNumber: revokeDisplayNumber(ports),
    setTariff: setTariff(ports, settings),
    setAppLimits: setAppLimits(ports, settings),
    setAccountLimits: setAccountLimits(ports),
    setWebhook: setWebhook(ports, settings),
    rotateWebhookSecret: rotateWebhookSecret(ports),
    enableWebhook: enableWebhook(ports),
    disableWebhook: disableWebhook(ports),
    testWebhook: testWebhook(ports),
    resendDelivery: resendDelivery(ports),
    sendWebhooks: sendWebhooks(ports),
    /** What an account pays by now, and what was announced (PRICE-4). */
    pricingOf: (account: Account): Pricing => pricing(account, settings, ports.clock.service()),
    /** What limits calls of an account beside money (CALL-10). */
    limitsOf: ({ limits }: Pick<Account, 'limits'>): CallLimits => limitsInForce(settings.callLimits, limits, null),
    /** How many calls of an app may be alive (CALL-10); null without a limit. */
    callsAtOnceOf: ({ callsAtOnce }: Pick<App, 'callsAtOnce'>): number | null =>
      limitsInForce(settings.callLimits, asConfigured, callsAtOnce).callsAtOncePerApp,
    resolveDiscrepancy: resolveDiscrepancy(ports),
    resolveParkedCallback: resolveParkedCallback(ports),
    settleSuspense: settleSuspense(ports),
    postAdjustment: postAdjustment(ports),
    closeAlarm: closeAlarm(ports),
    confirmTopUp: confirmTopUp(ports),
    cancelTopUp: cancelTopUp(ports),
    topUpByReference: topUpByReference(ports),
    watchCall: watchCall(ports, news, follow),
    watchConference: watchConference(ports, news, follow),
    watchCalls: watchCalls(ports, news, follow),
    watchAccount: watchAccount(ports, news),
    exportCalls: exportCalls(ports),
    watchBills: watchBills(ports, news),
    exportLedger: exportLedger(ports),
    exportBill: exportBill(ports),
    download: download(ports),
    /** The signed-in person. */
    me: (principal: MemberPrincipal): Promise<Member | null> => ports.people.memberById(principal.id),
    /** BILL-1: the month that it is now in Shanghai. */
    presentMonth: (): Month => shanghaiMonth(ports.clock.service()),
    /** CALL-8: the same for whoever is signed in, member or operator. */
    providerErrors,
    /** Everything else that a member may read. */
    view: (principal: Principal): View => new View(ports, principal),
    /** What waits for an operator. */
    desk: (principal: Principal): Desk => new Desk(ports, principal),
    /** For the callback endpoint: whose address this is, and the secrets that may sign what comes there. */
    appByCallbackKey: (key: string): Promise<App | null> => ports.register.appByCallbackKey(key),
    signingSecrets: (app: App): readonly string[] => signingSecretsOf(app, ports.secrets, ports.clock.service()),
  };
}

export type Application = ReturnType<typeof createApplication>;
