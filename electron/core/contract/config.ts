/**
 * Wire types of configuration: sources, the tree, its changes, search, details, fixes, texts, comparison, merge.
 *
 * A Linux tree has 20,000 nodes, so trees and deltas are columns: arrays of the same length, one entry for each node or
 * option. An option is named by its index in `options` there, and by its id (`OptionId`) everywhere else.
 */
import * as v from 'valibot';
import { count, id, relativePath } from './define.ts';
import { etag } from './files.ts';
import { projectId } from './project.ts';

/** Names one shared configuration: a project and one of its sources. The same after every start of the host. */
export const configId = id<'config'>();
/** Name of the option in its format (a symbol without CONFIG_, a feature); `choice:N` for a choice. */
export const optionId = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));
/** Bools and tristates: `n`, `m`, `y`; a choice: the id of the chosen option; numbers and texts as they are. */
export const optionValue = v.pipe(v.string(), v.maxLength(1 << 20));
/** Texts of configurations, at most 16 MiB. */
const configText = v.pipe(v.string(), v.maxLength(16 << 20));

/** A check of its own for long columns: the schema library looks at each entry as at a value of its own. */
const integers = v.custom<readonly number[]>(
  (input) => Array.isArray(input) && input.every((each) => Number.isSafeInteger(each)),
  'a column of whole numbers',
);
const texts = v.custom<readonly string[]>(
  (input) => Array.isArray(input) && input.every((each) => typeof each === 'string'),
  'a column of texts',
);

export const configSource = v.object({
  /** Unique in its project. */
  id: v.pipe(v.string(), v.regex(/^[a-z0-9.-]{1,64}$/)),
  title: v.string(),
  /** The file that keeps the choices. */
  file: relativePath,
  kind: v.picklist(['kconfig', 'cargo']),
});
export type ConfigSourceHead = v.InferOutput<typeof configSource>;

/** Where something stands. `file` as the tree's own files name it; `path`: the same inside the project, null outside. */
export const configPlace = v.object({
  file: v.string(),
  path: v.nullable(relativePath),
  /** From 1. */
  line: count,
});
export type ConfigPlace = v.InferOutput<typeof configPlace>;

export const optionTypes = ['unknown', 'bool', 'tristate', 'int', 'hex', 'string', 'choice'] as const;
/** What `nodes.kind` counts. */
export const nodeKinds = ['root', 'menu', 'comment', 'option', 'choice'] as const;

/** Bits of `OptionStates.flags`. */
export const OPTION_FLAGS = {
  /** Can be set now: its prompt is visible. */
  visible: 1,
  /** Values that a bool or tristate can be given now. */
  canBeN: 2,
  canBeM: 4,
  canBeY: 8,
  /** The user has set it, even if that does not count now. */
  isSet: 16,
  /** Differs from what the file on the disk says. */
  changed: 32,
  /** Differs from what it would be if nobody had set it. */
  notDefault: 64,
  /** Could be another one if the shell had been asked: the project is not trusted. */
  unknown: 128,
} as const;

/** Values of options, in columns; `option` are indexes into `options` of the tree. */
export const optionStates = v.object({
  option: integers,
  value: texts,
  defaultValue: texts,
  /** Or-ed from `OPTION_FLAGS`. */
  flags: integers,
  /** Range of an int or hex that has one now, '' otherwise. */
  low: texts,
  high: texts,
});
export type OptionStates = v.InferOutput<typeof optionStates>;

/** What the whole configuration is like after an edit. */
const standing = {
  /** Counts edits and reloads; never goes back. */
  revision: count,
  canUndo: v.boolean(),
  canRedo: v.boolean(),
  /** The text differs from the file on the disk. */
  unsaved: v.boolean(),
  /** Number of options with a prompt whose value differs from the one that the file on the disk gives. */
  changed: count,
  /** The file has changed on the disk beside unsaved edits: nothing is saved until `config.resolve`. */
  conflict: v.boolean(),
};

