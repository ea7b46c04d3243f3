#!/usr/bin/env node
/** Entry of the command line: the same services as in the window, for scripts and CI. */
import { version } from '../package.json';
import { runCli } from './hosts/cli/run-cli.ts';

process.exit(await runCli({ words: process.argv.slice(2), root: new URL('../../', import.meta.url), version }));
