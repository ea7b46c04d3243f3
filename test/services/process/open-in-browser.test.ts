import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { browserCommand, openInBrowser } from '../../../electron/services/process/open-in-browser.ts';
import { PATIENCE_MS } from '../../patience.ts';

describe('the program that opens an address', () => {
  it('is the one of the system', () => {
    expect(browserCommand('linux', { DISPLAY: ':0' })).toEqual(['xdg-open']);
    expect(browserCommand('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['xdg-open']);
    expect(browserCommand('darwin', {})).toEqual(['open']);
    expect(browserCommand('win32', {})?.[0]).toBe('rundll32');
  });

  it('is none where there is no screen', () => {
    expect(browserCommand('linux', {})).toBeNull();
    expect(browserCommand('linux', { DISPLAY: '' })).toBeNull();
  });
});

describe('opening an address', () => {
  it('gives it to the program as one argument, whatever is in it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'open in browser '));
    const { PATH } = process.env;
    try {
      const seen = join(folder, 'seen');
      await writeFile(
        join(folder, 'xdg-open'),
        `#!/bin/sh\nprintf '%s|' "$@" >'${seen}.new' && mv '${seen}.new' '${seen}'\n`,
      );
      await chmod(join(folder, 'xdg-open'), 0o755);
      process.env.PATH = `${folder}:${PATH}`;
      openInBrowser('http://127.0.0.1:1/?token=a&b=$(touch x)', 'linux', { DISPLAY: ':0' });
      const text = await vi.waitFor(() => readFile(seen, 'utf8'), PATIENCE_MS);
      expect(text).toBe('http://127.0.0.1:1/?token=a&b=$(touch x)|');
    } finally {
      process.env.PATH = PATH;
      await rm(folder, { recursive: true });
    }
  });

  it('does not mind that there is no such program', async () => {
    const { PATH } = process.env;
    process.env.PATH = '/none/such';
    try {
      openInBrowser('http://127.0.0.1:1/', 'linux', { DISPLAY: ':0' });
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      process.env.PATH = PATH;
    }
  });
});
