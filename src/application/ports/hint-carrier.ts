/**
 * Carries short texts between the replicas, as fast and as loosely as it can: what is lost is found by comparing. It never
 * keeps what it could not tell.
 */
export interface HintCarrier {
  /** Texts are shorter than this, in bytes. */
  readonly most: number;
  /** Tells every replica that listens, perhaps this one too. Never throws; where it is down, the text is lost. */
  tell(text: string): Promise<void>;
  /** `missed` is called when texts may have been lost on their way here: when it is back after it was down. */
  listen(heard: (text: string) => void, missed: () => void): void;
  close(): Promise<void>;
}