export const configTree = v.object({
  ...standing,
  source: configSource,
  title: v.string(),
  /** `linux-6.1`, `unikraft`, …; `cargo`. */
  dialect: v.string(),
  /** The project is not trusted: the shell was not asked, and what depends on it carries the flag `unknown`. */
  shellOff: v.boolean(),
  /** Unsaved edits of an earlier life of the studio were brought back. */
  restored: v.boolean(),
  /** Whether what is set here can be saved. */
  writable: v.boolean(),
  /** Files of the tree's places; `paths`: the same inside the project, '' outside. */
  files: v.object({ name: texts, path: texts }),
  /** In the order of the menu, each after its parent; the first is the root. */
  nodes: v.object({
    /** Index into `nodeKinds`. */
    kind: integers,
    /** -1 for the root. */
    parent: integers,
    /** '' for an option that has no prompt at this place. */
    prompt: texts,
    /** Index into `options`; -1 for none. */
    option: integers,
    /** Index into `files`. */
    file: integers,
    line: integers,
    /** 1: it has a help text. */
    help: integers,
  }),
  options: v.object({
    id: texts,
    /** Index into `optionTypes`. */
    type: integers,
  }),
  states: optionStates,
  /** Nodes that are hidden now: menus, comments, and places of options that have several. */
  hidden: integers,
  /** What is wrong with the tree's own files. */
  problems: v.array(
    v.object({
      code: v.string(),
      severity: v.picklist(['error', 'warning', 'info']),
      message: v.string(),
      at: configPlace,
      column: count,
    }),
  ),
});
export type ConfigTreeWire = v.InferOutput<typeof configTree>;

/**
 * A reader applies a delta whose `revision` is one above its own, leaves older ones alone, and fetches the tree when
 * numbers are missing.
 */
export const configChange = v.variant('kind', [
  v.object({
    kind: v.literal('delta'),
    ...standing,
    because: v.picklist(['edit', 'reset', 'undo', 'redo', 'text', 'saved', 'conflict', 'resolved']),
    states: optionStates,
    nowHidden: integers,
    nowShown: integers,
  }),
  /** Too much is different, or the tree itself: fetch it again. */
  v.object({
    kind: v.literal('reloaded'),
    revision: count,
    because: v.picklist(['files', 'text', 'trust', 'many']),
  }),
  /** A cost was measured: receipts are worth fetching again. */
  v.object({ kind: v.literal('measured') }),
]);
export type ConfigChange = v.InferOutput<typeof configChange>;

export const configSteps = v.pipe(v.array(v.object({ option: optionId, to: optionValue })), v.maxLength(10_000));

export const searchFilter = v.object({
  /** Differs from the file on the disk. */
  changed: v.boolean(),
  notDefault: v.boolean(),
  /** Has a prompt and cannot be set now. */
  blocked: v.boolean(),
  /** Can be set now. */
  visible: v.boolean(),
});
export type ConfigFilter = v.InferOutput<typeof searchFilter>;

export const configQuery = v.object({
  configId,
  /** Words that all have to occur; '' finds everything that the filters leave, in the order of the menu. */
  text: v.pipe(v.string(), v.maxLength(200)),
  filter: searchFilter,
  limit: v.pipe(count, v.maxValue(50_000)),
});
export type ConfigQuery = v.InferOutput<typeof configQuery>;

