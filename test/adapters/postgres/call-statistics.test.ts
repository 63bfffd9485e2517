import { callStatisticsContract } from '../../contracts/call-statistics.ts';
import { createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

callStatisticsContract('PostgreSQL', async () => {
  const database = await createDatabase();
  const postgres = await open(database.url);
  const { accounts, reads } = postgres;
  const close = async (): Promise<void> => {
    await postgres.close();
    await database.drop();
  };
  return { accounts, reads, close };
});
