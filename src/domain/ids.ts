/** Ids are strings that the compiler keeps apart. All but {@link ProviderSession} are UUIDs of ours. */
type Branded<Name extends string> = string & { readonly __id: Name };

export type AccountId = Branded<'Account'>;
export type MemberId = Branded<'Member'>;
export type OperatorId = Branded<'Operator'>;
export type InvitationId = Branded<'Invitation'>;
export type ApiKeyId = Branded<'ApiKey'>;
export type LoginId = Branded<'Login'>;
export type AppId = Branded<'App'>;
export type TopUpId = Branded<'TopUp'>;
export type CallId = Branded<'Call'>;
export type DisplayNumberId = Branded<'DisplayNumber'>;
export type DeliveryId = Branded<'Delivery'>;
/** The provider's id of a call. Unique within one app, by our own constraint. */
export type ProviderSession = Branded<'ProviderSession'>;
/** What the payment provider calls a payment; credits once, for ever (ACC-3). */
export type PaymentReference = Branded<'PaymentReference'>;
