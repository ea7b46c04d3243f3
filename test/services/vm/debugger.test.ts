import { afterEach, beforeEach, expect, it } from 'vitest';
import { PATIENCE_MS } from '../../patience.ts';
import { eventually } from '../alive.ts';
import { VmBench } from './vm-bench.ts';

/** Stands in a debugger until it hears a g, goes on until it hears another key, and ends. */
const DEBUGGED =
  'say("toy: debugger asked for\\n"); while (hear() != 103); say("toy: go\\nwhat next?\\n"); hear(); return 5;';
/** Listens for a q, says that it heard it, and restarts the machine. */
const POLITE = 'say("ready\\n"); while (hear() != 113); say("goodbye\\n        \\n"); toy_reset(); for (;;);';

let bench: VmBench;
beforeEach(() => {
  bench = new VmBench({ times: { goodbyeMs: PATIENCE_MS } });
});
afterEach(() => bench.dispose());

const states = (id: Parameters<VmBench['events']>[0]) =>
  bench.events(id).flatMap((event) => (event.kind === 'state' ? [event.state.kind] : []));

it('stands in the debugger until it is told to go on, and its keys are those of the console', async () => {
  const id = await bench.start(bench.project('debugged', DEBUGGED));
  await bench.state(id, 'debugger');
  expect(bench.row(id).state).toEqual({ kind: 'debugger', reason: 'asked for' });
  expect(bench.events(id)).toContainEqual(expect.objectContaining({ kind: 'note', text: 'Type g.' }));
  bench.type(id, 'g');
  await bench.serialShows(id, 'what next?');
  await bench.state(id, 'running');
  bench.type(id, 'x');
  expect(await bench.end(id)).toMatchObject({ code: 5, reason: 'guest' });
  expect(states(id).filter((kind) => kind !== 'booting')).toEqual(['running', 'debugger', 'running', 'exited']);
});

it('can be paused and resumed in the debugger, and comes back to it', async () => {
  const id = await bench.start(bench.project('paused', DEBUGGED));
  await bench.state(id, 'debugger');
  await bench.vm.command(id, 'pause');
  expect(bench.row(id).state.kind).toBe('paused');
  await bench.vm.command(id, 'resume');
  expect(bench.row(id).state).toEqual({ kind: 'debugger', reason: 'asked for' });
});

it('lets a guest that can end itself do so when it is stopped', async () => {
  const id = await bench.start(bench.project('polite', POLITE, () => ({ goodbye: ['x', 'q'] })));
  await bench.serialShows(id, 'ready');
  expect(await bench.vm.command(id, 'stop')).toMatchObject({ ok: true });
  expect(bench.row(id).state).toMatchObject({ kind: 'exited', reason: 'user', code: null });
  expect(await bench.serial(id)).toContain('goodbye');
  expect(bench.problems(id)).toEqual([]);
});

it('turns off a guest that does not listen', async () => {
  await bench.dispose();
  bench = new VmBench({ times: { goodbyeMs: 50 } });
  const id = await bench.start(
    bench.project('deaf', 'say("ready\\n"); for (;;) hear();', () => ({ goodbye: ['x', 'q'] })),
  );
  await bench.serialShows(id, 'ready');
  await bench.vm.command(id, 'stop');
  expect(bench.row(id).state).toMatchObject({ kind: 'exited', reason: 'user' });
});

it('asks a guest whose last word was said to end itself as well', async () => {
  const app = `say("toy: exit 3\\n"); ${POLITE}`;
  const id = await bench.start(bench.project('last word', app, () => ({ goodbye: ['x', 'q'] })));
  expect(await bench.end(id)).toMatchObject({ code: 3, reason: 'guest' });
  await eventually('its goodbye', async () => (await bench.serial(id)).includes('goodbye'));
});
