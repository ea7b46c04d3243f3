/** A line of `.config` that kernel/config.awk refuses: an unknown option, a value of the wrong type, a number out of range. */
import type { Fix, Problem, SourceRange } from '../../../contract/problem.ts';
import { DOT_CONFIG } from '../../../engines/config/dot-config.ts';
import { closestName } from '../../../engines/problems/closest-name.ts';
import { evidenceOf, lineRange, type MatchedLine, matchingLines } from '../../evidence.ts';
import type { Diagnoser, DiagnosisInput } from '../../family.ts';

const REFUSAL = /^\.config:(\d+): error: (.+)$/;

interface Said {
  readonly title: string;
  readonly why: string;
  /** Lines that would be right, with what they do. */
  readonly lines: readonly { readonly title: string; readonly text: string }[];
}

function optionNames({ files }: DiagnosisInput): string[] {
  return [...(files.read('Kconfig') ?? '').matchAll(/^config (\w+)/gm)].map((match) => match[1]!);
}

function explain(message: string, input: DiagnosisInput, current: string): Said {
  const value = current.slice(current.indexOf('=') + 1);
  const set = (name: string, to: string) => ({ title: `Set \`${name}\` to \`${to}\``, text: `CONFIG_${name}=${to}` });
  const [, unknown] = /^Kconfig has no option (\w+)$/.exec(message) ?? [];
  if (unknown !== undefined) {
    const similar = closestName(unknown, optionNames(input));
    return {
      title: `There is no option \`${unknown}\``,
      why: similar
        ? `\`Kconfig\` has one that is called \`${similar}\`.`
        : '`Kconfig` lists the options that there are.',
      lines: [
        ...(similar ? [{ title: `Change it to \`${similar}\``, text: `CONFIG_${similar}=${value}` }] : []),
        { title: 'Remove the line', text: '' },
      ],
    };
  }
  const [, ranged, low, high, given] = /^(\w+) lies between (\S+) and (\S+), not at (\S+)$/.exec(message) ?? [];
  if (ranged !== undefined) {
    const nearest = Number(given) < Number(low) ? low! : high!;
    return {
      title: `\`${ranged}\` can't be ${given}`,
      why: `It lies between ${low} and ${high}.`,
      lines: [set(ranged, nearest)],
    };
  }
  const [, bool] = /^(\w+) is y or n, not/.exec(message) ?? [];
  if (bool !== undefined) {
    const off = { title: `Turn \`${bool}\` off`, text: `# CONFIG_${bool} is not set` };
    const on = { title: `Turn \`${bool}\` on`, text: `CONFIG_${bool}=y` };
    const why = 'An option of this kind is either on or off.';
    return {
      title: `\`${bool}\` is neither on nor off`,
      why,
      lines: /^(n|no|off|0|false)$/i.test(value) ? [off, on] : [on, off],
    };
  }
  const [, number] = /^(\w+) is a number, not/.exec(message) ?? [];
  if (number !== undefined) {
    const fallback = new RegExp(`^config ${number}\\n(?:\\t.*\\n)*?\\tdefault (\\S+)$`, 'm').exec(
      input.files.read('Kconfig') ?? '',
    );
    const lines = fallback ? [set(number, fallback[1]!)] : [];
    return { title: `\`${number}\` has to be a number`, why: `\`${value}\` is not one.`, lines };
  }
  const [, text] = /^(\w+) is a text between quotes, not/.exec(message) ?? [];
  if (text !== undefined) {
    const plain = value.replace(/^"|"$/g, '').replace(/\\(["\\])/g, '$1');
    const quoted = `"${plain.replace(/["\\]/g, '\\$&')}"`;
    const why = 'A text stands between quotes; a quote inside of it is written `\\"`, a backslash `\\\\`.';
    return {
      title: `The text of \`${text}\` needs quotes`,
      why,
      lines: [{ title: 'Quote it', text: `CONFIG_${text}=${quoted}` }],
    };
  }
  const name = /^(\w+)=/.exec(current)?.[1];
  const known = name !== undefined && optionNames(input).includes(name);
  return {
    title: 'This line of `.config` says nothing that can be understood',
    why: 'A line is `CONFIG_NAME=value`, `# CONFIG_NAME is not set`, or a comment that starts with `#`.',
    lines: [
      ...(known ? [{ title: 'Put `CONFIG_` before it', text: `CONFIG_${current}` }] : []),
      { title: 'Make it a comment', text: `# ${current}` },
    ],
  };
}

function problem(line: MatchedLine, input: DiagnosisInput): Problem {
  const number = Number(line.match[1]);
  const text = input.files.read(DOT_CONFIG);
  const at: SourceRange = lineRange(text, DOT_CONFIG, number) ?? { file: DOT_CONFIG, line: number, column: 1 };
  const said = explain(line.match[2]!, input, text?.split(/\r?\n/)[number - 1] ?? '');
  const fixes = said.lines.map(
    (right): Fix => ({
      kind: 'edit',
      title: right.title,
      effect: `line ${number} of .config`,
      edits: [{ at: { ...at, column: 1 }, newText: right.text }],
    }),
  );
  return {
    code: 'bare.config-value',
    severity: 'error',
    title: said.title,
    why: said.why,
    at,
    evidence: evidenceOf(input, line),
    quote: line.text,
    fixes,
  };
}

export const configValue: Diagnoser = {
  code: 'bare.config-value',
  diagnose: (input) => matchingLines(input, REFUSAL).map((line) => problem(line, input)),
};
