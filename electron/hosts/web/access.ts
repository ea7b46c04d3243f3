/**
 * Decides who may use the web host. A token in the address is exchanged for a cookie; the Host header stops other names
 * that were made to point here (DNS rebinding), the Origin header stops other pages of the same browser.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const TICKET_MS = 60_000;

export class Access {
  /** Part of the address that is printed; good for as long as the host lives, so that a closed page can be opened again. */
  readonly token = randomBytes(32).toString('base64url');
  private readonly tickets = new Set<string>();
  private readonly secret = randomBytes(32).toString('base64url');

  /** @param port that the host listens on: cookies are not kept apart by port, so their name is. */
  constructor(private readonly port: number) {}

  isOwnHost(request: IncomingMessage): boolean {
    const host = request.headers.host?.toLowerCase();
    return ['127.0.0.1', 'localhost'].some(
      (name) => host === `${name}:${this.port}` || (this.port === 80 && host === name),
    );
  }

  /** Asks for a good Host header, too: the page must come from the very name it talks to. */
  isOwnOrigin(request: IncomingMessage): boolean {
    return (
      this.isOwnHost(request) &&
      request.headers.origin?.toLowerCase() === `http://${request.headers.host?.toLowerCase()}`
    );
  }

  /**
   * A token that works once and not for long: for an address that goes through the arguments of another program, where
   * every user of this computer can read it.
   */
  issueTicket(): string {
    const ticket = randomBytes(32).toString('base64url');
    this.tickets.add(ticket);
    setTimeout(() => this.tickets.delete(ticket), TICKET_MS).unref();
    return ticket;
  }

  /** Takes a ticket away with its use. */
  admits(given: string): boolean {
    const ticket = [...this.tickets].find((each) => sameText(each, given));
    return ticket === undefined ? sameText(given, this.token) : this.tickets.delete(ticket);
  }

  hasCookie(request: IncomingMessage): boolean {
    const prefix = `${this.cookieName}=`;
    return (request.headers.cookie ?? '')
      .split(/;\s*/)
      .some((cookie) => cookie.startsWith(prefix) && sameText(cookie.slice(prefix.length), this.secret));
  }

  get cookie(): string {
    return `${this.cookieName}=${this.secret}; HttpOnly; SameSite=Strict; Path=/`;
  }

  private get cookieName(): string {
    return `unikernel-studio-${this.port}`;
  }
}

/** Takes the same time wherever the texts differ; digests have equal lengths. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
