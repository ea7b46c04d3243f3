// `npm start`: sets up what is missing, builds what is stale, and opens the studio: in Electron where its binary is
// here, else in the browser. `--web` asks for the browser, `--get-electron` lets Electron's own installer fetch it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild, ensurePackages, root, withSetup } from './setup.mjs';

const args = process.argv.slice(2).filter((word) => word !== '--web' && word !== '--get-electron');
const electronPackage = join(root, 'node_modules', 'electron');

/** Absolute path of Electron's program; null where it was never fetched. Importing `electron` would fetch it. */
function electronBinary() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electronPackage, 'dist');
  const names = { linux: 'electron', darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const listed = join(electronPackage, 'path.txt');
  const name = existsSync(listed) ? readFileSync(listed, 'utf8').trim() : names[process.platform];
  const binary = name && join(dist, name);
  return binary && existsSync(binary) ? binary : null;
}

function whyNotElectron() {
  if (process.argv.includes('--web')) return 'Opening the studio in the browser.';
  if (process.argv.includes('--get-electron') && !electronBinary()) {
    spawnSync(process.execPath, [join(electronPackage, 'install.js')], { stdio: 'inherit' });
  }
  if (!electronBinary())
    return 'Electron’s binary is not here (npm start -- --get-electron fetches it): opening the studio in the browser.';
  if (process.getuid?.() === 0) return 'Electron does not run as root: opening the studio in the browser.';
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'There is no display for Electron here: starting the browser host.';
  return null;
}

await withSetup(async () => {
  ensurePackages();
  ensureBuild();
  const reason = whyNotElectron();
  if (reason) console.log(reason);
  const command = reason ? [process.execPath, join(root, 'dist/electron/web.js')] : [electronBinary(), root];
  const child = spawn(command[0], [...command.slice(1), ...args], { cwd: process.cwd(), stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const status = await new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${command[0]} could not be started: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(signal ? 1 : code));
  });
  process.exitCode = status;
});
