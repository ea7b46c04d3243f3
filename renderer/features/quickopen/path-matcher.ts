/**
 * Ranks file paths for a few typed letters: name before folder, whole runs before scattered letters, recent before old.
 * It keeps what the last query matched, so that typing on only looks at that.
 */

export interface PathMatch {
  readonly path: string;
  readonly score: number;
  /** Offsets in `path` of the letters that matched, ascending. */
  readonly positions: readonly number[];
}

interface Candidate {
  readonly path: string;
  readonly lower: string;
  /** Offset of the file's name in the path. */
  readonly name: number;
  /** One bit for each kind of character that occurs. */
  readonly mask: number;
}

const RUN = 8;
const BOUNDARY = 10;
const IN_NAME = 6;
const SAME_CASE = 1;
const WHOLE_NAME = 60;
const NAME_PREFIX = 40;
const NAME_WITHOUT_EXTENSION = 30;
const RECENT = 24;
const GAP = -1;
const MAX_GAP = -12;
const NO_MATCH = Number.NEGATIVE_INFINITY;

/** Offsets of the match looked at last; one array for all of them, since a keystroke looks at 50,000. */
let slots = new Int32Array(64);

/** Letters and digits have a bit each where there is room; what is left shares one. */
function bitOf(code: number): number {
  if (code >= 97 && code <= 122) return 1 << (code - 97);
  if (code >= 48 && code <= 57) return 1 << (26 + (code % 3));
  if (code === 46) return 1 << 29;
  if (code === 47) return 1 << 30;
  return 1 << 31;
}

function maskOf(text: string): number {
  let mask = 0;
  for (let index = 0; index < text.length; index++) mask |= bitOf(text.charCodeAt(index));
  return mask;
}

function startsWord(path: string, index: number): boolean {
  if (index === 0) return true;
  const before = path.charCodeAt(index - 1);
  if (before === 47 || before === 46 || before === 95 || before === 45 || before === 32) return true;
  const here = path.charCodeAt(index);
  return here >= 65 && here <= 90 && before >= 97 && before <= 122;
}

/** Puts the offsets of `part` into `slots`, as close together as one look back makes them; false where it does not occur. */
function locate(lower: string, part: string, from: number): boolean {
  let end = from - 1;
  for (let index = 0; index < part.length; index++) {
    end = lower.indexOf(part[index]!, end + 1);
    if (end < 0) return false;
  }
  for (let index = part.length - 1; index >= 0; index--) {
    end = lower.lastIndexOf(part[index]!, end);
    slots[index] = end--;
  }
  return true;
}

interface Part {
  readonly typed: string;
  readonly lower: string;
  readonly mask: number;
}

/** Rates one part and leaves its offsets in `slots`; `NO_MATCH` where it does not occur. */
function ratePart(candidate: Candidate, part: Part): number {
  if ((candidate.mask & part.mask) !== part.mask) return NO_MATCH;
  const length = part.lower.length;
  const whole = candidate.lower.indexOf(part.lower, candidate.name);
  if (whole >= 0) for (let index = 0; index < length; index++) slots[index] = whole + index;
  else if (!locate(candidate.lower, part.lower, candidate.name) && !locate(candidate.lower, part.lower, 0)) {
    return NO_MATCH;
  }
  let score = 0;
  let previous = -2;
  for (let index = 0; index < length; index++) {
    const at = slots[index]!;
    if (at === previous + 1) score += RUN;
    else if (previous >= 0) score += Math.max(MAX_GAP, GAP * (at - previous - 1));
    if (startsWord(candidate.path, at)) score += BOUNDARY;
    if (at >= candidate.name) score += IN_NAME;
    if (candidate.path.charCodeAt(at) === part.typed.charCodeAt(index)) score += SAME_CASE;
    previous = at;
  }
  if (slots[0] === candidate.name && previous === candidate.name + length - 1) {
    score += NAME_PREFIX;
    const rest = candidate.path.length - candidate.name - length;
    if (rest === 0) score += WHOLE_NAME;
    else if (candidate.path.charCodeAt(candidate.name + length) === 46) score += NAME_WITHOUT_EXTENSION;
  }
  return score;
}

function rateAll(candidate: Candidate, parts: readonly Part[]): number {
  let score = 0;
  for (const part of parts) score += ratePart(candidate, part);
  return score;
}

