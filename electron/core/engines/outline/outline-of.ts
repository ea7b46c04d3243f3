/** Chooses the outline that fits a file by its name. */
import { outlineC } from './c-outline.ts';
import { outlineKconfig, outlineMakefile } from './make-outline.ts';
import type { OutlineItem } from './outline-item.ts';

/** A longer text is data; its outline would be too. */
const MAX_LENGTH = 4 << 20;

/** Items of a file in the order of its text; empty for kinds of files that have no outline here. Never throws. */
export function outlineOf(path: string, text: string): readonly OutlineItem[] {
  if (text.length > MAX_LENGTH) return [];
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.(?:c|h|cc|cpp|cxx|hh|hpp|hxx|inc)$/i.test(name)) return outlineC(text);
  if (/^(?:GNUmakefile|[Mm]akefile(?:\..+)?|.+\.mk)$/.test(name)) return outlineMakefile(text);
  if (/^(?:Kconfig(?:\..+)?|Config\.(?:uk|in))$/.test(name)) return outlineKconfig(text);
  return [];
}
