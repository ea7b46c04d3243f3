/** A disk, a place for backups and a clock, in memory; every answer comes when the test lets it come. */
import { disposable } from '#core/base/disposable.ts';
import { fail, ok, type Result } from '#core/base/result.ts';
import type { Backup, FileContent } from '#core/contract/files.ts';
import type { DocumentPorts } from '../../../../../renderer/features/editor/documents/document-ports.ts';

export class FakeProject implements DocumentPorts {
  readonly files = new Map<string, string>();
  readonly backups = new Map<string, Backup>();
  /** Texts that a write of the window has taken the place of, in order. */
  readonly overwritten: string[] = [];
  /** Every text that stood on the disk, in order, and who wrote it. */
  readonly history: { text: string; own: boolean }[] = [];
  /** Set by a test: the next call of this name fails so, after having been carried out where `carriedOut` says so. */
  nextFailure: { call: 'read' | 'write' | 'saveBackup'; code: string; carriedOut?: boolean } | null = null;
  writable = true;
  private time = 0;
  private timers: { at: number; run: () => void }[] = [];

  constructor(private readonly pace: () => Promise<unknown> = () => Promise.resolve()) {}

  static etag(text: string): string {
    return `c-${text.length}-${text}`.slice(0, 120);
  }

  async read(path: string): Promise<Result<FileContent>> {
    await this.pace();
    const failure = this.failure('read');
    if (failure) return fail(failure.code, `${path}: ${failure.code}`);
    const text = this.files.get(path);
    const answer: Result<FileContent> =
      text === undefined
        ? fail('not-found', `${path} is not there.`)
        : text.includes('\0')
          ? ok({ kind: 'binary', size: text.length, etag: `s-${text.length}` })
          : ok({
              kind: 'text',
              text,
              etag: FakeProject.etag(text),
              size: text.length,
              eol: text.includes('\r\n') ? '\r\n' : '\n',
              bom: false,
              writable: this.writable,
            });
    await this.pace();
    return answer;
  }

  async write(path: string, text: string, baseEtag: string | null): Promise<Result<{ etag: string }>> {
    await this.pace();
    const failure = this.failure('write');
    if (failure && !failure.carriedOut) return fail(failure.code, `${path}: ${failure.code}`);
    const before = this.files.get(path);
    if (baseEtag === null && before !== undefined) return fail('already-exists', `${path} exists already.`);
    if (baseEtag !== null && (before === undefined || FakeProject.etag(before) !== baseEtag)) {
      return fail('changed-on-disk', `${path} changed on disk.`);
    }
    if (before !== undefined) this.overwritten.push(before);
    this.files.set(path, text);
    this.history.push({ text, own: true });
    await this.pace();
    if (failure) return fail(failure.code, `${path}: ${failure.code}`);
    return ok({ etag: FakeProject.etag(text) });
  }

  async saveBackup(backup: Backup): Promise<Result<null>> {
    await this.pace();
    const failure = this.failure('saveBackup');
    if (failure) return fail(failure.code, failure.code);
    this.backups.set(backup.path, backup);
    return ok(null);
  }

  async dropBackup(path: string): Promise<Result<null>> {
    await this.pace();
    this.backups.delete(path);
    return ok(null);
  }

  after(ms: number, run: () => void) {
    const timer = { at: this.time + ms, run };
    this.timers.push(timer);
    return disposable(() => {
      this.timers = this.timers.filter((other) => other !== timer);
    });
  }

  now(): number {
    return this.time;
  }

  advance(ms: number): void {
    const until = this.time + ms;
    for (;;) {
      const [next] = this.timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.time = Math.max(this.time, next.at);
      next.run();
    }
    this.time = until;
  }

  /** Another program writes. */
  overwrite(path: string, text: string): void {
    this.files.set(path, text);
    this.history.push({ text, own: false });
  }

  private failure(call: 'read' | 'write' | 'saveBackup') {
    if (this.nextFailure?.call !== call) return null;
    const failure = this.nextFailure;
    this.nextFailure = null;
    return failure;
  }
}
