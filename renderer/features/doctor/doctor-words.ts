/** What the doctor's page says of a report, in words and in what order. */
import type { BootTest, DoctorReport, FamilyReadiness, ToolReport } from '#core/contract/toolchain.ts';
import { formatBytes } from '../../ui/format-bytes.ts';

/** Tools in the order of the table: what is missing, what has a limit, what is there. */
export function sortedTools(tools: readonly ToolReport[]): readonly ToolReport[] {
  const rank = (tool: ToolReport) => {
    if (tool.state === 'missing') return tool.required ? 0 : 1;
    return tool.state === 'limited' ? 2 : 3;
  };
  return [...tools].sort((a, b) => rank(a) - rank(b));
}

/** Tools found without a limit that are shown before "Show all". */
const FOUND_SHOWN = 6;

export function shownTools(
  tools: readonly ToolReport[],
  all: boolean,
): { rows: readonly ToolReport[]; hidden: number } {
  const sorted = sortedTools(tools);
  const notable = sorted.filter((tool) => tool.state !== 'found').length;
  const limit = Math.max(notable + FOUND_SHOWN, 9);
  if (all || sorted.length <= limit + 1) return { rows: sorted, hidden: 0 };
  return { rows: sorted.slice(0, limit), hidden: sorted.length - limit };
}

export function foundCount(tools: readonly ToolReport[]): number {
  return tools.filter((tool) => tool.state !== 'missing').length;
}

/** "Bare and Unikraft work now. Hermit needs one more tool." */
export function familiesSentence(families: readonly FamilyReadiness[]): string {
  const ready = families.filter((family) => family.ready).map((family) => family.name);
  const others = families.filter((family) => !family.ready);
  const parts: string[] = [];
  if (ready.length > 0) parts.push(`${listed(ready)} ${ready.length === 1 ? 'works' : 'work'} now.`);
  const byCount = new Map<number, string[]>();
  for (const { name, missing } of others) byCount.set(missing, [...(byCount.get(missing) ?? []), name]);
  for (const [missing, names] of byCount) {
    const each = names.length > 1 ? 'each need' : 'needs';
    parts.push(`${listed(names)} ${each} ${missing === 1 ? 'one more tool' : `${missing} more tools`}.`);
  }
  return parts.join(' ');
}

export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** "Ready", "1 of 5 missing". */
export function readinessText(family: FamilyReadiness): string {
  if (!family.ready) return `${family.missing} of ${family.total} missing`;
  const limits = family.facts.filter((fact) => !fact.ok).length;
  if (limits === 0) return 'Ready';
  return `Ready, ${limits === 1 ? 'one limit' : `${limits} limits`}`;
}

export interface BootTestParts {
  readonly title: string;
  readonly parts: readonly { readonly id: string; readonly label: string; readonly ms: number }[];
}

export function bootTestTitle(test: BootTest): string {
  const seconds = `${(test.totalMs / 1000).toFixed(2)} s`;
  return test.passed ? `The boot test passed in ${seconds}` : `The boot test failed after ${seconds}`;
}

export function computerFacts({ computer }: DoctorReport): readonly (readonly [string, string])[] {
  const { cpus } = computer;
  return [
    ['System', computer.system],
    ['CPU', `${cpus} ${cpus === 1 ? 'core' : 'cores'}, ${computer.arch}`],
    ['KVM', computer.kvm.note],
    ['Memory', `${formatBytes(computer.memoryFreeBytes)} free`],
    ['Disk', `${formatBytes(computer.diskFreeBytes)} free`],
  ];
}

/** A command as a person would type it; what is run is the list of words itself. */
export function shellText(argv: readonly string[]): string {
  return argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}
