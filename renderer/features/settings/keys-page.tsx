/** Every command with its keys: found by name or by keys, changed by pressing the new ones. */
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { type Command, commandStore } from '../../app/commands.ts';
import { bindingsOf } from '../../app/keybindings.ts';
import { keysOfPress, parseKeys, showKeys } from '../../app/keys.ts';
import { isMac } from '../../app/platform.ts';
import { settingsStore, updateSettings } from '../../app/settings.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { isChanged, removeKeys, resetKeys, setKeys, sharing } from './key-edits.ts';
import './settings-page.css';

export default function KeysPage() {
  const commands = useStore(commandStore, (state) => state.commands);
  const own = useStore(settingsStore, (state) => state.settings.keybindings);
  const [query, setQuery] = useState('');
  const [recording, setRecording] = useState<string | null>(null);
  const bindings = useMemo(() => bindingsOf(commands.values(), own), [commands, own]);
  const keysFor = (id: string) => bindings.filter((binding) => binding.command === id).map((binding) => binding.keys);
  const all = [...commands.values()].filter((command) => !command.hidden).sort(byName);
  const words = query.toLowerCase().replaceAll('+', ' ').split(/\s+/).filter(Boolean);
  const shown = all.filter((command) => {
    const text = `${nameOf(command)} ${keysFor(command.id).join(' ')}`.toLowerCase().replaceAll('+', ' ');
    return words.every((word) => text.includes(word));
  });
  const save = (keybindings: typeof own) => void updateSettings({ keybindings });

  return (
    <div className="keys-page">
      <div className="keys-page__head">
        <div>
          <h1 className="t-display">Keyboard shortcuts</h1>
          <p className="t-second">Press Change, then the new keys. Esc leaves them as they are.</p>
        </div>
        <div className="keys-page__find">
          <SearchField
            label="Search commands and keys"
            value={query}
            onChange={setQuery}
            found={`${shown.length} of ${all.length}`}
          />
        </div>
      </div>
      <ScrollRegion className="keys-page__scroll" label="Commands and their keys">
        <table>
          <thead>
            <tr>
              <th scope="col">Command</th>
              <th scope="col">Keys</th>
              <th scope="col" className="keys-page__actions">
                <span className="sr-only">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((command) => {
              const keys = keysFor(command.id);
              const isRecording = recording === command.id;
              return (
                <tr key={command.id}>
                  <td>{nameOf(command)}</td>
                  <td>
                    {isRecording ? (
                      <Recorder
                        label={`New keys for ${command.title}`}
                        clash={(pressed) =>
                          sharing(pressed, command.id, bindings, isMac).map((id) => commands.get(id)?.title ?? id)
                        }
                        onDone={(pressed) => {
                          setRecording(null);
                          if (pressed !== null) save(setKeys(own, command.id, pressed, defaultsOf(command)));
                        }}
                      />
                    ) : (
                      <span className="keys-page__keys">
                        {keys.map((text) => (
                          <span key={text} className="keys-page__key">
                            <Kbd keys={showKeys(text, isMac)} />
                          </span>
                        ))}
                        {isChanged(own, command.id) ? <Badge tone="accent">yours</Badge> : null}
                      </span>
                    )}
                  </td>
                  <td className="keys-page__actions">
                    {isChanged(own, command.id) ? (
                      <Button
                        size={24}
                        kind="quiet"
                        aria-label={`Reset the keys of ${command.title}`}
                        onClick={() => save(resetKeys(own, command.id))}
                      >
                        Reset
                      </Button>
                    ) : null}
                    {keys.length > 0 ? (
                      <Button
                        size={24}
                        kind="quiet"
                        aria-label={`Remove the keys of ${command.title}`}
                        onClick={() => save(removeKeys(own, command.id))}
                      >
                        Remove
                      </Button>
                    ) : null}
                    <Button
                      size={24}
                      kind="quiet"
                      aria-label={`Change the keys of ${command.title}`}
                      onClick={() => setRecording(command.id)}
                    >
                      Change
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}

const nameOf = (command: Command) => (command.category ? `${command.category}: ${command.title}` : command.title);
const byName = (a: Command, b: Command) => nameOf(a).localeCompare(nameOf(b));

function defaultsOf(command: Command): readonly string[] {
  const texts = typeof command.keys === 'string' ? [command.keys] : (command.keys ?? []);
  return texts.map((text) => parseKeys(text, isMac)).filter((keys) => keys !== null);
}

interface RecorderProps {
  label: string;
  clash(keys: string): readonly string[];
  onDone(keys: string | null): void;
}

/** Takes the first combination, then waits for Enter: a clash can be seen before it is made. */
function Recorder({ label, clash, onDone }: RecorderProps) {
  const [pressed, setPressed] = useState<string | null>(null);
  const others = pressed ? clash(pressed) : [];
  return (
    <span className="keys-page__keys" data-keys="recorder">
      <input
        // biome-ignore lint/a11y/noAutofocus: it stands in for the button that was just pressed
        autoFocus
        readOnly
        className="keys-page__recorder"
        aria-label={label}
        value={pressed ? `${showKeys(pressed, isMac).replaceAll('+', ' ')}   Enter keeps it` : 'Press the new keys'}
        onBlur={() => onDone(null)}
        onKeyDown={(event) => {
          const keys = keysOfPress(event);
          event.preventDefault();
          event.stopPropagation();
          if (keys === null) return;
          if (keys === 'Escape') onDone(null);
          else if (keys === 'Enter') onDone(pressed);
          else setPressed(keys);
        }}
      />
      {others.length > 0 ? <span className="t-small t-warn">also: {others.join(', ')}</span> : null}
    </span>
  );
}
