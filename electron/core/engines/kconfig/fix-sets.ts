/** Proposed sets of changes as a person judges them: what is done, what follows and why, and the lines of the .config. */
import type { DiffLine } from '../../contract/config.ts';
import type { ModelFixes } from '../config/config-model.ts';
import { linesByName } from './config-file.ts';
import { explain } from './explain.ts';
import { type FixSet, findFixes } from './fixes.ts';
import type { KSymbol } from './model.ts';
import { type Naming, obstacleSentence } from './obstacle-sentence.ts';
import type { KconfigSession } from './session.ts';
import { shownText } from './text.ts';

type Reason = NonNullable<DiffLine['reason']>;

/** @param wanted as the model's callers give it, as a binary string */
export function kconfigFixes(session: KconfigSession, naming: Naming, symbol: KSymbol, wanted: string): ModelFixes {
  const found = findFixes(session, symbol, wanted);
  const before = writtenLines(session);
  return {
    obstacle: obstacleSentence(session, naming, symbol, wanted),
    sets: found.sets.map((set) => describe(session, naming, set, symbol, before)),
    excluding: found.excluding.map(shownText),
    complete: found.complete,
  };
}

type Described = ModelFixes['sets'][number];

function describe(
  session: KconfigSession,
  { promptOf }: Naming,
  set: FixSet,
  target: KSymbol,
  before: ReadonlyMap<string, string>,
): Described {
  const asked = new Set(set.steps.map(({ option }) => option));
  const wanted = set.steps.flatMap(({ option, to }) => {
    const symbol = session.symbol(option);
    return symbol ? [{ symbol, value: to }] : [];
  });
  let after: ReadonlyMap<string, string> = before;
  const reasons = new Map<string, Reason>();
  if (session.tryApply(wanted)) {
    after = writtenLines(session);
    const names = new Set([...before.keys(), ...after.keys(), ...set.alsoChanges.map(({ option }) => option)]);
    for (const name of names)
      if (before.get(name) !== after.get(name) || set.alsoChanges.some(({ option }) => option === name))
        reasons.set(name, reasonOf(session, name, asked, target, after.has(name)));
    session.takeBack();
  }
  const change = ({ option, from, to }: FixSet['steps'][number]) => ({
    option: shownText(option),
    prompt: promptOf(shownText(option)),
    from: shownText(from),
    to: shownText(to),
  });
  const steps = set.steps.map(change);
  return {
    title: steps.map(({ option, from, to }) => stepText(option, from, to)).join(', then '),
    steps,
    follows: set.alsoChanges.map((each) => ({ ...change(each), because: reasons.get(each.option)?.text ?? 'follows' })),
    diff: diffLines(before, after, reasons),
  };
}

function stepText(option: string, from: string, to: string): string {
  if (from === 'm' && to === 'y') return `build ${option} in`;
  if (to === 'y') return `turn on ${option}`;
  if (to === 'n') return `turn off ${option}`;
  return to === 'm' ? `make ${option} a module` : `set ${option} to ${to}`;
}

function reasonOf(
  session: KconfigSession,
  name: string,
  asked: ReadonlySet<string>,
  target: KSymbol,
  isWritten: boolean,
): Reason {
  if (name === target.name) return { kind: 'asked', text: 'what you asked for' };
  if (asked.has(name)) return { kind: 'needed', text: `needed by ${shownText(target.name)}` };
  const symbol = session.symbol(name);
  if (!symbol || !isWritten) return { kind: 'hidden', text: 'does not apply any more' };
  const { origin, because } = explain(session, symbol);
  const by = shownText(because[0]?.option ?? '');
  switch (origin) {
    case 'selected':
      return { kind: 'selected', text: `selected by ${by}` };
    case 'implied':
      return { kind: 'implied', text: `implied by ${by}` };
    case 'choice':
      return { kind: 'choice', text: 'another value of its choice is chosen' };
    case 'user':
      if (symbol.choice) return { kind: 'choice', text: 'another value of its choice is chosen' };
      return { kind: 'follows', text: 'it was set before, and counts now' };
    case 'default':
      return { kind: 'default', text: 'its default' };
    case 'unset':
      return { kind: 'follows', text: 'follows' };
  }
}

/** Lines of the written .config by the name of their symbol, in order. */
function writtenLines(session: KconfigSession): ReadonlyMap<string, string> {
  return new Map([...linesByName(session.write(), session.prefix)].map(([name, { text }]) => [name, text]));
}

/** In the order of the file: a line that goes stands before the one that takes its place. */
function diffLines(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  reasons: ReadonlyMap<string, Reason>,
): DiffLine[] {
  const lines: DiffLine[] = [];
  const add = (kind: DiffLine['kind'], name: string, text: string) =>
    lines.push({ kind, text: shownText(text), option: shownText(name), reason: reasons.get(name) ?? null });
  const gone = [...before].filter(([name]) => !after.has(name));
  for (const [name, text] of after) {
    const was = before.get(name);
    if (was === text) continue;
    if (was !== undefined) add('removed', name, was);
    add('added', name, text);
  }
  for (const [name, text] of gone) add('removed', name, text);
  return lines;
}
