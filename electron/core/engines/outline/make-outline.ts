/** Outlines of the build files: targets and variables of Makefiles, options of Kconfig files. */
import type { OutlineItem } from './outline-item.ts';

const RULE = /^([^\s#:=][^:=#]*?)\s*::?(?!=)(?:\s|$|[^=])/;
const VARIABLE = /^(?:export\s+|override\s+)*([A-Za-z_][\w.-]*)\s*(?:[:?+!]{0,3}=)/;

/** Targets with their recipes, and variables. `.PHONY` and its like are left out. Never throws. */
export function outlineMakefile(text: string): readonly OutlineItem[] {
  const items: OutlineItem[] = [];
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const start = index;
    while (lines[index]?.trimEnd().endsWith('\\') && index + 1 < lines.length) index++;
    const line = lines[start]!;
    if (line.startsWith('\t') || line.startsWith(' ') || line.startsWith('#')) continue;
    const variable = VARIABLE.exec(line)?.[1];
    if (variable) {
      items.push({ kind: 'variable', name: variable, line: start + 1, endLine: index + 1 });
      continue;
    }
    const targets = RULE.exec(line)?.[1]?.trim();
    if (
      !targets ||
      targets.startsWith('.') ||
      /^(?:ifeq|ifneq|ifdef|ifndef|else|endif|include|define|endef)\b/.test(targets)
    )
      continue;
    let end = index;
    while (lines[end + 1]?.startsWith('\t')) end++;
    items.push({ kind: 'target', name: targets, line: start + 1, endLine: end + 1 });
    index = end;
  }
  return items;
}

/** Options, menus and choices with their attributes. Never throws. */
export function outlineKconfig(text: string): readonly OutlineItem[] {
  const items: { kind: 'option'; name: string; line: number; endLine: number }[] = [];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const option = /^\s*(?:menu)?config\s+(\w+)/.exec(line)?.[1];
    const menu = /^\s*(?:menu|mainmenu|comment)\s+"((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
    const name = option ?? menu;
    if (name !== undefined) items.push({ kind: 'option', name, line: index + 1, endLine: index + 1 });
    else if (/^\s+\S/.test(line) && items.length > 0) items.at(-1)!.endLine = index + 1;
  }
  return items;
}
