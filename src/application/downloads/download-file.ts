/** What is sent piece by piece: never whole in memory. */
export interface DownloadFile {
  readonly contentType: string;
  readonly pieces: AsyncIterable<string | Uint8Array>;
}

/** Where to fetch something, and until when. */
export interface DownloadLink {
  readonly url: string;
  readonly fileName: string;
  readonly expires: Date;
}
