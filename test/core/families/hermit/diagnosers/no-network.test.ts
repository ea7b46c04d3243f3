import { expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';

const LINE = 'called `Result::unwrap()` on an `Err` value: Os { code: 22, kind: InvalidInput, message: "" }';

it('tells a program that found no network what is missing, and turns a driver on', () => {
  expect(diagnose('run', [LINE])).toMatchObject({
    code: 'hermit.no-network',
    fixes: [{ kind: 'edit', title: 'Turn on the feature `virtio-net`' }],
  });
});

it('names the card that no driver is there for', () => {
  const argv = ['qemu-system-x86_64', '-device', 'virtio-net-pci,netdev=net0'];
  expect(diagnose('run', [LINE], { argv }).why).toContain('though the machine has a `virtio-net-pci`');
});
