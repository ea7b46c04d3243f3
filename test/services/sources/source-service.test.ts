import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FamilyId } from '#core/base/id.ts';
import type { SourceState } from '#core/contract/sources.ts';
import type { ProjectFiles, UnikernelFamily } from '#core/families/family.ts';
import { PROJECT_FILE, type RecordedSource } from '#core/families/project-file.ts';
import { pinned, type SourceRequirement } from '#core/families/source.ts';
import { createProcessService } from '../../../electron/services/process/process-service.ts';
import type { ProcessService } from '../../../electron/services/process/process-types.ts';
import {
  createSourceService,
  type SourceService,
  type SourceUser,
} from '../../../electron/services/sources/source-service.ts';
import { toyFamily } from '../../toy-family/toy-family.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

let temp: TempPaths;
let process_: ProcessService;
let sources: SourceService;
let repository: string;
let commit: string;

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', '-c', 'commit.gpgsign=false', ...args], {
    cwd: repository,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

beforeEach(() => {
  temp = tempPaths();
  process_ = createProcessService(temp.paths);
  sources = createSourceService({ process: process_, cache: temp.paths.cache });
  repository = join(temp.root, 'upstream');
  mkdirSync(repository);
  git('init', '-q', '-b', 'main');
  writeFileSync(join(repository, 'tree.mk'), 'VERSION = 1.2\n');
  git('add', '.');
  git('commit', '-qm', 'one');
  git('tag', 'v1.2');
  commit = git('rev-parse', 'HEAD');
  writeFileSync(join(repository, 'later'), 'more\n');
  git('add', '.');
  git('commit', '-qm', 'two');
});
afterEach(async () => {
  await sources.dispose();
  await process_.dispose();
  temp.remove();
});

function requirement(change: Partial<SourceRequirement> = {}): SourceRequirement {
  return {
    ...{ id: 'tree', name: 'Tree', version: '1.2', licence: 'MIT', why: 'the tree', downloadBytes: 1000, needed: true },
    from: { kind: 'git', url: pathToFileURL(repository).href, tag: 'v1.2', commit },
    signs: ['tree.mk'],
    versionOf: (read) => /VERSION = (\S+)/.exec(read('tree.mk') ?? '')?.[1] ?? null,
    ...change,
  };
}

function user(wanted = requirement(), recorded?: RecordedSource, trusted = true): SourceUser {
  const text = JSON.stringify(recorded ? { sources: { tree: recorded } } : {});
  const files: ProjectFiles = { root: '/p', paths: [PROJECT_FILE], read: () => text };
  const family: UnikernelFamily = {
    ...toyFamily,
    id: 'toy' as FamilyId,
    sources: (own) => [pinned(wanted, own, (version) => `v${version}`)],
  };
  return { family, files, trusted };
}

async function stateOf(of: SourceUser): Promise<SourceState> {
  return (await sources.rows(of))[0]!.state;
}

const fetchOf = (wanted = requirement()) => sources.fetch('toy' as FamilyId, wanted);

