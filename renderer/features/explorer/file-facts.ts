/** What the tree says of a file beside its name: problems found in it, and that it is not saved. */
import type { Problem } from '#core/contract/problem.ts';

export interface FileFacts {
  readonly errors: number;
  readonly warnings: number;
  readonly dirty: boolean;
}

const NOTHING: FileFacts = { errors: 0, warnings: 0, dirty: false };

/** Facts by path; a folder has the sums of what is below it. */
export class FactsByPath {
  private readonly facts = new Map<string, FileFacts>();

  constructor(problems: readonly Problem[], dirty: Iterable<string>) {
    for (const { severity, at } of problems) {
      if (!at || severity === 'hint' || at.file.startsWith('/')) continue;
      this.add(at.file, (facts) =>
        severity === 'error' ? { ...facts, errors: facts.errors + 1 } : { ...facts, warnings: facts.warnings + 1 },
      );
    }
    for (const path of dirty) this.add(path, (facts) => ({ ...facts, dirty: true }));
  }

  of(path: string): FileFacts {
    return this.facts.get(path) ?? NOTHING;
  }

  /** For screen readers; undefined where there is nothing to say. */
  describe(path: string): string | undefined {
    const { errors, warnings, dirty } = this.of(path);
    const parts = [counted(errors, 'error'), counted(warnings, 'warning'), dirty ? 'not saved' : ''].filter(Boolean);
    return parts.length > 0 ? parts.join(', ') : undefined;
  }

  private add(path: string, change: (facts: FileFacts) => FileFacts): void {
    for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
      this.facts.set(at, change(this.of(at)));
    }
  }
}

function counted(count: number, word: string): string {
  return count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`;
}
