/** The command line as a program for tests: like electron/cli.ts, with the repository as the product's folder. */
import { runCli } from '../../../electron/hosts/cli/run-cli.ts';

const root = process.env.STUDIO_TEST_ROOT;
if (!root) throw new Error('STUDIO_TEST_ROOT is not set');
process.exit(await runCli({ words: process.argv.slice(2), root: new URL(root), version: '1.2.3' }));
