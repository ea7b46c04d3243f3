/**
 * Keeps other children from inheriting terminals: node-pty opens the master side without close-on-exec, and Node cannot
 * set that flag later. What Node can do is to put /dev/null in the place of a descriptor in the child.
 */
import type { StdioOptions } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

export class PtyMasters {
  private readonly open = new Map<number, number>();
  private empty: number | null = null;

  add(pid: number, master: number | undefined): void {
    if (master !== undefined && master > 2) this.open.set(pid, master);
  }

  remove(pid: number): void {
    this.open.delete(pid);
  }

  /** `stdio` for a child, with every open master replaced. */
  shield(stdio: ('pipe' | 'ignore' | number)[]): StdioOptions {
    for (const master of this.open.values()) {
      this.empty ??= openSync('/dev/null', 'r');
      while (stdio.length < master) stdio.push('ignore');
      stdio[master] = this.empty;
    }
    return stdio;
  }

  dispose(): void {
    if (this.empty !== null) closeSync(this.empty);
    this.empty = null;
  }
}
