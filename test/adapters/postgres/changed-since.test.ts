import { changedSinceContract } from '../../contracts/changed-since.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

changedSinceContract('PostgreSQL', async () => {
  const database = await createDatabase();
  const postgres = await open(database.url);
  const { accounts, reads } = postgres;
  return {
    accounts,
    reads,
    forget: (account, upTo) =>
      administer(async (client) => {
        await client.query('DELETE FROM event WHERE account_id = $1 AND seq <= $2', [account, upTo]);
      }, database.url),
    close: async () => {
      await postgres.close();
      await database.drop();
    },
  };
});