function positionsOf(candidate: Candidate, parts: readonly Part[]): readonly number[] {
  const positions = new Set<number>();
  for (const part of parts) {
    ratePart(candidate, part);
    for (let index = 0; index < part.lower.length; index++) positions.add(slots[index]!);
  }
  return [...positions].sort((a, b) => a - b);
}

export class PathMatcher {
  private readonly candidates: readonly Candidate[];
  private lastQuery = '';
  private lastMatches: readonly Candidate[] | null = null;

  constructor(paths: readonly string[]) {
    this.candidates = paths.map((path) => {
      const lower = path.toLowerCase();
      // A letter whose small form has another length would shift the positions: such a path is matched as it is typed.
      const text = lower.length === path.length ? lower : path;
      return { path, lower: text, name: path.lastIndexOf('/') + 1, mask: maskOf(text) };
    });
  }

  /**
   * The best `limit` paths for `query`, best first; parts between spaces must all match. An empty query answers with
   * the recent ones, then with the first paths.
   * @param recent paths last used, newest first
   */
  find(query: string, recent: readonly string[] = [], limit = 100): { matches: readonly PathMatch[]; total: number } {
    const parts: Part[] = query
      .split(/\s+/)
      .filter((part) => part !== '')
      .map((typed) => ({ typed, lower: typed.toLowerCase(), mask: maskOf(typed.toLowerCase()) }));
    const age = new Map(recent.map((path, index) => [path, index]));
    if (parts.length === 0) return this.unfiltered(age, recent, limit);
    const longest = Math.max(...parts.map((part) => part.lower.length));
    if (longest > slots.length) slots = new Int32Array(longest * 2);

    // Every match of a longer query is one of its beginning, as long as nothing was taken back.
    const narrowed = this.lastMatches !== null && this.lastQuery !== '' && query.startsWith(this.lastQuery);
    const source = narrowed ? this.lastMatches! : this.candidates;
    const kept: Candidate[] = [];
    const top = new TopList(limit);
    for (const candidate of source) {
      let score = rateAll(candidate, parts);
      if (score === NO_MATCH) continue;
      kept.push(candidate);
      const index = age.get(candidate.path);
      if (index !== undefined) score += Math.max(4, RECENT - index);
      top.offer(candidate, score);
    }
    this.lastQuery = query;
    this.lastMatches = kept;
    const matches = top.best().map(({ candidate, score }) => ({
      path: candidate.path,
      score,
      positions: positionsOf(candidate, parts),
    }));
    return { matches, total: kept.length };
  }

  private unfiltered(age: ReadonlyMap<string, number>, recent: readonly string[], limit: number) {
    const known = new Set(this.candidates.map((candidate) => candidate.path));
    const paths = recent.filter((path) => known.has(path));
    for (const { path } of this.candidates) {
      if (paths.length >= limit) break;
      if (!age.has(path)) paths.push(path);
    }
    const matches = paths.slice(0, limit).map((path) => ({ path, score: 0, positions: [] }));
    return { matches, total: this.candidates.length };
  }
}

interface Rated {
  readonly candidate: Candidate;
  readonly score: number;
}

function compare(a: Rated, b: Rated): number {
  if (a.score !== b.score) return b.score - a.score;
  if (a.candidate.path.length !== b.candidate.path.length) return a.candidate.path.length - b.candidate.path.length;
  return a.candidate.path < b.candidate.path ? -1 : a.candidate.path > b.candidate.path ? 1 : 0;
}

/** Keeps the best `limit` of many: sorts only when its room is full, so that most offers cost one comparison. */
class TopList {
  private entries: Rated[] = [];
  private worst: Rated | null = null;

  constructor(private readonly limit: number) {}

  offer(candidate: Candidate, score: number): void {
    if (this.worst !== null) {
      if (score < this.worst.score) return;
      if (score === this.worst.score && candidate.path.length > this.worst.candidate.path.length) return;
    }
    this.entries.push({ candidate, score });
    if (this.entries.length >= this.limit * 8) {
      this.entries = this.best();
      this.worst = this.entries.at(-1) ?? null;
    }
  }

  best(): Rated[] {
    return this.entries.sort(compare).slice(0, this.limit);
  }
}
