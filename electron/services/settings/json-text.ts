/**
 * Reads and edits the text of a JSON object that a person keeps by hand: comments and trailing commas are allowed, and a
 * change of one key leaves every other character as it was.
 */
import { fail, ok, type Result } from '#core/base/result.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** The message names the line, counted from 1. */
export function parseJsonText(text: string): Result<JsonObject> {
  if (text.trim() === '') return ok({});
  try {
    const value: unknown = JSON.parse(plainJson(text));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return ok(value as JsonObject);
    return fail('bad-json', 'The file has to be one JSON object: { … }.');
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const position = /position (\d+)/.exec(error.message)?.[1];
    const line = position === undefined ? lineCount(text) : lineCount(text.slice(0, Number(position)));
    return fail('bad-json', `Line ${line} is not JSON.`);
  }
}

/** Sets one key of the top level; a missing one is added at the end. `text` has been parsed with success, or is empty. */
export function setJsonKey(text: string, key: string, value: unknown): string {
  const written = JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
  if (text.trim() === '') return `{\n  ${JSON.stringify(key)}: ${written}\n}\n`;
  const plain = plainJson(text);
  const entries = topLevelEntries(plain);
  const own = entries.findLast((entry) => entry.key === key);
  if (own) return text.slice(0, own.start) + written + text.slice(own.end);
  const last = entries.at(-1);
  const line = `\n  ${JSON.stringify(key)}: ${written}`;
  if (!last) {
    const open = plain.indexOf('{') + 1;
    const after = text.slice(open);
    return text.slice(0, open) + line + (after.trimStart().startsWith('}') ? `\n${after.trimStart()}` : after);
  }
  // The comma goes right behind the last value, the line behind what follows on the value's own line (a comment, say).
  const hasComma = /^\s*,/.test(blankComments(text).slice(last.end));
  const lineEnd = text.indexOf('\n', last.end);
  const close = plain.lastIndexOf('}');
  const insertAt = lineEnd === -1 || lineEnd > close ? last.end : lineEnd;
  const head = text.slice(0, last.end) + (hasComma ? '' : ',') + text.slice(last.end, insertAt);
  if (insertAt !== last.end) return head + line + text.slice(insertAt);
  return `${text.slice(0, last.end)},${line}\n${text.slice(last.end).replace(/^[\s,]*(?=\})/, '')}`;
}

/** JSON of the same length, with blanks for comments and for commas before a closing bracket. */
function plainJson(text: string): string {
  return blankComments(text).replace(
    /("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g,
    (_, string: string | undefined) => string ?? ' ',
  );
}

function blankComments(text: string): string {
  return text.replace(
    /("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\/|^\uFEFF/g,
    (all, string: string | undefined) => (string === undefined ? all.replace(/[^\n]/g, ' ') : string),
  );
}

/** @param plain valid JSON of one object */
function topLevelEntries(plain: string): { key: string; start: number; end: number }[] {
  const entries: { key: string; start: number; end: number }[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;
  let depth = 0;
  let key: string | null = null;
  let start = -1;
  let end = -1;
  for (const match of plain.matchAll(token)) {
    const text = match[0];
    const closes = text === '}' || text === ']';
    if (closes) depth--;
    if (depth === 1 && text === ',' ? true : depth === 0 && text === '}') {
      if (key !== null && start !== -1) entries.push({ key, start, end });
      key = null;
      start = -1;
    } else if (depth === 1 && key === null) key = JSON.parse(text);
    else if (depth >= 1 && !(depth === 1 && text === ':' && start === -1)) {
      if (start === -1) start = match.index;
      end = match.index + text.length;
    }
    if (text === '{' || text === '[') depth++;
  }
  return entries;
}

function lineCount(text: string): number {
  return text.split('\n').length;
}
