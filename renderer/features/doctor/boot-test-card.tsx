/** The doctor's proof: a tiny image compiled, booted and read back, with the time that each part took. */
import { Power } from 'lucide-react';
import { useStore } from 'zustand';
import type { BootTest } from '#core/contract/toolchain.ts';
import { runBootTest, toolchainStore } from '../../app/toolchain.ts';
import { Button } from '../../ui/button.tsx';
import { formatDuration } from '../../ui/format-duration.ts';
import { IconTile } from '../../ui/icon-tile.tsx';
import { bootTestTitle } from './doctor-words.ts';

export function BootTestCard({ test, possible }: { test: BootTest | null; possible: boolean }) {
  const testing = useStore(toolchainStore, (state) => state.testing);
  const tone = testing || test === null ? 'plain' : test.passed ? 'ok' : 'err';
  return (
    <section className="boot-test" aria-label="Boot test">
      <IconTile of={Power} tone={tone} />
      <div className="boot-test__text" role="status">
        <p className="t-strong">{title(test, testing)}</p>
        <p className="t-small t-second">{detail(test, testing, possible)}</p>
      </div>
      {test?.passed && !testing ? <Strip test={test} /> : null}
      <Button
        size={24}
        loading={testing}
        disabled={!possible}
        {...(!possible && { hint: 'The compiler, make or QEMU is missing.' })}
        onClick={() => void runBootTest()}
      >
        {test === null ? 'Run the boot test' : 'Run again'}
      </Button>
    </section>
  );
}

function title(test: BootTest | null, testing: boolean): string {
  if (testing) return 'The boot test runs';
  return test ? bootTestTitle(test) : 'The boot test has not been run';
}

function detail(test: BootTest | null, testing: boolean, possible: boolean): string {
  if (testing) return 'A tiny image is compiled, booted in QEMU, and its last line is awaited on serial.';
  if (test) return test.message;
  return possible
    ? 'It compiles a tiny image, boots it in QEMU, and reads its last line from serial: the proof that the tools work together.'
    : 'It needs a compiler, make and QEMU.';
}

function Strip({ test }: { test: BootTest }) {
  const rest = Math.max(0, test.totalMs - test.qemuMs - test.kernelMs);
  const parts = [
    { id: 'build', label: `build ${formatDuration(rest)}`, ms: rest },
    { id: 'qemu', label: `QEMU starts ${formatDuration(test.qemuMs)}`, ms: test.qemuMs },
    { id: 'kernel', label: `kernel ${formatDuration(test.kernelMs)}`, ms: test.kernelMs },
  ].filter((part) => part.ms >= 1);
  const columns = parts.map((part) => `minmax(max-content, ${Math.max(1, part.ms)}fr)`).join(' ');
  return (
    <ol
      className="boot-test__strip"
      style={{ gridTemplateColumns: `${columns} max-content` }}
      aria-label="Where the time went"
    >
      {parts.map((part) => (
        <li key={part.id} className={`boot-test__part boot-test__part--${part.id}`}>
          {part.label}
        </li>
      ))}
      <li className="boot-test__part boot-test__part--marker">marker</li>
    </ol>
  );
}
