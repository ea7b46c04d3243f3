/** The panel tab "Terminal": the shown terminal, and a list of all of them where there are several. */
import { SquareTerminal } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { TerminalId } from '#core/base/id.ts';
import type { TerminalInfo } from '#core/contract/terminal.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { onTablistKey } from '../../ui/tablist-keys.ts';
import type { TerminalScreen } from './terminal-screen.ts';
import { screenOf } from './terminal-screens.ts';
import { closeTerminal, loadTerminals, newTerminal, showTerminal, terminalStore } from './terminal-store.ts';
import './terminal-panel.css';

export default function TerminalPanel() {
  const { terminals, active, known } = useStore(terminalStore);
  useEffect(() => void loadTerminals(), []);
  const shown = terminals.find((terminal) => terminal.id === active);
  if (!known) return <div aria-busy="true" />;
  if (!shown) {
    return (
      <EmptyState
        icon={SquareTerminal}
        title="No terminal is open"
        text="A shell of your own, in the folder of the project."
        action={
          <Button kind="primary" icon={SquareTerminal} data-autofocus="" onClick={() => void newTerminal()}>
            New terminal
          </Button>
        }
      />
    );
  }
  return (
    <div className="terminals">
      <Shown key={shown.id} terminal={shown} />
      {terminals.length > 1 ? (
        <div
          role="tablist"
          aria-label="Terminals"
          aria-orientation="vertical"
          className="terminals__list"
          onKeyDown={(event) => onTablistKey(event, 'vertical')}
        >
          {terminals.map((terminal) => (
            <button
              key={terminal.id}
              type="button"
              role="tab"
              aria-selected={terminal === shown}
              tabIndex={terminal === shown ? 0 : -1}
              className={classNames('terminal-row focus-inside', terminal === shown && 'terminal-row--shown')}
              onClick={() => showTerminal(terminal.id)}
              onKeyDown={(event) => event.key === 'Delete' && void closeTerminal(terminal.id)}
            >
              <Icon of={SquareTerminal} size={14} />
              <span className="t-cut">{terminal.title}</span> <Status terminal={terminal} />
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}

function Status({ terminal }: { terminal: TerminalInfo }) {
  if (terminal.exitCode === null) return null;
  return (
    <span className={terminal.exitCode === 0 ? 't-caption t-third' : 't-caption t-err'}>
      {terminal.exitCode === 0 ? 'ended' : `status ${terminal.exitCode}`}
    </span>
  );
}

function Shown({ terminal }: { terminal: TerminalInfo }) {
  const box = useRef<HTMLDivElement>(null);
  const screen = useScreen(terminal.id);
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    current.append(screen.element);
    return () => screen.element.remove();
  }, [screen]);
  return (
    <section className="terminal" aria-label={`Terminal: ${terminal.title}`}>
      <div ref={box} className="terminal__place" />
      <TerminalText screen={screen} />
      {terminal.exitCode === null ? null : (
        <p className="terminal__end t-small" role="status">
          <span className={terminal.exitCode === 0 ? 't-second' : 't-err'}>
            {`${terminal.title} ended with status ${terminal.exitCode}.`}
          </span>
          <Button size={24} onClick={() => void closeTerminal(terminal.id)}>
            Close
          </Button>
        </p>
      )}
    </section>
  );
}

function useScreen(id: TerminalId): TerminalScreen {
  const [screen] = useState(() => screenOf(id));
  return screen;
}

/** What the terminal draws, as text that is read and not seen. */
function TerminalText({ screen }: { screen: TerminalScreen }) {
  const [text, setText] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      timer = undefined;
      setText(screen.text());
    };
    read();
    const stop = screen.onChange(() => {
      timer ??= setTimeout(read, 250);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [screen]);
  return (
    <div role="log" aria-label="Terminal text" className="sr-only">
      <pre>{text}</pre>
    </div>
  );
}
