import { readOptions } from './options.ts';
import { simulateOnPostgres } from './postgres/simulate-on-postgres.ts';
import { printTrace } from './print-trace.ts';
import { simulate } from './simulate.ts';

const options = readOptions(process.argv.slice(2));
if (options.onPostgres) process.exitCode = await simulateOnPostgres(options);
else if (options.seed !== null) process.exitCode = await printTrace(options.seed);
else process.exitCode = await simulate(options);
