/** One line under the title bar while the window has lost its host: what happened, and what is being done about it. */
import { PlugZap } from 'lucide-react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ConnectionState } from '../../rpc/connection.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { client } from '../client.ts';
import './connection-bar.css';

const always = createStore<ConnectionState>(() => ({ phase: 'connected', attempts: 0, reason: '' }));

export function ConnectionBar() {
  const current = client();
  const state = useStore(
    'connection' in current ? (current as { connection: { state: typeof always } }).connection.state : always,
  );
  // A first connection takes a blink; words for it would only flicker.
  const lost = state.phase === 'reconnecting' || (state.phase === 'connecting' && state.attempts > 2);
  const refused = state.phase === 'refused' || state.phase === 'closed';
  return (
    <div className="connection-bar" role="status" aria-label="Connection" hidden={!lost && !refused}>
      {lost || refused ? (
        <>
          <Icon of={PlugZap} />
          <span>
            <strong>{refused ? 'The studio refused this window.' : 'The connection to the studio broke.'}</strong>{' '}
            {state.reason} {refused ? '' : 'Unsaved text is kept here. Trying again.'}
          </span>
          {refused ? (
            <Button size={24} onClick={() => location.reload()}>
              Load again
            </Button>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
