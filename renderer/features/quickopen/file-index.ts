/** The paths of the open project, asked for when first needed and again after files came or went. */
import { type Disposable, DisposableBag } from '#core/base/disposable.ts';
import { fail, ok, type Result } from '#core/base/result.ts';
import { client } from '../../app/client.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { PathMatcher } from './path-matcher.ts';

export interface FileIndex {
  readonly matcher: PathMatcher;
  /** There are more files than the host names. */
  readonly truncated: boolean;
}

let current: Promise<Result<FileIndex>> | null = null;
let coming: Promise<Result<FileIndex>> | null = null;
let stale = true;

/** Answers with the last index while a newer one is on its way, unless it is the newest that is wanted. */
export function fileIndex(newest = false): Promise<Result<FileIndex>> {
  if (newest && coming) return coming;
  if (current && !stale) return current;
  const before = current;
  stale = false;
  const asked = ask();
  if (!before) {
    current = asked;
    return asked;
  }
  coming = asked;
  void asked.then((answer) => {
    if (answer.ok) current = asked;
    if (coming === asked) coming = null;
  });
  return newest ? asked : before;
}

async function ask(): Promise<Result<FileIndex>> {
  const { project } = workspaceStore.getState();
  if (!project) return fail('no-project', 'No project is open.', 'Open a folder first.');
  const answer = await client().call('files.index', project.id);
  if (!answer.ok) {
    stale = true;
    return answer;
  }
  return ok({ matcher: new PathMatcher(answer.value.paths), truncated: answer.value.truncated });
}

/** Forgets the index when the project changes, and renews it after changes on disk. */
export function startFileIndex(): void {
  let followed: string | null = null;
  let feed: Disposable = new DisposableBag();
  const follow = () => {
    const id = workspaceStore.getState().project?.id ?? null;
    if (id === followed) return;
    followed = id;
    feed.dispose();
    current = null;
    coming = null;
    stale = true;
    const { project } = workspaceStore.getState();
    if (!project) return;
    feed = client().subscribe('files.changes', project.id, {
      onEvents: () => {
        stale = true;
      },
    });
  };
  follow();
  workspaceStore.subscribe(follow);
}
