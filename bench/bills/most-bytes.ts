/** Wall milliseconds. */
const EVERY = 10;

/** Runs the work, and tells the most memory that this process had meanwhile. */
export async function mostBytes<T>(work: () => Promise<T>): Promise<{ readonly answer: T; readonly bytes: number }> {
  let bytes = process.memoryUsage.rss();
  const look = (): void => void (bytes = Math.max(bytes, process.memoryUsage.rss()));
  const timer = setInterval(look, EVERY);
  try {
    const answer = await work();
    look();
    return { answer, bytes };
  } finally {
    clearInterval(timer);
  }
}