describe('a release by git', () => {
  it('is absent, downloaded, verified, and then there without a network', async () => {
    expect(await stateOf(user())).toEqual({ kind: 'absent', partial: false });
    expect(await fetchOf()).toEqual({ ok: true, value: null });
    const state = await stateOf(user());
    if (state.kind !== 'here') throw new Error(state.kind);
    expect(readFileSync(join(state.folder, 'tree.mk'), 'utf8')).toBe('VERSION = 1.2\n');
    expect(existsSync(join(state.folder, 'later'))).toBe(false);
    const found = await sources.found(user());
    expect(found.tree).toMatchObject({ commit, version: '1.2', adopted: false });
    expect(found.tree?.read('tree.mk')).toContain('1.2');
    expect(found.tree?.read('../../x')).toBeUndefined();
    const events = sources.events.after(0).map(({ event }) => event.state.kind);
    expect(events[0]).toBe('fetching');
    expect(events.at(-1)).toBe('here');
    // Asked again, nobody is asked.
    const gone = requirement({ from: { kind: 'git', url: 'file:///nowhere', tag: 'v1.2', commit } });
    expect((await fetchOf(gone)).ok).toBe(true);
  });

  it('is refused when the tag leads to another commit now', async () => {
    git('tag', '-f', 'v1.2', 'HEAD');
    const answer = await fetchOf();
    expect(answer).toMatchObject({ ok: false, error: { code: 'wrong-commit' } });
    expect(await stateOf(user())).toMatchObject({ kind: 'failed', code: 'wrong-commit' });
    expect(readdirSync(join(temp.paths.cache, 'sources', 'toy')).filter((name) => !name.endsWith('.lock'))).toEqual([]);
  });

  it('is fetched by its commit where a project records one that is no release', async () => {
    const head = git('rev-parse', 'HEAD');
    const own = user(requirement(), { version: '', commit: head });
    const wanted = sources.requirement(own, 'tree');
    if (!wanted.ok) throw new Error('no requirement');
    expect(wanted.value.from).toMatchObject({ commit: head, tag: null });
    expect(await fetchOf(wanted.value)).toMatchObject({ ok: true });
    const state = await stateOf(own);
    expect(state.kind === 'here' && existsSync(join(state.folder, 'later'))).toBe(true);
    expect((await stateOf(user())).kind).toBe('absent');
  });

  it.each([
    [
      'a tag that is gone',
      () => ({ url: pathToFileURL(repository).href, tag: 'v9', commit: '1'.repeat(40) }),
      'version-gone',
    ],
    ['a repository that is not there', () => ({ url: 'file:///nowhere/at/all', tag: 'v1.2', commit }), 'not-found'],
    ['a server that does not answer', () => ({ url: 'http://127.0.0.1:1/tree', tag: 'v1.2', commit }), 'unreachable'],
  ] as const)('explains %s, with a way out', async (_what, from, code) => {
    const answer = await fetchOf(requirement({ from: { kind: 'git', ...from() } }));
    expect(answer).toMatchObject({ ok: false, error: { code, hint: expect.stringMatching(/folder of your own/) } });
  });

  it('can be cancelled, and begun again', async () => {
    const { key } = (await sources.rows(user()))[0]!;
    const first = fetchOf();
    sources.cancel(key);
    expect(await first).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect((await stateOf(user())).kind).toBe('absent');
    expect((await fetchOf()).ok).toBe(true);
  });

  it('goes on from what a killed download left', async () => {
    const place = join(temp.paths.cache, 'sources', 'toy', `tree-1.2-${commit.slice(0, 12)}.part`);
    mkdirSync(place, { recursive: true });
    execFileSync('git', ['init', '-q', place]);
    for (const lock of ['index.lock', 'shallow.lock']) writeFileSync(join(place, '.git', lock), '');
    writeFileSync(join(place, '.git', 'objects', 'pack', 'tmp_pack_x'), 'half');
    expect(await stateOf(user())).toEqual({ kind: 'absent', partial: true });
    expect((await fetchOf()).ok).toBe(true);
    expect((await stateOf(user())).kind).toBe('here');
    expect(existsSync(place)).toBe(false);
  });

  it('is downloaded once by two studios that want it at the same time', async () => {
    const other = createSourceService({ process: process_, cache: temp.paths.cache });
    const both = await Promise.all([fetchOf(), other.fetch('toy' as FamilyId, requirement())]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    await other.dispose();
  });
});

describe('a folder of the person’s own', () => {
  it('is used as it is, and told apart from the release', async () => {
    const own = { version: '1.2', commit: null, folder: repository };
    expect(await stateOf(user(requirement(), own))).toEqual({
      ...{ kind: 'adopted', folder: repository, version: '1.2' },
      ...{ commit: git('rev-parse', 'HEAD'), same: false },
    });
    expect((await sources.found(user(requirement(), own))).tree).toMatchObject({ folder: repository, adopted: true });
  });

  it('is not looked at in a project that nobody trusts', async () => {
    const own = { version: '1.2', commit: null, folder: repository };
    expect((await stateOf(user(requirement(), own, false))).kind).toBe('absent');
  });

  it('is missed by name when it is gone, and the release can be downloaded instead', async () => {
    const own = { version: '1.2', commit: null, folder: join(temp.root, 'gone') };
    expect(await stateOf(user(requirement(), own))).toMatchObject({ kind: 'failed', code: 'folder-gone' });
    expect((await fetchOf()).ok).toBe(true);
    expect((await stateOf(user(requirement(), own))).kind).toBe('here');
  });
});

describe('one file', () => {
  const bytes = Buffer.from('x'.repeat(200_000));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  let server: Server;
  let asked: (string | undefined)[];

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      const { range } = request.headers;
      asked.push(range);
      const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
      if (request.url !== '/a.tgz') response.writeHead(404).end();
      else response.writeHead(from > 0 ? 206 : 200).end(bytes.subarray(from));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => void server.close());

  const archive = (path = 'a.tgz', hash = sha256) =>
    requirement({
      from: {
        kind: 'archive',
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`,
        sha256: hash,
        file: 'a.tgz',
      },
      signs: [],
    });

  it('goes on from its first half, and is verified', async () => {
    const part = join(temp.paths.cache, 'sources', 'toy', `tree-1.2-${sha256.slice(0, 12)}.part`);
    mkdirSync(part, { recursive: true });
    writeFileSync(join(part, 'a.tgz'), bytes.subarray(0, 1000));
    expect(await fetchOf(archive())).toMatchObject({ ok: true });
    expect(asked).toEqual(['bytes=1000-']);
    const state = await stateOf(user(archive()));
    expect(state.kind === 'here' && readFileSync(state.folder).equals(bytes)).toBe(true);
  });

  it('is refused when it is another one, and missed when it is gone', async () => {
    expect(await fetchOf(archive('a.tgz', '0'.repeat(64)))).toMatchObject({
      ok: false,
      error: { code: 'wrong-contents' },
    });
    expect(await fetchOf(archive('b.tgz'))).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});
