/** Turns file names of a build log into paths of the project: follows make from folder to folder. */
import type { ToolOutputContext } from './tool-output-context.ts';

const MOVES = /^(?:\S*make(?:\.exe)?(?:\[\d+\])?|ninja): (Entering|Leaving) directory [`'‘"](.*)['’"]$/;

/** Resolves `.` and `..`; `path` is absolute. */
export function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export class LogPaths {
  private readonly root: string;
  private readonly start: string;
  private readonly entered: string[] = [];
  private known: ReadonlySet<string> | null = null;
  private readonly lines = new Map<string, readonly string[] | null>();

  constructor(private readonly context: ToolOutputContext) {
    this.root = normalPath(context.root);
    this.start = normalPath(context.cwd ?? context.root);
  }

  /** Looks for make's "Entering directory"; true when the line was one of these. */
  observe(text: string): boolean {
    const move = MOVES.exec(text);
    if (!move?.[1] || move[2] === undefined) return false;
    const folder = move[2].startsWith('/') ? normalPath(move[2]) : normalPath(`${this.folder()}/${move[2]}`);
    if (move[1] === 'Entering') this.entered.push(folder);
    else {
      const index = this.entered.lastIndexOf(folder);
      if (index >= 0) this.entered.splice(index, 1);
    }
    return true;
  }

  /** The folder that relative names are most likely meant from. */
  folder(): string {
    return this.entered.at(-1) ?? this.start;
  }

  /**
   * Relative to the project where the file is inside it, absolute otherwise; null for what is not a file (`<stdin>`).
   * Makes that run side by side mix their folders: the newest one that holds such a file is taken.
   */
  resolve(name: string): string | null {
    if (name === '' || /^[<{(]/.test(name)) return null;
    if (name.startsWith('/')) return this.relative(normalPath(name));
    const folders = [...this.entered].reverse();
    folders.push(this.start);
    for (const folder of folders) {
      const path = this.relative(normalPath(`${folder}/${name}`));
      if (this.has(path)) return path;
    }
    return this.relative(normalPath(`${this.folder()}/${name}`));
  }

  /** Like `resolve`, for a name that may have lost its folder: the one file of the project of that name. */
  resolveBase(name: string): string | null {
    const path = this.resolve(name);
    if (path === null || name.includes('/') || this.has(path)) return path;
    const same = this.projectFiles.filter((file) => file.endsWith(`/${name}`));
    return same.length === 1 ? same[0]! : path;
  }

  /** True for a file that is known to be in the project. */
  has(path: string): boolean {
    this.known ??= new Set(this.context.paths ?? []);
    return this.known.has(path);
  }

  get missingTool(): ToolOutputContext['missingTool'] {
    return this.context.missingTool;
  }

  get projectFiles(): readonly string[] {
    return this.context.paths ?? [];
  }

  text(path: string): string | undefined {
    return path.startsWith('/') ? undefined : this.context.source?.(path);
  }

  /** One line of a file of the project, without its line break; `undefined` where it is not known. */
  line(path: string, line: number): string | undefined {
    return this.allLines(path)?.[line - 1];
  }

  allLines(path: string): readonly string[] | null {
    const cached = this.lines.get(path);
    if (cached !== undefined) return cached;
    const lines = this.text(path)?.split(/\r?\n/) ?? null;
    this.lines.set(path, lines);
    return lines;
  }

  private relative(path: string): string {
    if (this.root === '/') return path.slice(1);
    return path.startsWith(`${this.root}/`) ? path.slice(this.root.length + 1) : path;
  }
}
