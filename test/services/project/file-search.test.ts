import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SearchQuery } from '#core/contract/files.ts';
import { searchFiles } from '../../../electron/services/project/file-search.ts';
import { type BuiltWorkers, buildWorkers } from '../built-workers.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

let temp: TempFolder;
let workers: BuiltWorkers;
const paths: string[] = [];

const put = (path: string, text: string | Uint8Array) => {
  mkdirSync(join(temp.path, path, '..'), { recursive: true });
  writeFileSync(join(temp.path, path), text);
  paths.push(path);
};

beforeAll(async () => {
  temp = tempFolder();
  workers = await buildWorkers();
  put('src/main.c', 'int main(void)\r\n{\r\n\tputs("Hello, main");\r\n}\r\n');
  put('src/ünï.c', '// Grüße an MAIN_LOOP\nint domain;\n');
  put('lib/long.js', `${'x'.repeat(5000)}needle${'y'.repeat(5000)}`);
  put('image.bin', Buffer.from('main\0main'));
  put('evil.txt', `${'a'.repeat(40)}!\n`);
  put('huge.txt', 'main\n');
  truncateSync(join(temp.path, 'huge.txt'), 0);
  writeFileSync(join(temp.path, 'huge.txt'), Buffer.alloc(6 * 1024 * 1024, 'main\n'));
});
afterAll(() => {
  temp.remove();
  workers.remove();
});

const search = (text: string, query: Partial<SearchQuery> = {}, options = {}) =>
  searchFiles(
    temp.path,
    { paths, truncated: false },
    { text, regex: false, caseSensitive: false, wholeWord: false, ...query },
    { worker: new URL('search-worker.js', workers.url), ...options },
  );
const places = async (...args: Parameters<typeof search>) => {
  const found = await search(...args);
  if (!found.ok) throw new Error(found.error.message);
  return found.value.hits.map((hit) => `${hit.path}:${hit.line}:${hit.column}`);
};

test('finds text with its line, its column and what stands around it', async () => {
  const found = await search('hello, m');
  expect(found).toEqual({
    ok: true,
    value: {
      files: 1,
      truncated: false,
      hits: [{ path: 'src/main.c', line: 3, column: 8, preview: 'puts("Hello, main");', start: 6, end: 14 }],
    },
  });
});

test('heeds case and whole words, also beside letters beyond ASCII', async () => {
  expect(await places('main')).toEqual(['src/main.c:1:5', 'src/main.c:3:15', 'src/ünï.c:1:13', 'src/ünï.c:2:7']);
  expect(await places('main', { caseSensitive: true })).not.toContain('src/ünï.c:1:13');
  expect(await places('main', { wholeWord: true })).toEqual(['src/main.c:1:5', 'src/main.c:3:15']);
  expect(await places('Gr', { wholeWord: true })).toEqual([]);
});

test('takes special characters of a plain text literally, and the same ones of a pattern as a pattern', async () => {
  expect(await places('main(void)')).toEqual(['src/main.c:1:5']);
  expect(await places('main(void)', { regex: true })).toEqual([]);
  expect(await places('^int .*\\)$', { regex: true })).toEqual(['src/main.c:1:1']);
  expect(await places('x*', { regex: true })).toHaveLength(1);
});

test('shows a piece of a line that is very long', async () => {
  const found = await search('needle');
  const hit = found.ok ? found.value.hits[0] : undefined;
  expect(hit?.preview.length).toBeLessThan(300);
  expect(hit?.preview.slice(hit.start, hit.end)).toBe('needle');
  expect(hit?.column).toBe(5001);
});

test('says what is wrong with a pattern that is none', async () => {
  const found = await search('(', { regex: true });
  expect(found).toMatchObject({ ok: false, error: { code: 'bad-pattern' } });
  expect(found.ok || found.error.message).toMatch(/Unterminated group/);
});

test('a pattern that would take for ever is ended, while the host goes on', async () => {
  let ticks = 0;
  const clock = setInterval(() => ticks++, 10);
  const found = await search('^(a+)+$', { regex: true }, { fileMs: 400 });
  clearInterval(clock);
  expect(found).toMatchObject({ ok: false, error: { code: 'pattern-too-slow' } });
  expect(found.ok || found.error.message).toContain('evil.txt');
  expect(ticks).toBeGreaterThan(2);
});

test('ends when it is cancelled', async () => {
  const controller = new AbortController();
  const searching = search('^(a+)+$', { regex: true }, { signal: controller.signal });
  setTimeout(() => controller.abort(), 50);
  expect(await searching).toMatchObject({ ok: false, error: { code: 'cancelled' } });
});

test('stops at 2,000 hits and says that there are more', async () => {
  put('many.txt', 'hit hit hit\n'.repeat(1000));
  const found = await search('hit');
  expect(found).toMatchObject({ ok: true, value: { truncated: true, files: 1 } });
  expect(found.ok && found.value.hits).toHaveLength(2000);
});
