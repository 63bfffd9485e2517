/** A file that goes with a mail. */
export interface Attachment {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

export interface Mail {
  /** One address. */
  readonly to: string;
  /** One line. */
  readonly subject: string;
  /** Plain text, its lines ended by `\n`. */
  readonly text: string;
  /** The same as a page, for programs that show one. */
  readonly html?: string;
  /** Letters and digits: a mail that is sent again has the one it had, so that its reader can tell. */
  readonly id?: string;
  readonly attachments?: readonly Attachment[];
}

export interface Mailer {
  /** Hands a mail over for delivery; rejects when it was not taken. Whether it arrives is not known here. */
  send(mail: Mail): Promise<void>;
}
