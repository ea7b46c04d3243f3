// Runs a command while the computer is busy, as slow build machines are: `node scripts/under-load.mjs 8 npm test -- e2e`
// has eight endless loops beside it. Ends with the command's own status.
import { spawn } from 'node:child_process';

const [count, program, ...args] = process.argv.slice(2);
if (!/^\d+$/.test(count ?? '') || program === undefined) {
  console.error('Usage: node scripts/under-load.mjs <loops> <program> [arguments]');
  process.exit(2);
}
const loops = Array.from({ length: Number(count) }, () =>
  // A loop ends by itself when this process is gone.
  spawn(process.execPath, ['-e', 'const p = process.ppid; for (;;) if (process.ppid !== p) process.exit();'], {
    stdio: 'ignore',
  }),
);
const command = spawn(program, args, { stdio: 'inherit' });
command.on('error', (error) => console.error(error.message));
command.on('close', (status) => {
  for (const loop of loops) loop.kill('SIGKILL');
  process.exitCode = status ?? 1;
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => command.kill(signal));
