/** What the problems panel shows: the list as filtered, and the problem that is explained. */
import { createStore } from 'zustand/vanilla';
import { activeDocumentStore } from '../../app/active-document.ts';
import { type FoundProblem, problemStore } from '../../app/activity.ts';
import type { PanelBadge } from '../../app/contributions.ts';
import { openEditor } from '../../app/editors.ts';
import {
  isSameProblem,
  neighbour,
  type ProblemFilter,
  type ProblemView,
  selectionOf,
  viewOf,
} from './problem-groups.ts';

export interface ProblemsState {
  readonly view: ProblemView;
  readonly selected: FoundProblem | null;
  /** The selection is the person's, not the list's own. */
  readonly chosen: boolean;
  readonly filter: ProblemFilter;
  readonly filterOpen: boolean;
  readonly closedGroups: ReadonlySet<string>;
}

const noFilter: ProblemFilter = { text: '', warnings: true, hints: false };

export const problemsStore = createStore<ProblemsState>(() => ({
  view: viewOf([], noFilter),
  selected: null,
  chosen: false,
  filter: noFilter,
  filterOpen: false,
  closedGroups: new Set(),
}));

export const badgeStore = createStore<PanelBadge>(() => ({ count: 0 }));

function update(change: Partial<Pick<ProblemsState, 'filter'>> = {}): void {
  problemsStore.setState((state) => {
    const filter = change.filter ?? state.filter;
    const view = viewOf(problemStore.getState().problems, filter);
    const before = state.selected;
    const selected = selectionOf(view, before, state.chosen);
    const isKept = before !== null && selected !== null && isSameProblem(before, selected);
    return { filter, view, selected, chosen: state.chosen && isKept };
  });
  const { problems } = problemStore.getState();
  const counted = problems.filter(({ problem }) => problem.severity !== 'hint');
  const errors = counted.some(({ problem }) => problem.severity === 'error');
  badgeStore.setState({ count: counted.length, countTone: errors ? 'err' : counted.length > 0 ? 'warn' : 'plain' });
}

/** Called once, at start. */
export function startProblems(): void {
  update();
  problemStore.subscribe(() => update());
}

export function setFilter(filter: ProblemFilter): void {
  update({ filter });
}

export function toggleFilter(): void {
  problemsStore.setState(({ filterOpen }) => ({ filterOpen: !filterOpen }));
  if (!problemsStore.getState().filterOpen) setFilter({ ...problemsStore.getState().filter, text: '' });
}

export function toggleGroup(file: string): void {
  problemsStore.setState(({ closedGroups }) => {
    const next = new Set(closedGroups);
    if (!next.delete(file)) next.add(file);
    return { closedGroups: next };
  });
}

export function select(selected: FoundProblem): void {
  problemsStore.setState({ selected, chosen: true });
}

/** Shows where a problem is; problems of no file and of files outside the project are only explained. */
export function show({ problem }: FoundProblem, focus: boolean): void {
  const { at } = problem;
  if (!at || at.file.startsWith('/')) return;
  openEditor(
    {
      kind: 'file',
      id: at.file,
      title: at.file.slice(at.file.lastIndexOf('/') + 1),
      detail: at.file,
      data: { line: at.line, column: at.column },
    },
    focus ? {} : { preview: true, focus: false },
  );
}

/** F8 and its reverse. */
export function step(by: 1 | -1): void {
  const { view, selected, chosen } = problemsStore.getState();
  const next = neighbour(view.order, by, activeDocumentStore.getState().active, chosen ? selected : null);
  if (!next) return;
  select(next);
  show(next, true);
}

/** The buttons beside "Problem 1 of 2": through the list, wherever the caret is. */
export function stepInList(by: 1 | -1): void {
  const { view, selected } = problemsStore.getState();
  const next = neighbour(view.order, by, null, selected);
  if (!next) return;
  select(next);
  show(next, false);
}