/** Where the words stand, [start, end) in UTF-16 units. */
const ranges = v.array(v.tuple([count, count]));
export const configHits = v.object({
  revision: count,
  /** Number of hits before `limit`. */
  total: count,
  /** How many hits of the text there would be with each filter alone; `all`: with none. */
  counts: v.object({ all: count, changed: count, notDefault: count, blocked: count, visible: count }),
  /** Best first. */
  hits: v.array(
    v.object({
      /** Index of the place in `nodes`; null for an option without one that has a prompt. */
      node: v.nullable(count),
      option: v.nullable(optionId),
      name: v.string(),
      nameRanges: ranges,
      prompt: v.string(),
      promptRanges: ranges,
      /** The sentence of the help that matches; null when the words are in name and prompt. */
      excerpt: v.nullable(v.object({ text: v.string(), ranges })),
      /** Prompts of the menus around it, outermost first. */
      path: v.array(v.string()),
    }),
  ),
});
export type ConfigHits = v.InferOutput<typeof configHits>;

/** A condition, flat and in preorder: a part's own parts follow it with a larger `depth`. */
export const conditionPart = v.object({
  depth: count,
  kind: v.picklist(['all', 'any', 'not', 'option', 'compare', 'constant']),
  text: v.string(),
  value: v.picklist(['n', 'm', 'y']),
  /** Whether it is what it has to be for the whole to hold; below a `not`, that is the opposite. */
  met: v.boolean(),
  /** Options in it that can be jumped to (one for `option`, up to two for `compare`), with their present values. */
  options: v.array(v.object({ option: optionId, value: v.string() })),
});
export type ConditionPart = v.InferOutput<typeof conditionPart>;
const condition = v.array(conditionPart);

const relation = v.object({
  option: optionId,
  prompt: v.string(),
  value: v.string(),
  /** As written, '' for none. */
  condition: v.string(),
  /** It has its effect now. */
  active: v.boolean(),
  at: configPlace,
});

export const obstacle = v.object({
  code: v.string(),
  /** One sentence: why the value cannot be set. */
  message: v.string(),
  /** Options that hold it where it is. */
  heldBy: v.array(v.object({ option: optionId, prompt: v.string(), at: configPlace })),
});

export const optionDetails = v.object({
  revision: count,
  option: optionId,
  /** The name with its prefix, as it stands in the file; '' for a choice. */
  name: v.string(),
  type: v.picklist(optionTypes),
  help: v.string(),
  value: v.string(),
  defaultValue: v.string(),
  /** Value that the file on the disk gives; null when the option is new since then. */
  savedValue: v.nullable(v.string()),
  flags: count,
  range: v.nullable(v.object({ low: v.string(), high: v.string() })),
  origin: v.picklist(['user', 'default', 'selected', 'implied', 'choice', 'unset']),
  /** Why it has its value: first what counts. */
  because: v.array(
    v.object({
      /** One sentence; names of options between backticks. */
      text: v.string(),
      option: v.nullable(optionId),
      condition: v.string(),
      at: v.nullable(configPlace),
    }),
  ),
  /** Everything that it depends on; empty for nothing. */
  dependency: condition,
  /** Each place with its prompt: where in the menu, and what the prompt itself depends on. */
  places: v.array(
    v.object({
      node: v.nullable(count),
      prompt: v.string(),
      path: v.array(v.string()),
      shown: v.boolean(),
      condition,
      at: configPlace,
    }),
  ),
  /** Values of a choice. */
  members: v.array(v.object({ option: optionId, prompt: v.string(), value: v.string(), visible: v.boolean() })),
  choice: v.nullable(optionId),
  selects: v.array(relation),
  implies: v.array(relation),
  selectedBy: v.array(relation),
  impliedBy: v.array(relation),
  /** Options that depend on it, the first 200 of `dependentsTotal`. */
  dependents: v.array(v.object({ option: optionId, prompt: v.string(), value: v.string() })),
  dependentsTotal: count,
  /** Why it cannot be changed at all, or not to the value that a person would want; null when it can. */
  obstacle: v.nullable(v.object({ ...obstacle.entries, wanted: v.string() })),
  /** Shell commands that nobody ran and on which the value depends. */
  unknownBecause: v.array(v.string()),
});
export type OptionDetails = v.InferOutput<typeof optionDetails>;

