/** The window's one client: over the desktop host's port where there is one, else over a WebSocket to this page's host. */
import { StudioClient } from './client.ts';
import { desktopBridge, dialDesktop } from './desktop-bridge.ts';
import { dialWeb } from './web-link.ts';

let current: StudioClient | null = null;

/** Connects on the first call; always answers with the same client. */
export function connect(): StudioClient {
  if (current) return current;
  const client = new StudioClient(desktopBridge() ? dialDesktop : dialWeb(location.origin));
  current = client;
  client.connection.state.subscribe(({ phase }) => {
    // Ids and numbers of the host before mean nothing to the one that answers now.
    if (phase === 'replaced') location.reload();
  });
  for (const event of ['online', 'focus', 'pageshow'])
    window.addEventListener(event, () => void client.connection.open());
  return client;
}
