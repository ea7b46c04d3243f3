/**
 * Searches the files of a project in a worker thread. A pattern that takes for ever on one file is ended with its
 * thread: the host never waits for it.
 */
import { Worker } from 'node:worker_threads';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { SearchHit, SearchQuery, SearchResult } from '#core/contract/files.ts';
import type { AbortSignalLike } from '#core/contract/handlers.ts';
import { queryPattern } from '#core/engines/search/search-text.ts';
import type { SearchReport, SearchTask } from './search-types.ts';

export const SEARCH_HITS = 2_000;

export interface SearchOptions {
  /** Script of the worker: a file of JavaScript. */
  readonly worker: URL;
  readonly signal?: AbortSignalLike;
  /** A single file that takes longer ends the search. */
  readonly fileMs?: number;
  /** Hits found by then are the answer. */
  readonly totalMs?: number;
}

export type SearchFailure = Failure<'bad-pattern' | 'pattern-too-slow' | 'cancelled' | 'search-failed'>;

export async function searchFiles(
  root: string,
  index: { readonly paths: readonly string[]; readonly truncated: boolean },
  query: SearchQuery,
  options: SearchOptions,
): Promise<Result<SearchResult, SearchFailure>> {
  if (query.text === '') return ok({ hits: [], files: 0, truncated: false });
  try {
    queryPattern(query);
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : String(error);
    return fail('bad-pattern', `The pattern is not a regular expression: ${reason.replace(/^.*\/[gi]*: /, '')}.`);
  }
  if (options.signal?.aborted) return cancelled();
  const begun = new Int32Array(new SharedArrayBuffer(4));
  const task: SearchTask = { root, paths: index.paths, query, limit: SEARCH_HITS, begun: begun.buffer };
  const worker = new Worker(options.worker, { workerData: task, stdout: false, env: {} });
  const hits: SearchHit[] = [];
  const fileMs = options.fileMs ?? 2_000;
  let fileTimer: NodeJS.Timeout | undefined;
  let totalTimer: NodeJS.Timeout | undefined;
  let onAbort: () => void = () => undefined;
  try {
    return await new Promise<Result<SearchResult, SearchFailure>>((resolve) => {
      const found = (truncated: boolean) =>
        resolve(
          ok({ hits, files: new Set(hits.map((hit) => hit.path)).size, truncated: truncated || index.truncated }),
        );
      const tooSlow = () =>
        resolve(
          fail(
            'pattern-too-slow',
            `The pattern takes too long on ${index.paths[Atomics.load(begun, 0) - 1] ?? 'a file'}, so the search was ended.`,
            'Nested repetitions such as (a+)+ cause this. Make the pattern simpler.',
          ),
        );
      onAbort = () => resolve(cancelled());
      options.signal?.addEventListener('abort', onAbort, { once: true });
      totalTimer = setTimeout(() => found(true), options.totalMs ?? 20_000);
      worker.on('message', (message: SearchReport) => {
        if (message.kind === 'hits') hits.push(...message.hits);
        else found(hits.length >= SEARCH_HITS);
      });
      let last = 0;
      fileTimer = setInterval(() => {
        const now = Atomics.load(begun, 0);
        if (now === last && now > 0) tooSlow();
        last = now;
      }, fileMs);
      worker.on('error', (error) => resolve(fail('search-failed', `The search ended early: ${error.message}.`)));
      worker.on('exit', () => resolve(fail('search-failed', 'The search ended early.')));
    });
  } finally {
    clearInterval(fileTimer);
    clearTimeout(totalTimer);
    options.signal?.removeEventListener('abort', onAbort);
    void worker.terminate();
  }
}

function cancelled(): { ok: false; error: SearchFailure } {
  return fail('cancelled', 'The search was cancelled.');
}
