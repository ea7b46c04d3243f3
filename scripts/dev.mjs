// `npm run dev`: rebuilds on change and restarts the browser host whenever the host's code was rebuilt.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { ensurePackages, root, withSetup } from './setup.mjs';

await withSetup(async () => {
  ensurePackages();
  const { buildHost, buildWindow } = await import('./build.mjs');
  await buildHost();
  await buildWindow();
  const start = () =>
    spawn(process.execPath, [join(root, 'dist/electron/web.js'), '--no-open', '--port', '4600'], { stdio: 'inherit' });
  let host = start();
  let timer;
  await buildHost({ watch: true });
  await buildWindow({ watch: true });
  watch(join(root, 'dist/electron'), () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      host.once('exit', () => {
        host = start();
      });
      host.kill('SIGTERM');
    }, 300);
  });
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
      host.once('exit', () => process.exit(0));
      host.kill('SIGTERM');
    });
});
