/** Brings one file onto the disk over HTTP: goes on from what is there, verifies the contents, then gives it its real name. */
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { ArchiveOrigin } from '#core/families/source.ts';
import { sha256 } from './examine-folder.ts';
import { explainDownload } from './explain-download.ts';
import type { DownloadNeeds } from './git-download.ts';
import type { SourcePlace } from './source-place.ts';

export async function downloadArchive(
  { url, sha256: wanted, file }: ArchiveOrigin,
  { part, folder }: SourcePlace,
  { signal, onProgress }: Pick<DownloadNeeds, 'signal' | 'onProgress'>,
): Promise<Result<null, Failure>> {
  const target = join(part, file);
  try {
    await mkdir(part, { recursive: true });
    const have = (await stat(target).catch(() => null))?.size ?? 0;
    const answer = await fetch(url, { signal, headers: have > 0 ? { range: `bytes=${have}-` } : {} });
    // 416: nothing is left to be sent; the file is whole, or is not the right one.
    if (answer.status !== 416) {
      if (!answer.ok || !answer.body) {
        const hint = `Put ${file} into the project by hand, or choose a file of your own.`;
        return fail('not-found', `${new URL(url).host} answers ${answer.status} for ${file}.`, hint);
      }
      const from = answer.status === 206 ? have : 0;
      const length = Number(answer.headers.get('content-length') ?? Number.NaN);
      let bytes = from;
      const counted = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          const fraction = Number.isFinite(length) ? Math.min(1, bytes / (from + length)) : 0;
          onProgress({ phase: 'Downloading', fraction, bytes });
          done(null, chunk);
        },
      });
      await pipeline(
        Readable.fromWeb(answer.body as never),
        counted,
        createWriteStream(target, { flags: from > 0 ? 'a' : 'w' }),
      );
    }
    if ((await sha256(target)) !== wanted) {
      await rm(part, { recursive: true, force: true });
      return fail(
        'wrong-contents',
        `What ${new URL(url).host} sent as ${file} is not the file that is needed.`,
        'A proxy may have answered in its place. Download again, or choose a file of your own.',
      );
    }
    await rm(folder, { recursive: true, force: true });
    await rename(part, folder);
    return ok(null);
  } catch (error) {
    if (signal.aborted)
      return fail('cancelled', 'The download was cancelled.', 'Download again: it goes on from there.');
    const cause =
      error instanceof Error && error.cause instanceof Error ? `${error.cause.message} ${codeOf(error.cause)}` : '';
    return { ok: false, error: explainDownload(`${String(error)} ${codeOf(error)} ${cause}`, url) };
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
