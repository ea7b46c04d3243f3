/** The consoles that this window has shown: each keeps its screen while its tab is hidden, the newest few of them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { DisposableBag } from '#core/base/disposable.ts';
import type { SessionId } from '#core/base/id.ts';
import type { VmSession } from '#core/contract/vm.ts';
import { client } from '../../app/client.ts';
import { settingsStore } from '../../app/settings.ts';
import { themeStore } from '../../app/theme.ts';
import { EMPTY_QUERY, type FindQuery } from '../../ui/find-bar.tsx';
import { foldRun, NO_RUN, type RunView } from './run-view.ts';
import { SerialClock } from './serial-clock.ts';
import type { SerialScreen } from './serial-screen.ts';

export interface ConsoleState {
  readonly run: RunView;
  readonly screen: SerialScreen | null;
  /** null: the find bar is closed. */
  readonly find: FindQuery | null;
  readonly findFocus: number;
}

export interface SerialConsole {
  readonly id: SessionId;
  readonly store: StoreApi<ConsoleState>;
  openFind(): void;
  dispose(): void;
}

/** Screens kept: each may hold tens of thousands of rows. */
const MOST_CONSOLES = 3;
/** Longest wait for the events so far; the text is worth more than the places of notes. */
const EVENTS_MS = 400;
const consoles = new Map<SessionId, SerialConsole>();

export function consoleOf(session: VmSession): SerialConsole {
  const known = consoles.get(session.id);
  if (known) {
    consoles.delete(session.id);
    consoles.set(session.id, known);
    return known;
  }
  for (const [id, oldest] of consoles) {
    if (consoles.size < MOST_CONSOLES) break;
    oldest.dispose();
    consoles.delete(id);
  }
  const made = startConsole(session);
  consoles.set(session.id, made);
  return made;
}

function startConsole(session: VmSession): SerialConsole {
  const bag = new DisposableBag();
  const clock = new SerialClock();
  const store = createStore<ConsoleState>(() => ({ run: NO_RUN, screen: null, find: null, findFocus: 0 }));
  const openFind = () =>
    store.setState(({ find, findFocus }) => ({ find: find ?? EMPTY_QUERY, findFocus: findFocus + 1 }));
  const known = new Promise<void>((resolve) => {
    bag.add(
      client().subscribe('vm.events', session.id, {
        onEvents(events) {
          store.setState(({ run }) => ({ run: events.reduce(foldRun, run) }));
          resolve();
        },
      }),
    );
    setTimeout(resolve, EVENTS_MS);
  });
  bag.add(
    client().subscribe('vm.marks', session.id, {
      onEvents(batches) {
        for (const marks of batches) clock.add(marks);
        store.getState().screen?.marksCame();
      },
    }),
  );
  let over = false;
  // The notes of a run have their places in its text: they have to be known before it is shown.
  void Promise.all([import('./serial-screen.ts'), known]).then(([{ SerialScreen }]) => {
    if (over) return;
    const screen = new SerialScreen({
      sessionId: session.id,
      clock,
      bytes: session.serialBytes,
      following: settingsStore.getState().settings.serialFollow,
      onFindKey: openFind,
    });
    bag.add(screen);
    const show = ({ run }: ConsoleState) => {
      screen.setNotes(run.notes);
      screen.setReport(run.problems.at(-1)?.report ?? null);
      screen.setLive(run.boot.state.kind !== 'exited');
    };
    const settle = () => screen.setTimestamps(settingsStore.getState().settings.serialTimestamps);
    show(store.getState());
    settle();
    const stops = [
      store.subscribe((now, before) => now.run !== before.run && show(now)),
      settingsStore.subscribe(settle),
      themeStore.subscribe(() => screen.recolour()),
    ];
    bag.add({ dispose: () => stops.forEach((stop) => void stop()) });
    store.setState({ screen });
  });
  return {
    id: session.id,
    store,
    openFind,
    dispose() {
      over = true;
      bag.dispose();
    },
  };
}
