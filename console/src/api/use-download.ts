import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import type { LinkFragment } from './generated/graphql.ts';
import type { FileRefusal } from './fetch-file.ts';
import { fetchFile, FileRefused, save } from './fetch-file.ts';

export type DownloadState =
  | { readonly is: 'IDLE' }
  | { readonly is: 'GETTING'; readonly bytes: number; readonly seconds: number }
  | { readonly is: 'SAVED'; readonly bytes: number; readonly fileName: string }
  | { readonly is: 'REFUSED'; readonly why: FileRefusal }
  | { readonly is: 'TROUBLED'; readonly error: Error };

interface Downloading {
  readonly state: DownloadState;
  readonly start: () => void;
  readonly stop: () => void;
}

/** What it shows is drawn a few times a second, however many pieces come. */
const SHOW_EVERY_MS = 250;

/** Asks for a link, fetches what it leads to and saves it. Leaving the page stops it. */
export function useDownload<Variables extends AnyVariables>(
  document: TypedDocumentNode<{ link: LinkFragment }, Variables>,
  variables: Variables,
): Downloading {
  const client = useClient();
  const [state, setState] = useState<DownloadState>({ is: 'IDLE' });
  const leaving = useRef<AbortController | null>(null);
  const stop = (): void => leaving.current?.abort();
  useEffect(() => stop, []);
  const get = async (signal: AbortSignal): Promise<DownloadState> => {
    const began = Date.now();
    let shown = 0;
    const show = (bytes: number): void => {
      if (signal.aborted || Date.now() - shown < SHOW_EVERY_MS) return;
      shown = Date.now();
      setState({ is: 'GETTING', bytes, seconds: Math.round((shown - began) / 1000) });
    };
    show(0);
    const { data, error } = await client.query(document, variables, { requestPolicy: 'network-only' }).toPromise();
    if (data === undefined) return { is: 'TROUBLED', error: error ?? new Error('no answer') };
    const file = await fetchFile(data.link.url, signal, show);
    save(file, data.link.fileName);
    return { is: 'SAVED', bytes: file.size, fileName: data.link.fileName };
  };
  return {
    state,
    stop,
    start: () => {
      stop();
      const { signal } = (leaving.current = new AbortController());
      get(signal)
        .catch((error: unknown): DownloadState => {
          if (signal.aborted) return { is: 'IDLE' };
          return error instanceof FileRefused
            ? { is: 'REFUSED', why: error.why }
            : { is: 'TROUBLED', error: error as Error };
        })
        .then(setState, () => undefined);
    },
  };
}
