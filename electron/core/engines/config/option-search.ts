/**
 * Search as you type over the names, prompts and helps of a configuration: all words have to occur, what is found in a
 * name ranks above a prompt, a prompt above a help. Made for 20,000 options and one key in a few milliseconds.
 */
import { type ConfigFilter, type ConfigHits, OPTION_FLAGS } from '../../contract/config.ts';
import type { ConfigTree, OptionId } from './config-model.ts';

export interface SearchState {
  flags(option: OptionId): number;
  isHidden(node: number): boolean;
}

interface Entry {
  readonly option: OptionId | null;
  /** Places with a prompt, in the order of the menu. */
  readonly nodes: readonly number[];
  readonly name: string;
  readonly prompt: string;
  readonly nameLow: string;
  readonly promptLow: string;
}

type Span = [number, number];
type Hit = ConfigHits['hits'][number];

const MAX_WORDS = 12;
const EXCERPT = 160;

export class OptionSearch {
  private readonly entries: readonly Entry[];
  private readonly helps: (string | null)[];

  /** @param help text of an option's help; asked once for each, by `warm` or by the first search */
  constructor(
    private readonly tree: ConfigTree,
    private readonly help: (option: OptionId) => string,
  ) {
    const places = new Map<OptionId, number[]>();
    const entries: Entry[] = [];
    const found: { entry: Omit<Entry, 'nodes'>; nodes: number[] }[] = [];
    for (const { id, kind, option, prompt } of tree.nodes) {
      if (kind === 'root' || kind === 'comment') continue;
      const known = option === null ? undefined : places.get(option);
      if (known) {
        if (prompt !== '') known.push(id);
        continue;
      }
      const name = option === null || option.startsWith('choice:') ? '' : option;
      const nodes = prompt === '' ? [] : [id];
      if (option !== null) places.set(option, nodes);
      // A place without a prompt may come first: the prompt of a later one counts.
      const shown = prompt === '' && option !== null ? this.promptOf(option) : prompt;
      if (option === null && shown === '') continue;
      found.push({
        entry: { option, name, prompt: shown, nameLow: lower(name), promptLow: lower(shown) },
        nodes,
      });
    }
    for (const { entry, nodes } of found) entries.push({ ...entry, nodes });
    this.entries = entries;
    this.helps = entries.map(() => null);
  }

  private prompts: Map<OptionId, string> | null = null;
  promptOf(option: OptionId): string {
    this.prompts ??= new Map(
      [...this.tree.nodes]
        .reverse()
        .flatMap((node) => (node.option && node.prompt ? [[node.option, node.prompt]] : [])),
    );
    return this.prompts.get(option) ?? '';
  }

  /** Reads the next `count` helps; true when there are more. */
  warm(count: number): boolean {
    let left = count;
    for (; this.warmed < this.entries.length && left > 0; this.warmed++, left--) this.helpLow(this.warmed);
    return this.warmed < this.entries.length;
  }
  private warmed = 0;

  find(text: string, filter: ConfigFilter, limit: number, state: SearchState): Omit<ConfigHits, 'revision'> {
    const words = [...new Set(lower(text).split(/\s+/).filter(Boolean))].slice(0, MAX_WORDS).map(withoutPrefix);
    const wanted = maskOf(filter);
    const counts = { all: 0, changed: 0, notDefault: 0, blocked: 0, visible: 0 };
    const found: { index: number; score: number }[] = [];
    const among = this.candidates(words);
    const matching: number[] = [];
    for (const index of among) {
      const entry = this.entries[index]!;
      // Without words it is a list of the menu's rows; what has no row there is found by its name alone.
      if (words.length === 0 && (entry.nodes.length === 0 || entry.option === null)) continue;
      const score = this.score(index, words);
      if (score === 0) continue;
      matching.push(index);
      const has = this.traits(entry, state);
      counts.all++;
      if (has & CHANGED) counts.changed++;
      if (has & NOT_DEFAULT) counts.notDefault++;
      if (has & BLOCKED) counts.blocked++;
      if (has & VISIBLE) counts.visible++;
      if ((has & wanted) === wanted) found.push({ index, score: has & VISIBLE ? score + 5 : score });
    }
    this.last = { words, matching };
    if (words.length > 0) found.sort((a, b) => b.score - a.score || a.index - b.index);
    return {
      total: found.length,
      counts,
      hits: found.slice(0, limit).map(({ index }) => this.hit(index, words, state)),
    };
  }

  private last: { readonly words: readonly string[]; readonly matching: readonly number[] } | null = null;

  /** Only what matched before can match when words were typed on. */
  private candidates(words: readonly string[]): Iterable<number> {
    const { last } = this;
    const goesOn = last !== null && last.words.length > 0 && last.words.every((word, i) => words[i]?.startsWith(word));
    return goesOn ? last.matching : this.entries.keys();
  }

  private traits({ option, nodes }: Entry, state: SearchState): number {
    if (option === null) return nodes.some((node) => !state.isHidden(node)) ? VISIBLE : 0;
    const flags = state.flags(option);
    const visible = (flags & OPTION_FLAGS.visible) !== 0;
    return (
      (flags & OPTION_FLAGS.changed ? CHANGED : 0) |
      (flags & OPTION_FLAGS.notDefault ? NOT_DEFAULT : 0) |
      (visible ? VISIBLE : nodes.length > 0 ? BLOCKED : 0)
    );
  }

