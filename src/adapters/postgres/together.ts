import DataLoader from 'dataloader';

/** Of one question. */
const MOST = 1000;

/**
 * Has many who ask at once share a question. Whoever asks while one is under way goes with the next, which is sent when
 * that one was answered: a crowd costs as many questions as fit behind one another, nobody waits while it is quiet, and
 * nobody is told what was so before he asked.
 *
 * @param askAll answers in the order of its keys. When it fails, all who asked with it are told so.
 */
export function together<Key, Answer>(
  askAll: (keys: readonly Key[]) => Promise<readonly Answer[]>,
): (key: Key) => Promise<Answer> {
  let underWay: Promise<unknown> = Promise.resolve();
  const loader = new DataLoader<Key, Answer>(
    (keys) => {
      const answers = askAll(keys);
      underWay = answers.catch(() => undefined);
      return answers;
    },
    { cache: false, maxBatchSize: MOST, batchScheduleFn: (ask) => void underWay.then(ask) },
  );
  return (key) => loader.load(key);
}
