import { operatorsContract } from '../../contracts/operators.ts';
import { createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

operatorsContract('PostgreSQL', async () => {
  const database = await createDatabase();
  const postgres = await open(database.url);
  return {
    operators: postgres.operators,
    close: async () => {
      await postgres.close();
      await database.drop();
    },
  };
});
