import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openPostgres } from './adapters/postgres/open-postgres.ts';
import { AesSecrets } from './adapters/system/aes-secrets.ts';
import { Argon2Passwords } from './adapters/system/argon2-passwords.ts';
import { CryptoRandom } from './adapters/system/crypto-random.ts';
import { createLog } from './adapters/system/log.ts';
import { addOperator } from './application/add-operator.ts';
import type { Operators } from './application/ports/operators.ts';
import { setOperatorPassword } from './application/set-operator-password.ts';
import { askPassword } from './ask-password.ts';
import type { Config } from './config.ts';
import { projectFolder, readConfig } from './config.ts';
import { keyFingerprint, secretsKey } from './secrets-key.ts';
import { withDatabase } from './with-database.ts';

const usage = 'Usage: npm run operator -- create <e-mail>, or password <e-mail>, or list';

/**
 * `npm run operator -- create <e-mail>` makes somebody an operator, with a password from the terminal, the input or
 * OPERATOR_PASSWORD; `password <e-mail>` gives one another, and ends its logins; `list` tells who is one. It works on the configured database, beside a running
 * service too.
 */
async function main([command, email]: readonly string[]): Promise<void> {
  const settings = join(projectFolder, '.env');
  if (existsSync(settings)) process.loadEnvFile(settings);
  const config = readConfig(process.env);
  if (command === 'list') {
    await withOperators(config, async (operators) => {
      for (const one of await operators.all()) print(`${one.email}  since ${one.createdAt.toISOString()}`);
    });
  } else if (command === 'create' && email !== undefined) {
    const password = await givenPassword();
    const outside = { passwords: new Argon2Passwords(), random: new CryptoRandom(), clock: { wall: () => new Date() } };
    await withOperators(config, async (operators) => {
      const added = await addOperator({ operators, ...outside })({ email, password });
      print(`${added.email} is an operator now.`);
    });
  } else if (command === 'password' && email !== undefined) {
    const password = await givenPassword();
    const outside = { passwords: new Argon2Passwords(), clock: { wall: () => new Date() } };
    await withOperators(config, async (operators) => {
      const operator = await setOperatorPassword({ operators, ...outside })({ email, password });
      if (operator === null) throw new Error('Nobody is an operator by that e-mail.');
      print(`${operator.email} has another password now, and is signed in nowhere.`);
    });
  } else {
    throw new Error(usage);
  }
}

async function givenPassword(): Promise<string> {
  return process.env['OPERATOR_PASSWORD'] ?? (await askPassword(process.stdin));
}

async function withOperators(config: Config, work: (operators: Operators) => Promise<void>): Promise<void> {
  const secrets = new AesSecrets(await secretsKey(config.secretsKey, config.dataFolder));
  await withDatabase(config, async (url) => {
    const postgres = await openPostgres({
      url,
      clockRate: null,
      wall: () => new Date(),
      secretsFingerprint: keyFingerprint(secrets),
      log: createLog((line) => process.stderr.write(line), config.logLevel),
    });
    try {
      await work(postgres.operators);
    } finally {
      await postgres.close();
    }
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
