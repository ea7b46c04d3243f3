/** One session's console: head, boot line, terminal, what went wrong, foot. The panel tab and the editor tab both show it. */
import { Terminal } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { VmSession } from '#core/contract/vm.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FindBar, findPattern } from '../../ui/find-bar.tsx';
import { BootStrip } from './boot-strip.tsx';
import { CrashCard } from './crash-card.tsx';
import { claim, mountView, ownerOf, type Place, placementStore } from './placement.ts';
import { serialFactsStore } from './serial-facts.ts';
import { SerialFooter } from './serial-footer.tsx';
import { SerialHeader } from './serial-header.tsx';
import type { SerialScreen } from './serial-screen.ts';
import { consoleOf, type SerialConsole } from './serial-sessions.ts';
import { SerialText } from './serial-text.tsx';
import './serial-view.css';

export interface SerialViewProps {
  session: VmSession;
  place: Place;
  onClose(): void;
}

export function SerialView({ session, place, onClose }: SerialViewProps) {
  const [view] = useState(() => ({}));
  const owner = useStore(placementStore, ({ mounted }) => ownerOf(mounted, session.id));
  useEffect(() => mountView({ sessionId: session.id, place, view }), [session.id, place, view]);
  if (owner && owner.view !== view) {
    const where = owner.place === 'panel' ? 'in the panel' : 'in an editor tab';
    return (
      <EmptyState
        icon={Terminal}
        title={`The serial console of ${session.projectName} is shown ${where}`}
        text="A console has one screen, so that what is typed goes to one place."
        action={<Button onClick={() => claim({ sessionId: session.id, place, view })}>Show it here</Button>}
      />
    );
  }
  return <SerialRegion session={session} onClose={onClose} />;
}

function SerialRegion({ session, onClose }: Omit<SerialViewProps, 'place'>) {
  const [serial, setSerial] = useState<SerialConsole | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a console is made once for each session
  useEffect(() => setSerial(consoleOf(session)), [session.id]);
  return (
    <section className="serial" aria-label="Serial console">
      <SerialHeader session={session} onClose={onClose} />
      {serial && serial.id === session.id ? (
        <Body session={session} serial={serial} />
      ) : (
        <div className="serial-body" />
      )}
    </section>
  );
}

function Body({ session, serial }: { session: VmSession; serial: SerialConsole }) {
  const { run, screen, find, findFocus } = useStore(serial.store);
  const here = useStore(workspaceStore, (state) => state.project?.id === session.projectId);
  useEffect(() => screen?.store.subscribe(({ lines, bytes }) => serialFactsStore.setState({ lines, bytes })), [screen]);
  useEffect(() => {
    serialFactsStore.setState(({ shown }) => ({ shown: shown + 1 }));
    return () => serialFactsStore.setState(({ shown }) => ({ shown: shown - 1 }));
  }, []);
  const problem = run.problems.findLast((other) => other.problem.severity === 'error') ?? run.problems.at(-1);
  const ended = session.state.kind === 'exited';
  return (
    <>
      <BootStrip session={session} boot={run.boot} />
      <div className="serial-body">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys that the terminal leaves to the window */}
        <div
          className="serial-terminal"
          aria-busy={screen === null}
          onKeyDown={(event) => {
            if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.code !== 'KeyF') return;
            event.preventDefault();
            serial.openFind();
          }}
        >
          {screen ? <Screen screen={screen} focus={!ended} /> : null}
          {screen && find ? <Find serial={serial} screen={screen} query={find} focusRequest={findFocus} /> : null}
        </div>
        {problem && (ended || problem.problem.severity === 'error') ? <CrashCard found={problem} here={here} /> : null}
      </div>
      {screen ? <SerialText screen={screen} /> : null}
      {screen ? <SerialFooter session={session} screen={screen} /> : <footer className="serial-foot" />}
    </>
  );
}

function Screen({ screen, focus }: { screen: SerialScreen; focus: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    current.append(screen.element);
    return () => screen.element.remove();
  }, [screen]);
  useEffect(() => {
    // Typing goes to a machine that was just started, unless the person is busy elsewhere.
    if (focus && document.activeElement === document.body) screen.focus();
  }, [screen, focus]);
  return <div ref={box} className="serial-place" />;
}

type Query = Parameters<typeof findPattern>[0];

function Find(props: { serial: SerialConsole; screen: SerialScreen; query: Query; focusRequest: number }) {
  const { serial, screen, query, focusRequest } = props;
  const found = useStore(screen.store, (state) => state.found);
  useEffect(() => screen.find(query, 'here'), [screen, query]);
  const pattern = findPattern(query);
  return (
    <FindBar
      label="Find in serial console"
      query={query}
      found={found}
      problem={query.text !== '' && typeof pattern === 'string' ? pattern : null}
      focusRequest={focusRequest}
      onChange={(next) => serial.store.setState({ find: next })}
      onNext={() => screen.find(query, 'next')}
      onPrevious={() => screen.find(query, 'previous')}
      onClose={() => {
        serial.store.setState({ find: null });
        screen.endFind();
      }}
    />
  );
}
