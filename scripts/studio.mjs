// `npm run -s studio -- <command>`: the command line of the product, built first where it is stale.
// Paths on the command line are meant from where npm was called, not from the repository.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuild, ensurePackages, root, withSetup } from './setup.mjs';

// Standard output belongs to the command: what the set-up says goes to standard error.
console.log = console.error;

await withSetup(async () => {
  ensurePackages();
  ensureBuild();
  const child = spawn(process.execPath, [join(root, 'dist/electron/cli.js'), ...process.argv.slice(2)], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    stdio: 'inherit',
  });
  // The terminal sends Ctrl+C to the whole group; a signal to this process alone is passed on.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const status = await new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ? 130 : code)));
  process.exitCode = status;
});
