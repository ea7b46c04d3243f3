/** What programs answered stays true as long as certain files stay as they are: then they need not be asked again. */
import { stat } from 'node:fs/promises';
import type { Facts } from '#core/families/source.ts';

interface Kept {
  readonly files: readonly string[];
  readonly stamps: string;
  readonly answers: Facts;
}

export interface LastingAnswers {
  /** Empty where something has changed, or nothing was kept under this name. */
  find(name: string): Promise<Facts>;
  /** @param files absolute paths that decide, whether they are there or not; null: nobody can say which */
  keep(name: string, files: readonly string[] | null, answers: Facts): Promise<void>;
}

export function createLastingAnswers(): LastingAnswers {
  const all = new Map<string, Kept>();
  return {
    async find(name) {
      const kept = all.get(name);
      if (!kept) return {};
      if (kept.stamps === (await stampsOf(kept.files))) return kept.answers;
      all.delete(name);
      return {};
    },
    async keep(name, files, answers) {
      if (files === null) all.delete(name);
      else all.set(name, { files, stamps: await stampsOf(files), answers });
    },
  };
}

async function stampsOf(files: readonly string[]): Promise<string> {
  const stamps = files.map((path) =>
    stat(path).then(
      ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
      () => '',
    ),
  );
  return (await Promise.all(stamps)).join('\n');
}
