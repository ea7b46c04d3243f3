/** Where a configuration's model comes from: the one thing that each kind of source does in its own way. */
import type { ConfigModel } from '#core/engines/config/config-model.ts';
import { CargoSource } from './cargo-source.ts';
import type { SourceTask } from './config-protocol.ts';
import { KconfigSource } from './kconfig-source.ts';

/** Reads synchronously: it lives in a thread of its own. */
export interface ModelSource {
  /** Reads all files anew, but for the one that keeps the choices. */
  load(): ConfigModel;
  /** Whether a file that was read, or missed, is another one now. */
  isStale(): boolean;
  /** Absolute path of a file as the tree names it; null where the tree is not made of it. */
  fileAt(name: string): string | null;
}

/** A new kind of source is one more case here. */
export function modelSource(task: SourceTask): ModelSource {
  switch (task.kind) {
    case 'kconfig':
      return new KconfigSource(task);
    case 'cargo':
      return new CargoSource(task);
  }
}
