import type { Download } from '../../domain/download.ts';

/** Links that only this service can make. Whoever has one may download what it names, and can make none of it for another thing. */
export interface Downloads {
  /** The whole address. */
  linkTo(download: Download): string;
  /**
   * What a link names, by its path and query. Null where this service did not make it as it is, to the last character of
   * any part. Whether it has expired is not looked at.
   */
  read(link: string): Download | null;
}
