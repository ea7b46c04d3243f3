/** Unsaved edits of a configuration, kept outside the project until they are saved or taken back. */
import { readFileSync } from 'node:fs';
import { mkdir, unlink } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import * as v from 'valibot';
import type { ConfigStep } from '#core/engines/config/config-model.ts';
import { atomicWrite } from '../project/atomic-write.ts';
import type { BinaryText } from './kconfig-files.ts';

const draft = v.object({
  version: v.literal(1),
  /** Both with one char for each byte. `base`: the file that the edits started from; null: there was none. */
  text: v.string(),
  base: v.nullable(v.string()),
  /** The edits as values, where they are none of the text itself. */
  steps: v.nullable(v.array(v.object({ option: v.string(), to: v.string() }))),
});
export interface Draft {
  readonly text: BinaryText;
  readonly base: BinaryText | null;
  readonly steps: readonly ConfigStep[] | null;
}

/** Typing is gathered for this long. */
const AFTER_MS = 150;

export class ConfigDraft {
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();
  private kept: boolean;

  /** @param path absolute; its folder is made when first needed. null: nothing is kept. */
  constructor(
    private readonly path: string | null,
    /** null: there is nothing unsaved. */
    private readonly present: () => Draft | null,
  ) {
    this.kept = path !== null;
  }

  /** null: there is none, or it is damaged. */
  read(): Draft | null {
    if (this.path === null) return null;
    try {
      const parsed = v.safeParse(draft, JSON.parse(readFileSync(this.path, 'utf8')));
      return parsed.success ? parsed.output : null;
    } catch {
      return null;
    }
  }

  /** Something was edited, saved or taken back. */
  touch(): void {
    if (this.path === null) return;
    this.timer ??= setTimeout(() => void this.flush(), AFTER_MS);
  }

  /** Resolves when the disk has what is unsaved now. */
  flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const { path } = this;
    if (path === null) return Promise.resolve();
    // One after the other; a disk that is full loses the draft, not the edits.
    this.writing = this.writing.then(() => this.write(path)).catch(() => undefined);
    return this.writing;
  }

  private async write(path: string): Promise<void> {
    const now = this.present();
    if (now) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const text = JSON.stringify({ version: 1, ...now });
      await atomicWrite(dirname(path), basename(path), Buffer.from(text), { mode: 0o600 });
    } else if (this.kept) await unlink(path).catch(() => undefined);
    this.kept = now !== null;
  }
}
