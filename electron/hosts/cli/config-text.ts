/** Options, their reasons and proposed changes as lines for a terminal. */
import type { CompareRow, ConditionPart, ConfigFixSet, OptionDetails } from '#core/contract/config.ts';
import { type CliOutput, plainText } from './cli-output.ts';

const shown = (value: string): string => (value === '' ? '(empty)' : value);

export function optionLine(option: string, value: string, prompt: string, out: CliOutput): string {
  return `${out.tone('strong', option)}=${value}  ${out.tone('dim', prompt)}`.trimEnd();
}

export function changeText(option: string, from: string, to: string, out: CliOutput): string {
  return `${out.tone('strong', option)}: ${shown(from)} -> ${shown(to)}`;
}

export function differenceText({ option, here, there, prompt }: CompareRow, out: CliOutput): string {
  return `${out.tone('strong', option)}: ${shown(here)} here, ${shown(there)} there  ${out.tone('dim', prompt)}`;
}

export function fixText(number: number, { title, follows, diff }: ConfigFixSet): string {
  const lines = diff.map(({ kind, text, reason }) => {
    const why = reason && kind === 'added' ? `   # ${reason.text}` : '';
    return `       ${kind === 'added' ? '+' : '-'} ${text}${why}`;
  });
  const more = follows.length === 0 ? '' : ` (${follows.length} more ${follows.length === 1 ? 'follows' : 'follow'})`;
  return [`  ${number}. ${title}${more}`, ...lines].join('\n');
}

export function explanationText(details: OptionDetails, out: CliOutput): string {
  const { option, type, value, defaultValue, range, because, dependency, places, obstacle } = details;
  const prompt = places.find((each) => each.prompt !== '')?.prompt ?? '';
  const lines = [`${out.tone('strong', option)}  ${prompt}`.trimEnd()];
  const bounds = range ? `, ${range.low} to ${range.high}` : '';
  lines.push(`  value    ${shown(value)}  (${type}${bounds}; by default ${shown(defaultValue)})`);
  for (const { text, at, condition } of because) {
    const where = at ? `  ${at.file}:${at.line}` : '';
    lines.push(`  because  ${plainText(text)}${condition === '' ? '' : ` if ${condition}`}${out.tone('dim', where)}`);
  }
  if (dependency.length > 0) lines.push('  depends on', ...dependency.map((part) => partText(part, out)));
  for (const [title, list] of [
    ['selects', details.selects],
    ['implies', details.implies],
    ['selected by', details.selectedBy],
    ['implied by', details.impliedBy],
  ] as const)
    if (list.length > 0)
      lines.push(`  ${title}  ${list.map((each) => `${each.option}${each.active ? ' (now)' : ''}`).join(', ')}`);
  for (const { at, path } of places) lines.push(`  at       ${at.file}:${at.line}  ${path.join(' > ')}`.trimEnd());
  if (details.unknownBecause.length > 0)
    lines.push(`  unknown  the shell was not asked: ${details.unknownBecause.join('; ')}`);
  if (obstacle) lines.push(`  ${out.tone('warning', plainText(obstacle.message))}`);
  if (details.help !== '') lines.push('', ...details.help.split('\n').map((line) => `  ${line}`.trimEnd()));
  return lines.join('\n');
}

function partText({ depth, kind, text, value, met, options }: ConditionPart, out: CliOutput): string {
  const mark = met ? out.tone('good', '+') : out.tone('bad', '-');
  const name = { all: 'all of', any: 'any of', not: 'not', option: text, compare: text, constant: text }[kind];
  const values = kind === 'option' ? ` (${value})` : kind === 'compare' ? ` (${valuesText(options)})` : '';
  return `    ${'  '.repeat(depth)}${mark} ${name}${values}`;
}

function valuesText(options: ConditionPart['options']): string {
  return options.map(({ option, value }) => `${option} is ${shown(value)}`).join(', ');
}
