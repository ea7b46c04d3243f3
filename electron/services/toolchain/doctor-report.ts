/** Folds what was found of each family's tools into one report. Pure. */

import { shortVersion } from '#core/base/compare-versions.ts';
import type { FamilyReadiness, ToolReport } from '#core/contract/toolchain.ts';
import type { ToolRequirement, UnikernelFamily } from '#core/families/family.ts';
import type { ToolFinding } from './check-tool.ts';
import type { InstallCommand } from './package-manager.ts';

/** A tool that several families need is one row; the first family's words are used. */
export function distinctTools(families: readonly UnikernelFamily[]): readonly ToolRequirement[] {
  const tools = new Map<string, ToolRequirement>();
  for (const tool of families.flatMap((family) => family.tools)) if (!tools.has(tool.id)) tools.set(tool.id, tool);
  return [...tools.values()];
}

export function toolReports(
  families: readonly UnikernelFamily[],
  findings: ReadonlyMap<string, ToolFinding>,
  install: (tool: ToolRequirement) => InstallCommand | null,
): ToolReport[] {
  return distinctTools(families).map((tool) => {
    const users = families.filter((family) => family.tools.some(({ id }) => id === tool.id));
    const finding = findings.get(tool.id);
    const command = finding?.works ? null : install(tool);
    return {
      id: tool.id,
      name: tool.name,
      state: !finding?.path ? 'missing' : finding.limit === null ? 'found' : 'limited',
      version: finding?.version ?? null,
      path: finding?.path ?? null,
      note: finding?.limit ?? tool.why,
      why: tool.why,
      required: users.some((family) => neededTools(family, family.archs[0]).some(({ id }) => id === tool.id)),
      neededBy: users.map(({ id }) => id),
      install: command ? { argv: [...command.argv], note: command.note } : null,
    };
  });
}

/** Ready: what its first architecture needs is here and works. */
export function readiness(family: UnikernelFamily, findings: ReadonlyMap<string, ToolFinding>): FamilyReadiness {
  const needed = neededTools(family, family.archs[0]);
  const missing = needed.filter((tool) => !findings.get(tool.id)?.works);
  return {
    family: family.id,
    name: family.name,
    ready: missing.length === 0,
    facts: needed.map((tool) => {
      const { works, version, path } = findings.get(tool.id) ?? { works: false, version: null, path: null };
      if (works) return { text: version ? `${tool.name} ${shortVersion(version)}` : tool.name, ok: true };
      return { text: path ? `${tool.name} does not work` : `${tool.name} missing`, ok: false };
    }),
    missing: missing.length,
    total: needed.length,
  };
}

/** What a family cannot do without, for one architecture. */
export function neededTools(family: UnikernelFamily, arch: string | undefined): readonly ToolRequirement[] {
  return family.tools.filter(
    (tool) => tool.required && (tool.archs === undefined || tool.archs.some((one) => one === arch)),
  );
}
