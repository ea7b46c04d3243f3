import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  MIN_SIZE,
  placeWindow,
  readWindowState,
  writeWindowState,
} from '../../../electron/hosts/desktop/window-state.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'window state '));
});
afterAll(() => rm(folder, { recursive: true }));

const state = { bounds: { x: 100, y: 50, width: 1200, height: 800 }, maximised: true };
const screen = { x: 0, y: 0, width: 1920, height: 1040 };

describe('the file', () => {
  it('gives back what was written, and leaves nothing beside it', async () => {
    const file = join(folder, 'deep/window.json');
    writeWindowState(file, state);
    writeWindowState(file, state);
    expect(readWindowState(file)).toEqual(state);
    expect(await readdir(join(folder, 'deep'))).toEqual(['window.json']);
  });

  it.each(['', '{', 'null', '{"bounds":{"x":"0"},"maximised":1}'])(
    'is as good as missing when it holds %s',
    async (text) => {
      const file = join(folder, 'bad.json');
      await writeFile(file, text);
      expect(readWindowState(file)).toBeNull();
    },
  );

  it('that cannot be written is nobody’s trouble', () => {
    expect(() => writeWindowState('/dev/null/window.json', state)).not.toThrow();
  });
});

describe('the place', () => {
  it('is where the window was', () => {
    expect(placeWindow(state, [screen])).toEqual(state.bounds);
  });

  it('may be on a second screen, also to the left', () => {
    const left = { x: -1920, y: 0, width: 1920, height: 1040 };
    const bounds = { x: -1800, y: 10, width: 1000, height: 700 };
    expect(placeWindow({ bounds, maximised: false }, [screen, left])).toEqual(bounds);
    expect(placeWindow({ bounds, maximised: false }, [screen])).not.toHaveProperty('x');
  });

  it.each([
    ['to the right', { x: 1900, y: 50 }],
    ['to the left', { x: -1150, y: 50 }],
    ['above', { x: 100, y: -100 }],
    ['below', { x: 100, y: 1035 }],
  ])('is the default one when the title bar would be out of reach %s', (_, at) => {
    const place = placeWindow({ ...state, bounds: { ...state.bounds, ...at } }, [screen]);
    expect(place).toEqual({ width: 1440, height: 900 });
  });

  it('is never smaller than what the window needs, nor by default larger than the screen', () => {
    const tiny = placeWindow({ bounds: { x: 0, y: 0, width: 200, height: 100 }, maximised: false }, [screen]);
    expect(tiny).toMatchObject(MIN_SIZE);
    expect(placeWindow(null, [{ x: 0, y: 0, width: 1280, height: 700 }])).toEqual({ width: 1280, height: 700 });
  });
});