/** A line of the file that goes or comes, with what makes it. `text` without its line end. */
export const diffLine = v.object({
  kind: v.picklist(['removed', 'added']),
  text: v.string(),
  option: v.nullable(optionId),
  reason: v.nullable(
    v.object({
      kind: v.picklist(['asked', 'needed', 'selected', 'implied', 'default', 'choice', 'hidden', 'follows']),
      /** `what you asked for`, `selected by X`, … */
      text: v.string(),
    }),
  ),
});
export type DiffLine = v.InferOutput<typeof diffLine>;

const optionChange = v.object({ option: optionId, prompt: v.string(), from: v.string(), to: v.string() });

/** Measured, never guessed: the newest image and boot time against those before the change. */
export const measuredCost = v.object({
  /** When it was measured, ms since 1970. */
  at: count,
  arch: v.string(),
  /** The same two configurations always give the same bytes: `imageBytes.spread` says how far builds differed. */
  imageBytes: v.object({ from: count, to: count, delta: v.number(), spread: count }),
  /** Medians, in ms; null until both were booted. `spread`: half the distance between the 10th and the 90th percentile. */
  bootMs: v.nullable(
    v.object({
      from: v.number(),
      to: v.number(),
      delta: v.number(),
      spread: v.number(),
      samples: v.tuple([count, count]),
      accelerator: v.string(),
      /** The difference is larger than what boots of one and the same image differ by. */
      significant: v.boolean(),
    }),
  ),
});
export type MeasuredCost = v.InferOutput<typeof measuredCost>;

export const fixSet = v.object({
  /** One line: what would be done. */
  title: v.string(),
  steps: v.array(optionChange),
  /** What changes as a consequence. */
  follows: v.array(v.object({ ...optionChange.entries, because: v.string() })),
  diff: v.array(diffLine),
  /** Of exactly these steps, if they were ever measured. */
  cost: v.nullable(measuredCost),
});
export type ConfigFixSet = v.InferOutput<typeof fixSet>;

export const configFixes = v.object({
  revision: count,
  /** Why the value cannot simply be set; null when it can. */
  obstacle: v.nullable(obstacle),
  /** Smallest first; empty when there is no way. */
  sets: v.array(fixSet),
  /** Without sets: parts of the condition that cannot hold together. */
  excluding: v.array(v.string()),
  /** Every possibility was tried; false: there may be a way that was not found. */
  complete: v.boolean(),
});
export type ConfigFixes = v.InferOutput<typeof configFixes>;

export const textProblem = v.object({
  code: v.string(),
  severity: v.picklist(['error', 'warning', 'info']),
  message: v.string(),
  /** From 1; a column counts UTF-16 units, `endColumn` is the one after the last character. */
  line: count,
  column: count,
  endColumn: count,
  option: v.nullable(optionId),
});
export type TextProblem = v.InferOutput<typeof textProblem>;

export const configTextState = v.object({
  revision: count,
  text: configText,
  /** Of the file on the disk; null when there is none. */
  etag: v.nullable(etag),
  problems: v.array(textProblem),
});
export type ConfigTextState = v.InferOutput<typeof configTextState>;

export const compareRow = v.object({
  option: optionId,
  prompt: v.string(),
  here: v.string(),
  there: v.string(),
  /** Can be set now: other rows follow from those that can. */
  settable: v.boolean(),
});
export type CompareRow = v.InferOutput<typeof compareRow>;
export const configComparison = v.object({ revision: count, title: v.string(), rows: v.array(compareRow) });
export type ConfigComparison = v.InferOutput<typeof configComparison>;

/** A three-way merge: `base` is what both sides came from, `ours` the unsaved edits, `theirs` the file on the disk. */
export const configMerge = v.object({
  revision: count,
  /** Etag of `theirs`; null: the file was deleted. */
  etag: v.nullable(etag),
  rows: v.array(
    v.object({
      option: optionId,
      prompt: v.string(),
      base: v.string(),
      ours: v.string(),
      theirs: v.string(),
      /** Which side changed it; `both`: to different values, which the person has to decide. */
      changedBy: v.picklist(['ours', 'theirs', 'both', 'same']),
    }),
  ),
});
export type ConfigMerge = v.InferOutput<typeof configMerge>;

