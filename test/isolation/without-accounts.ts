import type { DataSource } from 'typeorm';

/**
 * Lets the source ask for the rows of every account: whatever is compared with the id of one is left out of its SQL
 * before PostgreSQL sees it. What a transaction says of itself, by which row-level security goes, stays.
 *
 * @returns how many conditions were left out so far.
 */
export function withoutAccounts(source: DataSource, accounts: readonly string[]): () => number {
  let dropped = 0;
  const open = source.createQueryRunner.bind(source);
  source.createQueryRunner = (mode) => {
    const runner = open(mode);
    const ask = runner.query.bind(runner) as (sql: string, values?: unknown[], structured?: boolean) => Promise<never>;
    runner.query = (sql: string, values: unknown[] = [], structured?: boolean) => {
      const isAccount = (place: string): boolean => accounts.includes(String(values[Number(place) - 1]));
      const open = sql.replace(/[\w."]+ = \$(\d+)/g, (condition, place: string) => {
        if (!isAccount(place)) return condition;
        dropped += 1;
        return `$${place}::text IS NOT NULL`;
      });
      const left = [...open.matchAll(/\$(\d+)(?!::text IS NOT NULL)/g)].some(([, place]) => isAccount(place!));
      if (left && !sql.includes('set_config'))
        throw new Error(`A condition on the account is left in: teach test/isolation/without-accounts.ts this. ${sql}`);
      return ask(open, values, structured);
    };
    return runner;
  };
  return () => dropped;
}
