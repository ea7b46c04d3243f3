/** The window's one client of the host, and the seam where a test or a design page puts another one in. */

import type { StudioClient } from '../rpc/client.ts';
import { connect } from '../rpc/connect.ts';

export type Client = Pick<StudioClient, 'call' | 'subscribe' | 'openStream'>;

let current: Client | null = null;

/** Connects on first use. */
export function client(): Client {
  current ??= connect();
  return current;
}

export function setClient(other: Client | null): void {
  current = other;
}
