import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as electron from 'electron';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { handleAppScheme, registerAppScheme } from '../../../electron/hosts/desktop/app-protocol.ts';
import type { ElectronDouble } from './electron-double.ts';

vi.mock('electron', async () => (await import('./electron-double.ts')).electronDouble());
const { protocol } = electron as unknown as ElectronDouble;

let folder: string;
let ask: (url: string, method?: string) => Promise<Response>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'app scheme '));
  await mkdir(join(folder, 'window/assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'window/index.html'), '<title>window</title>');
  await writeFile(join(folder, 'window/assets/main.js'), 'export {}');
  await symlink(join(folder, 'secret.txt'), join(folder, 'window/link.txt'));
  registerAppScheme();
  handleAppScheme(join(folder, 'window'));
  const [scheme, handler] = protocol.handle.mock.calls[0] ?? [];
  expect(scheme).toBe('app');
  ask = (url, method = 'GET') => handler({ url, method });
});
afterAll(() => rm(folder, { recursive: true }));

describe('app://studio/', () => {
  it('is a secure scheme that does not get around the content policy', () => {
    const [[schemes]] = protocol.registerSchemesAsPrivileged.mock.calls as [
      [{ privileges: Record<string, boolean> }[]],
    ];
    expect(schemes[0]?.privileges).toMatchObject({ standard: true, secure: true });
    for (const unsafe of ['bypassCSP', 'allowServiceWorkers', 'corsEnabled', 'allowExtensions']) {
      expect(schemes[0]?.privileges[unsafe]).toBeFalsy();
    }
  });

  it('serves the window with the headers that confine it', async () => {
    const answer = await ask('app://studio/');
    expect([answer.status, await answer.text()]).toEqual([200, '<title>window</title>']);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await ask('app://studio/assets/main.js?v=1#x')).headers.get('content-type')).toMatch(/javascript/);
  });

  it.each([
    'app://studio/../secret.txt',
    'app://studio/%2e%2e/secret.txt',
    'app://studio/..%2Fsecret.txt',
    'app://studio//secret.txt',
    'app://studio/link.txt',
    'app://studio/assets',
    'app://studio/%00',
    'app://other/index.html',
    'app://studio.evil/index.html',
    'app://studio@evil/index.html',
    'file:///etc/passwd',
  ])('has nothing at %s', async (url) => {
    const answer = await ask(url);
    expect([answer.status, await answer.text()]).toEqual([404, '']);
  });

  it('can only be read', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await ask('app://studio/', method)).status).toBe(405);
  });
});
