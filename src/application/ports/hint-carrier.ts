/** What a carrier tells the replica that listens. */
export interface HintListener {
  readonly heard: (text: string) => void;
  /** Texts of others do not come any more, or ours do not go. May be said again while it lasts. The reason holds no secret. */
  readonly lost: (reason: string) => void;
  /** Texts come and go from now on, for the first time or again; meanwhile some may have been lost. */
  readonly connected: () => void;
}

/**
 * Carries short texts between the replicas, as fast and as loosely as it can: what is lost is found by comparing. It never
 * keeps what it could not tell, and connects again by itself, with growing pauses.
 */
export interface HintCarrier {
  /** Texts are shorter than this, in bytes. */
  readonly most: number;
  /** Tells every replica that listens, perhaps this one too. Never throws, and takes seconds at most; where it is down, the text is lost. */
  tell(text: string): Promise<void>;
  listen(listener: HintListener): void;
  close(): Promise<void>;
}
