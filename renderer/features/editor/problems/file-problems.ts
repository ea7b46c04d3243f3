/**
 * What is wrong with files that somebody here understands: the project's Kraftfile (and where it and the .config say
 * different things), and the texts that its family reads. Looked at when the project opens, when one of them changes on
 * disk, while one is edited, and after a build.
 */
import { DisposableBag, disposable } from '#core/base/disposable.ts';
import type { Problem } from '#core/contract/problem.ts';
import type { Project } from '#core/contract/project.ts';
import { KRAFTFILE_NAMES } from '#core/engines/kraftfile/kraftfile-schema.ts';
import { buildStore, fileProblemStore } from '../../../app/activity.ts';
import { client } from '../../../app/client.ts';
import type { TextBuffer } from '../documents/text-buffer.ts';
import { projectDocumentsStore } from '../project-documents.ts';

const CONFIG = '.config';
/** A pause in the typing: half a word is no mistake. */
const PAUSE_MS = 800;

/** The text as it is being edited, else that of the disk; null where there is none. */
async function textOf(project: Project, path: string): Promise<string | null> {
  const open = projectDocumentsStore.getState().open?.documents.get(path)?.text;
  if (open) return open.text();
  const answer = await client().call('files.read', { projectId: project.id, path });
  return answer.ok && answer.value.kind === 'text' ? answer.value.text : null;
}

async function kraftfileProblems(project: Project): Promise<readonly Problem[]> {
  const listed = await client().call('files.list', { projectId: project.id, path: '' });
  const names = new Set(listed.ok ? listed.value.map(({ name }) => name) : []);
  const file = KRAFTFILE_NAMES.find((name) => names.has(name));
  if (file === undefined) return [];
  const [text, config, { checkKraftfile }, { differenceProblems }] = await Promise.all([
    textOf(project, file),
    names.has(CONFIG) ? textOf(project, CONFIG) : null,
    import('#core/engines/kraftfile/check-kraftfile.ts'),
    import('#core/engines/kraftfile/compare-with-config.ts'),
  ]);
  if (text === null) return [];
  const differences =
    config === null ? [] : differenceProblems({ kraftfile: { file, text }, config: { file: CONFIG, text: config } });
  return [...checkKraftfile(text, file), ...differences];
}

/** What the family says of its texts, as they are being edited; `paths`: which those are. */
async function familyProblems(project: Project, known: readonly string[]) {
  const documents = projectDocumentsStore.getState().open?.documents;
  const edited = known.flatMap((path) => {
    const text = documents?.get(path)?.text?.text();
    return text === undefined ? [] : [{ path, text }];
  });
  const answer = await client().call('texts.check', { projectId: project.id, edited });
  return answer.ok ? answer.value : { paths: known, problems: [] };
}

function watch(project: Project): DisposableBag {
  const bag = new DisposableBag();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let round = 0;
  let watched: readonly string[] = [...KRAFTFILE_NAMES, CONFIG];
  let texts: readonly string[] = [];
  let typing = new DisposableBag();
  const look = async () => {
    const own = ++round;
    const [kraftfile, family] = await Promise.all([kraftfileProblems(project), familyProblems(project, texts)]);
    if (own !== round) return;
    fileProblemStore.setState({ problems: [...kraftfile, ...family.problems] });
    if (family.paths.join('\n') !== texts.join('\n')) followTexts(family.paths);
  };
  const followTexts = (paths: readonly string[]) => {
    texts = paths;
    watched = [...KRAFTFILE_NAMES, CONFIG, ...texts];
    typing.dispose();
    typing = followTyping(watched, lookSoon);
    // One of them may be open, with changes, already.
    if (texts.length > 0) lookSoon();
  };
  const lookSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), PAUSE_MS);
  };
  bag.add(
    client().subscribe('files.changes', project.id, {
      onEvents: (events) => {
        const touched = events.some(({ paths, overflow }) => overflow || paths.some((path) => watched.includes(path)));
        if (touched) lookSoon();
      },
    }),
  );
  // What was built may be what a text asks for.
  const unsubscribe = buildStore.subscribe((now, before) => now.job.kind !== before.job.kind && lookSoon());
  bag.add(disposable(unsubscribe));
  bag.add(
    disposable(() => {
      clearTimeout(timer);
      typing.dispose();
      round++;
      fileProblemStore.setState({ problems: [] });
    }),
  );
  typing = followTyping(watched, lookSoon);
  void look();
  return bag;
}

/** Tells of every change of these texts while they are open in an editor. */
function followTyping(paths: readonly string[], changed: () => void): DisposableBag {
  const bag = new DisposableBag();
  const listeners = new Map<TextBuffer, DisposableBag>();
  const { open } = projectDocumentsStore.getState();
  const documents = open?.documents;
  if (!documents) return bag;
  const refresh = () => {
    const now = new Set(paths.flatMap((path) => documents.get(path)?.text ?? []));
    for (const text of now) {
      if (listeners.has(text)) continue;
      const own = new DisposableBag();
      own.add(text.onChange(changed));
      listeners.set(text, own);
    }
    for (const [text, own] of listeners) {
      if (now.has(text)) continue;
      own.dispose();
      listeners.delete(text);
      changed();
    }
  };
  refresh();
  bag.add(disposable(documents.store.subscribe(refresh)));
  bag.add(
    disposable(() => {
      for (const own of listeners.values()) own.dispose();
    }),
  );
  return bag;
}

/** Called once, at start. */
export function startFileProblems(): void {
  let bag: DisposableBag | null = null;
  let shown: unknown = null;
  const follow = () => {
    const { open } = projectDocumentsStore.getState();
    if (open === shown) return;
    shown = open;
    bag?.dispose();
    bag = open ? watch(open.project) : null;
  };
  follow();
  projectDocumentsStore.subscribe(follow);
}
