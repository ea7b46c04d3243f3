/** Wire types of files: listing, reading, writing with etags, backups of unsaved text, search. */
import * as v from 'valibot';
import { count, relativePath } from './define.ts';
import { problem } from './problem.ts';

export const fileEntry = v.object({
  name: v.string(),
  kind: v.picklist(['file', 'folder']),
  /** Bytes; 0 for a folder; null in a folder so large that the sizes were not asked for. */
  size: v.nullable(count),
  /** Left out of search and quick open: build output and what version control ignores by convention. */
  ignored: v.optional(v.boolean()),
  /** A symbolic link that leads out of the project cannot be opened. */
  outside: v.optional(v.boolean()),
});
export type FileEntry = v.InferOutput<typeof fileEntry>;

/** Names a version of a file's bytes; demanded back by a write. */
export const etag = v.pipe(v.string(), v.maxLength(128));

export const fileContent = v.variant('kind', [
  v.object({
    kind: v.literal('text'),
    text: v.string(),
    etag,
    size: count,
    eol: v.picklist(['\n', '\r\n']),
    bom: v.boolean(),
    writable: v.boolean(),
  }),
  v.object({ kind: v.literal('binary'), size: count, etag }),
  v.object({ kind: v.literal('too-large'), size: count, limit: count, etag }),
]);
export type FileContent = v.InferOutput<typeof fileContent>;

export const fileWrite = v.object({
  path: relativePath,
  text: v.string(),
  /** null: the file must not exist yet. */
  baseEtag: v.nullable(etag),
});
export type FileWrite = v.InferOutput<typeof fileWrite>;

/** Paths that changed on disk since the last event; `overflow`: too many to name, look at everything again. */
export const fileChanges = v.object({ paths: v.array(relativePath), overflow: v.boolean() });
export type FileChanges = v.InferOutput<typeof fileChanges>;

export const backup = v.object({ path: relativePath, text: v.string(), baseEtag: v.nullable(etag), savedAt: count });
export type Backup = v.InferOutput<typeof backup>;

export const searchQuery = v.object({
  text: v.pipe(v.string(), v.maxLength(1000)),
  regex: v.boolean(),
  caseSensitive: v.boolean(),
  wholeWord: v.boolean(),
});
export type SearchQuery = v.InferOutput<typeof searchQuery>;

export const searchHit = v.object({
  path: relativePath,
  line: count,
  /** Where the match stands in `preview`, in UTF-16 units. */
  start: count,
  end: count,
  /** Column of the match in the file's line, from 1. */
  column: count,
  preview: v.string(),
});
export type SearchHit = v.InferOutput<typeof searchHit>;

export const searchResult = v.object({ hits: v.array(searchHit), files: count, truncated: v.boolean() });
export type SearchResult = v.InferOutput<typeof searchResult>;

/** A text as it is being edited, in place of the file's own. */
export const editedText = v.object({ path: relativePath, text: v.string() });
/** What the project's family says of the texts that it reads: which they are, and what is wrong with them. */
export const checkedTexts = v.object({ paths: v.array(relativePath), problems: v.array(problem) });
/** What may be written at a place of a text: `label` takes the place of everything from the offset `start`. */
export const textOffer = v.object({ label: v.string(), detail: v.optional(v.string()), start: count });
