/**
 * Brings one commit of a public repository onto the disk: a shallow fetch into a folder of its own, the commit
 * verified, the files written, and only then the folder's real name. What a broken download left is used or removed.
 */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { GitOrigin } from '#core/families/source.ts';
import type { ProcessService } from '../process/process-types.ts';
import { explainDownload } from './explain-download.ts';
import { type GitProgress, parseGitProgress } from './git-progress.ts';
import type { SourcePlace } from './source-place.ts';

export interface DownloadNeeds {
  readonly process: ProcessService;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: GitProgress) => void;
}

/** Nobody is there to be asked for a password, and hooks or settings of the person must not change what is fetched. */
const ENV = { GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: '', GCM_INTERACTIVE: 'never', GIT_OPTIONAL_LOCKS: '0' };
const PLAIN = [
  ...['-c', 'core.autocrlf=false', '-c', 'core.hooksPath=/dev/null', '-c', 'gc.auto=0', '-c', 'maintenance.auto=false'],
  ...['-c', 'protocol.ext.allow=never', '-c', 'advice.detachedHead=false', '-c', 'init.defaultBranch=none'],
];
const TAIL_BYTES = 64 << 10;

export async function downloadGit(
  origin: GitOrigin,
  place: SourcePlace,
  needs: DownloadNeeds,
): Promise<Result<null, Failure>> {
  const { part, folder } = place;
  const { url, tag, commit } = origin;
  try {
    await mkdir(part, { recursive: true });
    await removeLeftovers(part);
    const git = (...args: string[]) => runGit([...PLAIN, ...args], part, url, needs);
    const made = await git('init', '-q', '.');
    if (!made.ok) return made;
    const has = async () => (await git('cat-file', '-e', `${commit}^{commit}`)).ok;
    if (!(await has())) {
      if (needs.signal.aborted) return cancelled();
      const ref = tag === null ? commit : `refs/tags/${tag}`;
      const depth = ['--depth', '1', '--no-tags', '--no-recurse-submodules', '--force', '--progress'];
      const fetched = await git('fetch', ...depth, url, ref);
      if (!fetched.ok) return fetched;
      if (!(await has())) {
        const found = await git('rev-parse', 'FETCH_HEAD^{commit}');
        const other = found.ok ? found.value.trim().slice(0, 12) : 'something else';
        await rm(part, { recursive: true, force: true });
        return fail(
          'wrong-commit',
          `${tag ?? commit} of ${url} is ${other} now; it has to be ${commit.slice(0, 12)}.`,
          'The version was changed after this project was made. Look into why before you use it; then take a folder of your own.',
        );
      }
    }
    if (needs.signal.aborted) return cancelled();
    const written = await git('checkout', '--progress', '--force', '--detach', commit);
    if (!written.ok) {
      if (!['cancelled', 'disk-full'].includes(written.error.code)) await rm(part, { recursive: true, force: true });
      return written;
    }
    await rm(folder, { recursive: true, force: true });
    await rename(part, folder);
    return ok(null);
  } catch (error) {
    return { ok: false, error: explainDownload(String(error), url) };
  }
}

function cancelled(): Result<never> {
  return fail('cancelled', 'The download was cancelled.', 'Download again: it goes on from what is there.');
}

/** @returns what it printed on standard output */
async function runGit(
  args: readonly string[],
  cwd: string,
  url: string,
  { process, signal, onProgress }: DownloadNeeds,
): Promise<Result<string, Failure>> {
  if (signal.aborted) return cancelled();
  const started = process.spawn({ argv: ['git', ...args], cwd, env: ENV });
  if (!started.ok) {
    if (started.error.code !== 'tool-missing') return started;
    return fail(
      'git-missing',
      'git is not installed, and sources are downloaded with it.',
      'Install git (the doctor shows the command), or use a folder of your own.',
    );
  }
  const handle = started.value;
  const stop = () => void handle.kill();
  signal.addEventListener('abort', stop, { once: true });
  let out = '';
  let tail = '';
  let line = '';
  handle.stdout.on('data', (bytes: Buffer) => {
    out = (out + bytes.toString('utf8')).slice(-TAIL_BYTES);
  });
  handle.stderr.on('data', (bytes: Buffer) => {
    const text = bytes.toString('utf8');
    tail = (tail + text).slice(-TAIL_BYTES);
    const lines = (line + text).split(/[\r\n]/);
    line = lines.pop() ?? '';
    const progress = lines.map(parseGitProgress).findLast((found) => found !== null);
    if (progress) onProgress(progress);
  });
  const exit = await handle.exited;
  signal.removeEventListener('abort', stop);
  if (signal.aborted) return cancelled();
  return exit.status === 0 ? ok(out) : { ok: false, error: explainDownload(tail, url) };
}

/** Files that a killed git leaves: nobody else writes here, the caller holds the lock. */
async function removeLeftovers(part: string): Promise<void> {
  const git = join(part, '.git');
  for (const name of ['index.lock', 'shallow.lock', 'HEAD.lock', 'config.lock', 'FETCH_HEAD.lock']) {
    await rm(join(git, name), { force: true });
  }
  const packs = join(git, 'objects', 'pack');
  for (const name of await readdir(packs).catch(() => [])) {
    if (name.startsWith('tmp_') || name.startsWith('.tmp-')) await rm(join(packs, name), { force: true });
  }
}
