/** `studio doctor`: which tools are here, which miss, and the command that installs them. */
import type { DoctorReport, ToolReport } from '#core/contract/toolchain.ts';
import { commandText } from '../../../services/toolchain/missing-tool.ts';
import type { CliCommand } from '../cli-command.ts';
import { parseWords } from '../cli-command.ts';
import { type CliOutput, plainText } from '../cli-output.ts';
import { EXIT } from '../exit-status.ts';
import { failedStatus, wrongUsage } from '../refuse.ts';

export const doctorCommand: CliCommand = {
  name: 'doctor',
  summary: 'look which tools are here',
  usage: '[FAMILY] [--json]',
  help: `Looks for every tool that FAMILY needs, or that any family needs. Nothing is installed.
  --json  one JSON object: the whole report
`,
  async run(words, { out, signal, studio: get }) {
    const parsed = parseWords(words, { json: { type: 'boolean' } } as const, { least: 0, most: 1, name: 'FAMILY' });
    if (!parsed.ok) return wrongUsage(out, 'doctor', parsed.error);
    const asked = parsed.value.positionals[0]?.toLowerCase();
    out.json = parsed.value.options.json ?? false;
    const studio = await get();
    const known = studio.families.map(({ id }) => id as string);
    if (asked !== undefined && !known.includes(asked)) {
      const hint = `There is: ${known.join(', ')}.`;
      return wrongUsage(out, 'doctor', { code: 'wrong-usage', message: `There is no family "${asked}".`, hint });
    }
    const answer = await studio.handlers['toolchain.report']({ fresh: true }, { signal });
    if (!answer.ok) return failedStatus(out, answer.error);
    const report = narrowed(answer.value, asked);
    const status = report.families.every(({ ready }) => ready) ? EXIT.done : EXIT.toolMissing;
    out.object({ kind: 'doctor', report });
    for (const line of reportLines(report, out)) out.line(line);
    out.object({ kind: 'result', status });
    return status;
  },
};

function narrowed(report: DoctorReport, family: string | undefined): DoctorReport {
  if (family === undefined) return report;
  return {
    ...report,
    families: report.families.filter((one) => one.family === family),
    tools: report.tools.filter(({ neededBy }) => neededBy.some((one) => one === family)),
  };
}

function* reportLines({ families, tools, computer }: DoctorReport, out: CliOutput): Generator<string> {
  for (const { name, ready, missing, facts } of families) {
    const state = ready ? out.tone('good', 'ready') : out.tone('bad', `${missing} missing`);
    yield `${out.tone('strong', name)}: ${state} (${facts.map(({ text }) => text).join(', ')})`;
  }
  yield '';
  const width = Math.max(...tools.map(({ name }) => name.length));
  for (const tool of tools) {
    yield `${mark(tool, out)} ${tool.name.padEnd(width)}  ${describe(tool)}`;
    if (tool.install) yield out.tone('dim', `  ${' '.repeat(width)}  ${commandText(tool.install.argv)}`);
  }
  yield '';
  yield `${computer.system}, ${computer.cpus} processors. KVM: ${plainText(computer.kvm.note)}`;
}

function mark({ state, required }: ToolReport, out: CliOutput): string {
  if (state === 'found') return out.tone('good', '✓');
  if (state === 'limited') return out.tone('warning', '!');
  return required ? out.tone('bad', '✗') : out.tone('dim', '–');
}

function describe({ state, version, path, note, why, required }: ToolReport): string {
  if (state === 'missing') return `missing${required ? '' : ', optional'}: ${plainText(why)}`;
  const found = [version, path].filter((part) => part !== null).join('  ');
  return state === 'limited' ? `${found}  ${plainText(note)}` : found;
}
