import { useEffect, useState } from 'react';

/** What the service tells before anybody is signed in. */
export interface ServiceFacts {
  /** Where the stand-in shows its texts and mails; null where real telephones and mailboxes get them. */
  readonly sandbox: string | null;
  /** Where the terms of service are read; null where there is nothing to be read. */
  readonly terms: string | null;
}

const UNTOLD: ServiceFacts = { sandbox: null, terms: null };

export function useServiceFacts(): ServiceFacts {
  const [facts, setFacts] = useState(UNTOLD);
  useEffect(() => {
    const leaving = new AbortController();
    fetch('/console.json', { signal: leaving.signal })
      .then(async (response) => setFacts((await response.json()) as ServiceFacts))
      .catch(() => undefined);
    return () => leaving.abort();
  }, []);
  return facts;
}
