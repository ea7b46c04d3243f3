/** Files of a Kconfig tree by their names in it: looked up in one or more root folders, globs included. */
import { isAbsolute, join } from 'node:path';
import { type BinaryText, fileAccess, statusOf, toBinary } from './kconfig-files.ts';
import { readKept } from './kept-files.ts';

/** Looks names up in each root in turn, as `conf` does in the working folder and then in $srctree. */
export class KconfigFiles {
  private readonly roots: readonly BinaryText[];
  /** Real paths of all files that were read or missed: what to watch. */
  readonly asked = new Set<BinaryText>();
  /** Where each name that was read was found. */
  readonly found = new Map<BinaryText, BinaryText>();

  constructor(roots: readonly string[]) {
    this.roots = roots.map((root) => toBinary(join(root)).replace(/\/$/, ''));
  }

  read(name: BinaryText): Uint8Array | undefined {
    for (const path of this.candidates(name)) {
      this.asked.add(path);
      const bytes = readKept(path);
      if (!bytes) continue;
      this.found.set(name, path);
      return bytes;
    }
    return undefined;
  }

  /** Names that match, in byte order, relative to their root where the pattern is. */
  glob(pattern: BinaryText): readonly BinaryText[] {
    if (isAbsolute(pattern)) return globFiles('', pattern);
    for (const root of this.roots) {
      const found = globFiles(`${root}/`, pattern);
      if (found.length > 0) return found;
    }
    return [];
  }

  private candidates(name: BinaryText): readonly BinaryText[] {
    return isAbsolute(name) ? [name] : this.roots.map((root) => pathIn(root, name));
  }
}

/** `join`, which is slow where there is nothing to tidy up: almost everywhere. */
const pathIn = (root: BinaryText, name: BinaryText): BinaryText =>
  /^\.|\/[./]/.test(name) ? join(root, name) : `${root}/${name}`;

/** As glob(3) without flags: `*`, `?`, `[…]`; a leading dot has to be written out. */
function globFiles(root: BinaryText, pattern: BinaryText): readonly BinaryText[] {
  const parts = pattern.split('/');
  let found = [''];
  for (const [i, part] of parts.entries()) {
    const last = i === parts.length - 1;
    const next: BinaryText[] = [];
    for (const prefix of found) {
      if (!/[*?[\\]/.test(part)) {
        const path = `${prefix}${part}`;
        if (!last) next.push(`${path}/`);
        else if (statusOf(`${root}${path}`)) next.push(path);
        continue;
      }
      const matches = globPattern(part);
      for (const name of fileAccess.list(`${root}${prefix}` || '.')) {
        if (name.startsWith('.') && !part.startsWith('.')) continue;
        if (!matches.test(name)) continue;
        if (last) next.push(`${prefix}${name}`);
        else if (fileAccess.isFolder(`${root}${prefix}${name}`)) next.push(`${prefix}${name}/`);
      }
    }
    found = next;
  }
  return found.sort();
}

function globPattern(part: string): RegExp {
  let source = '';
  for (let i = 0; i < part.length; i++) {
    const c = part[i]!;
    const close = c === '[' ? part.indexOf(']', i + (part[i + 1] === '!' || part[i + 1] === '^' ? 3 : 2)) : -1;
    if (c === '*') source += source.endsWith('.*') ? '' : '.*';
    else if (c === '?') source += '.';
    else if (close > 0) {
      const inside = part.slice(i + 1, close).replace(/[\\\]^[]/g, '\\$&');
      source += `[${inside.replace(/^(?:!|\\\^)/, '^')}]`;
      i = close;
    } else {
      const literal = c === '\\' && i + 1 < part.length ? part[++i]! : c;
      source += literal.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
    }
  }
  try {
    return new RegExp(`^${source}$`, 's');
  } catch {
    // A range upside down such as [z-a]: it matches nothing.
    return /(?!)/;
  }
}