  /** 0: a word is missing. */
  private score(index: number, words: readonly string[]): number {
    if (words.length === 0) return 1;
    const { nameLow, promptLow, nodes } = this.entries[index]!;
    let sum = 0;
    for (const word of words) {
      const best = inName(nameLow, word) || inText(promptLow, word, 450) || inText(this.helpLow(index), word, 40);
      if (best === 0) return 0;
      // Found in the prompt as well, it is more about the word than what only has it in its name.
      sum += best + (best >= 250 && inText(promptLow, word, 1) > 0 ? 20 : 0);
    }
    const whole = words.join(' ');
    if (words.length > 1 && promptLow.includes(whole)) sum += 200;
    return sum / words.length + (nodes.length > 0 ? 10 : 0) + 8 / (1 + nameLow.length);
  }

  private helpLow(index: number): string {
    const known = this.helps[index];
    if (known !== null && known !== undefined) return known;
    const { option } = this.entries[index]!;
    const help = option === null ? '' : lower(this.help(option));
    this.helps[index] = help;
    return help;
  }

  private hit(index: number, words: readonly string[], state: SearchState): Hit {
    const { option, nodes, name, prompt, nameLow, promptLow } = this.entries[index]!;
    const node = nodes.find((each) => !state.isHidden(each)) ?? nodes[0] ?? null;
    const onlyInHelp = words.filter((word) => !nameLow.includes(word) && !promptLow.includes(word));
    return {
      node,
      option,
      name,
      nameRanges: spans(nameLow, words),
      prompt,
      promptRanges: spans(promptLow, words),
      excerpt: onlyInHelp.length === 0 || option === null ? null : excerpt(this.help(option), onlyInHelp, words),
      path: node === null ? [] : this.path(node),
    };
  }

  path(node: number): string[] {
    const { nodes } = this.tree;
    const path: string[] = [];
    for (let at = nodes[node]!.parent; at > 0; at = nodes[at]!.parent) {
      const { prompt, kind } = nodes[at]!;
      // An option above is an implicit submenu of its own.
      if (prompt !== '' && kind !== 'comment') path.push(prompt);
    }
    return path.reverse();
  }
}

const CHANGED = 1;
const NOT_DEFAULT = 2;
const BLOCKED = 4;
const VISIBLE = 8;

function maskOf({ changed, notDefault, blocked, visible }: ConfigFilter): number {
  return (changed ? CHANGED : 0) | (notDefault ? NOT_DEFAULT : 0) | (blocked ? BLOCKED : 0) | (visible ? VISIBLE : 0);
}

/** In lower case, as long as the text itself: positions in both are the same. */
function lower(text: string): string {
  const low = text.toLowerCase();
  return low.length === text.length ? low : text;
}

/** A name copied from a .config finds its option. */
function withoutPrefix(word: string): string {
  return word.startsWith('config_') && word.length > 7 ? word.slice(7) : word;
}

function inName(name: string, word: string): number {
  const at = name.indexOf(word);
  if (at < 0) return 0;
  if (name.length === word.length) return 1000;
  if (at === 0) return name[word.length] === '_' ? 720 : 700;
  return name.includes(`_${word}`) ? 500 : 250;
}

/** At the start of a word twice as good as within one; `best` for the whole text. */
function inText(text: string, word: string, best: number): number {
  const at = text.indexOf(word);
  if (at < 0) return 0;
  if (text.length === word.length) return best * 1.4;
  for (let from = at; from >= 0; from = text.indexOf(word, from + 1))
    if (from === 0 || !isWordChar(text.charCodeAt(from - 1))) return from === 0 ? best : best * 0.9;
  return best * 0.45;
}

function isWordChar(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95 || code > 127;
}

function spans(text: string, words: readonly string[]): Span[] {
  const found: Span[] = [];
  for (const word of words)
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
      found.push([at, at + word.length]);
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const joined: Span[] = [];
  for (const [start, end] of found) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** The sentence around the first word, on one line. */
function excerpt(help: string, missing: readonly string[], words: readonly string[]): Hit['excerpt'] {
  const flat = help.replace(/\s+/g, ' ');
  const at = lower(flat).indexOf(missing[0]!);
  const before = flat.slice(0, Math.max(0, at));
  const sentence = Math.max(before.lastIndexOf('. '), before.lastIndexOf('? '), before.lastIndexOf('! '));
  let start = sentence < 0 ? 0 : sentence + 2;
  if (at - start > EXCERPT / 2) start = before.lastIndexOf(' ', at - EXCERPT / 3) + 1;
  const stop = /[.?!](?: |$)/.exec(flat.slice(Math.max(at, start)));
  const end = Math.min(stop ? Math.max(at, start) + stop.index + 1 : flat.length, start + EXCERPT);
  const text = `${start > 0 && start !== sentence + 2 ? '…' : ''}${flat.slice(start, end)}${end < flat.length && !stop ? '…' : ''}`;
  return { text, ranges: spans(lower(text), words) };
}
