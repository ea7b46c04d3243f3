/** Runs the real entry as a process of its own, bundled the way the product is, with a home of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SOON_MS } from '../../patience.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const native = ['node-pty', '@parcel/watcher', 'bufferutil', 'utf-8-validate'];
let product: string;
let home: string;

beforeAll(async () => {
  product = await mkdtemp(join(tmpdir(), 'serve "ü" '));
  home = join(product, 'home');
  await mkdir(join(product, 'dist/renderer'), { recursive: true });
  await mkdir(home);
  await writeFile(join(product, 'dist/renderer/index.html'), '<title>window</title>');
  await writeFile(join(product, 'package.json'), '{"type":"module"}');
  await symlink(join(root, 'node_modules'), join(product, 'node_modules'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: join(root, 'electron/web.ts'),
      target: 'node20',
      outDir: join(product, 'dist/electron'),
      rollupOptions: {
        external: (id) => id.startsWith('node:') || builtinModules.includes(id) || native.includes(id),
        output: { entryFileNames: '[name].js' },
      },
    },
  });
});
afterAll(() => rm(product, { recursive: true, force: true }));

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function run(...words: string[]) {
  const child = spawn(process.execPath, [join(product, 'dist/electron/web.js'), ...words], {
    cwd: home,
    env: { PATH: process.env.PATH, HOME: home, UNIKERNEL_STUDIO_HOME: join(home, 'studio') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let stdout = '';
  let stderr = '';
  const exited = new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on('close', (status) => resolve({ status, stdout, stderr })),
  );
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const line = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      if (stdout.includes('\n')) resolve(stdout.trim());
    });
    child.on('close', () => reject(new Error(`ended without a line: ${stderr}`)));
  });
  line.catch(() => {});
  return { child, line, exited };
}

describe('serving', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'prints one line, its address, hands out the window, and ends soon and well on %s',
    async (signal) => {
      const { child, line, exited } = run('--no-open');
      const url = new URL(await line);
      expect(url.hostname).toBe('127.0.0.1');
      const answer = await fetch(url, { redirect: 'manual' });
      const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
      const page = await fetch(url.origin, { headers: { cookie } });
      expect(await page.text()).toBe('<title>window</title>');
      const asked = performance.now();
      // A terminal and npm may both send it.
      child.kill(signal);
      child.kill(signal);
      const { status, stdout, stderr } = await exited;
      expect(performance.now() - asked).toBeLessThan(SOON_MS);
      expect({ status, stderr, lines: stdout.split('\n').length }).toEqual({ status: 0, stderr: '', lines: 2 });
    },
  );

  it('takes the port that it is told', async () => {
    const first = run('--no-open');
    const { port } = new URL(await first.line);
    first.child.kill('SIGTERM');
    await first.exited;
    const second = run('--port', port, '--no-open');
    expect(new URL(await second.line).port).toBe(port);
  });

  it('says what to do when the port is taken, and ends with 1', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { status, stdout, stderr } = await run('--no-open', '--port', String(port)).exited;
    other.close();
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(new RegExp(`Port ${port} is in use[\\s\\S]*--port`));
  });

  it('ends with 2 and the usage after a wrong command line', async () => {
    const { status, stdout, stderr } = await run('--prot', '1').exited;
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/--prot[\s\S]*Usage/);
  });
});