export const configWarning = v.object({
  code: v.picklist([
    'unknown-symbol',
    'bad-value',
    'unexpected-line',
    'set-twice',
    'choice-conflict',
    'did-not-take',
    'out-of-range',
    'unmet-select',
    'deprecated',
    /** The file cannot be read as what it is: a Cargo.toml with an error. */
    'cargo.manifest',
  ]),
  severity: v.picklist(['error', 'warning', 'info']),
  /** What happened, to what, and why, in one or two sentences. */
  message: v.string(),
  option: v.nullable(optionId),
  /** The value that was asked for, where one was. */
  wanted: v.nullable(v.string()),
  at: v.nullable(configPlace),
});
export type ConfigWarning = v.InferOutput<typeof configWarning>;

/** A symbol as an editor of the tree's own files wants it. */
export const symbolInfo = v.object({
  configId,
  option: optionId,
  type: v.picklist(optionTypes),
  prompt: v.string(),
  value: v.string(),
  help: v.string(),
  places: v.array(configPlace),
});
export type SymbolInfo = v.InferOutput<typeof symbolInfo>;

/** What a change cost, from two builds that differ in nothing else of the configuration. */
export const configReceipt = v.object({
  id: v.string(),
  /** Options that were set differently; more than one: the cost is that of all together. */
  options: v.array(v.object({ option: optionId, prompt: v.string(), from: v.string(), to: v.string() })),
  /** Options that followed from these. */
  follows: count,
  cost: measuredCost,
  /** The newer of the two is the image on the disk now. */
  current: v.boolean(),
});
export type ConfigReceipt = v.InferOutput<typeof configReceipt>;

/** How the saved configuration stands to the one that the image on the disk was built from. */
export const builtConfig = v.object({
  /** When the image was built, ms since 1970; null: never, as far as the studio knows. */
  at: v.nullable(count),
  changes: v.array(optionChange),
});
export type BuiltConfig = v.InferOutput<typeof builtConfig>;

export const configParams = {
  open: v.object({ projectId, source: configSource.entries.id }),
  apply: v.object({ configId, steps: configSteps }),
  reset: v.object({ configId, options: v.pipe(v.array(optionId), v.maxLength(50_000)) }),
  option: v.object({ configId, option: optionId }),
  fixes: v.object({ configId, option: optionId, value: optionValue }),
  /** `continues`: the text goes on from the last `setText`, so that one undo takes both back. */
  setText: v.object({ configId, text: configText, continues: v.boolean() }),
  compare: v.object({
    configId,
    with: v.variant('kind', [
      v.object({ kind: v.literal('saved') }),
      v.object({ kind: v.literal('default') }),
      v.object({ kind: v.literal('file'), path: relativePath }),
    ]),
  }),
  import: v.object({
    configId,
    from: v.variant('kind', [
      v.object({ kind: v.literal('file'), path: relativePath }),
      v.object({ kind: v.literal('text'), text: configText }),
    ]),
  }),
  export: v.object({ configId, what: v.picklist(['full', 'minimal']) }),
  resolve: v.object({
    configId,
    /** Of the `ConfigMerge` that was looked at: refused when the file has changed again. */
    etag: v.nullable(etag),
    /** Options whose side is chosen; the others take the side that changed them, `ours` where both did. */
    choices: v.pipe(v.array(v.object({ option: optionId, side: v.picklist(['ours', 'theirs']) })), v.maxLength(50_000)),
  }),
  file: v.object({ configId, file: v.string() }),
  symbol: v.object({ projectId, name: v.pipe(v.string(), v.maxLength(1024)) }),
};
