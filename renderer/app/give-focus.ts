/**
 * Gives the focus to a place that may still be loading, as an editor or a terminal does when it is first shown. Keys that are
 * typed meanwhile were meant for it: they are held, and typed there when it has the focus. Whoever goes elsewhere by the
 * mouse, by another key or into a dialog is not called back.
 */
import { typeKey } from './type-key.ts';

/** The element to give the focus to, null while it is on its way, undefined when it will not come any more. */
export type Place = () => Element | null | undefined;

const EVERY_MS = 16;
/** For a place that says that it is loading, in ms, and for one that is there and has nothing that takes the focus. */
const LOADING_MS = 30_000;
const EMPTY_MS = 1_000;

interface Request {
  readonly place: Place;
  readonly since: number;
  /** What had the focus when the person pressed a key that was not held; the focus elsewhere is then their choice. */
  before: Element | null;
  /** The keys are held although a dialog has them: it is about to close. */
  readonly overDialog: boolean;
}

let current: Request | null = null;
let held: string[] = [];
let listening = false;

/** A newer request takes the place of an older one, and its keys. */
export function giveFocus(place: Place): void {
  ask(place, false);
}

/**
 * For the time before it is known where the focus goes. The keys that come then are typed there where `giveFocus` leads, or,
 * when that was not called, where the focus is when the answer is called.
 */
export function holdKeys(): () => void {
  const request = ask(() => null, true);
  return () => {
    if (current === request) void arrive();
  };
}

function ask(place: Place, overDialog: boolean): Request {
  listen();
  const request: Request = { place, since: performance.now(), before: null, overDialog };
  current = request;
  // What was changed for it is drawn before.
  queueMicrotask(() => attempt(request));
  return request;
}

/** The same elements take the focus everywhere: what asks for it, a tree or a list, else the first that can have it. */
export function focusTarget(element: Element): HTMLElement | null {
  return (
    asking(element) ??
    [...element.querySelectorAll<HTMLElement>(focusable)].find((other) => other.offsetParent !== null) ??
    null
  );
}

function asking(element: Element): HTMLElement | null {
  return element.querySelector('[data-autofocus], [role=tree], [role=listbox]');
}

export const focusable =
  ':is(a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]):not([tabindex="-1"])';

function attempt(request: Request): void {
  if (current !== request) return;
  const focused = document.activeElement;
  const chosen = request.before && focused !== request.before && focused !== document.body;
  const place = chosen ? undefined : request.place();
  if (place === undefined) {
    giveUp();
    return;
  }
  const isIn = () => place?.contains(document.activeElement) === true && document.activeElement !== place;
  // A part of a page that is still on its way keeps nobody waiting who knows where to go.
  const ready = place !== null && !dialogIsOpen() && (asking(place) !== null || !isLoading(place));
  if (ready && !isIn()) focusTarget(place)?.focus();
  if (ready && isIn()) void arrive();
  else if (performance.now() - request.since > (ready ? EMPTY_MS : LOADING_MS)) giveUp();
  else setTimeout(() => attempt(request), EVERY_MS);
}

function isLoading(place: Element): boolean {
  return place.querySelector('[aria-busy=true]:not(button)') !== null;
}

function dialogIsOpen(): boolean {
  return document.querySelector('[role=dialog][data-state=open]') !== null;
}

/** Types what is held, and what comes meanwhile behind it. A key may open something else: that gets the rest. */
async function arrive(): Promise<void> {
  const typing: Request = { place: () => null, since: performance.now(), before: null, overDialog: true };
  current = typing;
  while (held.length > 0 && current === typing) {
    const key = held.shift()!;
    typeKey(key);
    // Enter may close the field that it was pressed in, or choose what wants the focus: both are drawn before the next key.
    if (key.length > 1) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  if (current === typing) giveUp();
}

function giveUp(): void {
  current = null;
  held = [];
}

function listen(): void {
  if (listening) return;
  listening = true;
  window.addEventListener('keydown', onKey, true);
  window.addEventListener('pointerdown', giveUp, true);
}

/** Comes after the window's own keys (`keybindings.ts`): a command that was run has taken its key. */
function onKey(event: KeyboardEvent): void {
  // What is typed here by ourselves is not held again.
  if (!current || !event.isTrusted || event.isComposing || ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key))
    return;
  if (event.key === 'Escape' || (dialogIsOpen() && !current.overDialog)) {
    giveUp();
    return;
  }
  const typed = event.key.length === 1 || event.key === 'Enter' || event.key === 'Backspace';
  if (event.defaultPrevented || !typed || event.ctrlKey || event.metaKey || (event.altKey && event.key.length > 1)) {
    current.before ??= document.activeElement;
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  held.push(event.key);
}
