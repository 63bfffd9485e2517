/** An answer as HTTP has it. */
export interface WholeReply {
  readonly kind: 'WHOLE';
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}
