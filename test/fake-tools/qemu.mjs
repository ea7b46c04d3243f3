#!/usr/bin/env node
// A QEMU for faults and floods that the real one cannot be made to show. First argument: what to play; see `plays`.
import { connect } from 'node:net';

const [play = '', amount = '0', ...rest] = process.argv.slice(2);
const accelerator = rest[rest.indexOf('-accel') + 1];
const pathOf = (id) => {
  const chardev = rest.find((part) => part.startsWith(`socket,id=${id},path=`));
  return chardev?.slice(chardev.indexOf('path=') + 5).replaceAll(',,', ',');
};

/** Connects both sockets; calls `run(serial)` on `cont`, and obeys `quit` unless told otherwise. `state`: of the machine. */
function machine(run, obeys = true, state = 'running') {
  const serial = connect(pathOf('studio-serial'));
  const monitor = connect(pathOf('studio-monitor'));
  serial.on('error', () => {});
  monitor.on('error', () => {});
  monitor.write('{"QMP": {"version": {}, "capabilities": []}}\r\n');
  let partial = '';
  monitor.on('data', (chunk) => {
    const lines = (partial + chunk).split('\n');
    partial = lines.pop();
    for (const line of lines) {
      const { execute, id } = JSON.parse(line);
      if (execute === 'quit' && !obeys) continue;
      const answer = execute === 'query-status' ? { status: state } : {};
      monitor.write(`${JSON.stringify({ return: answer, id })}\r\n`);
      if (execute === 'cont') run(serial, monitor);
      if (execute === 'quit') process.exit(0);
    }
  });
}

/** Writes `total` bytes made of `piece`, as fast as they are taken, then `last`, and ends with `status`. */
function pour(serial, piece, total, last, status) {
  let left = total;
  const more = () => {
    while (left > 0) {
      const chunk = left >= piece.length ? piece : piece.subarray(0, left);
      left -= chunk.length;
      if (!serial.write(chunk)) {
        serial.once('drain', more);
        return;
      }
    }
    serial.end(last, () => setTimeout(() => process.exit(status), 20));
  };
  more();
}

const lines = Buffer.from(`${'0123456789abcdef'.repeat(4)}\n`.repeat(1000));
const letters = Buffer.alloc(65536, 'x');

const plays = {
  /** `amount` bytes of lines. */
  flood: () => machine((serial) => pour(serial, lines, Number(amount), 'toy: exit 0\n', 33)),
  /** One line of `amount` bytes. */
  'long-line': () => machine((serial) => pour(serial, letters, Number(amount), '\ntoy: exit 0\n', 33)),
  /** Never opens its sockets. */
  deaf: () => setInterval(() => {}, 1000),
  /** Ignores `quit` and SIGTERM. */
  stubborn: () => {
    process.on('SIGTERM', () => {});
    machine((serial) => serial.write('toy: main\n'), false);
  },
  /** KVM takes the guest and never runs it. */
  'kvm-silent': () => machine((serial) => accelerator === 'tcg' && serial.write('toy: main\ntoy: exit 0\n')),
  /** Neither accelerator brings a word out of this guest. */
  silent: () => machine(() => {}),
  /** KVM takes the guest and never runs it; without it the guest waits for a word and says it. */
  'kvm-deaf': () =>
    machine((serial) => {
      if (accelerator !== 'tcg') return;
      serial.once('data', (word) => serial.write(`toy: ${word}\ntoy: exit 0\n`));
    }),
  /** KVM runs the guest up to an instruction that it can't. */
  'kvm-stops': () =>
    machine(
      (serial, monitor) => {
        if (accelerator === 'tcg') serial.write('toy: main\ntoy: exit 0\n');
        else serial.write('half a li', () => monitor.write('{"event": "STOP", "data": {}}\r\n'));
      },
      true,
      'internal-error',
    ),
  /** KVM opens and then fails. */
  'kvm-fails': () => {
    if (accelerator === 'kvm') {
      process.stderr.write('qemu: -accel kvm: failed to initialize kvm: Inappropriate ioctl for device\n');
      process.exit(1);
    }
    machine((serial) => serial.write('toy: main\ntoy: exit 0\n'));
  },
  /** Dies of a signal while the guest runs. */
  dies: () =>
    machine((serial) => {
      serial.write('toy: main\n');
      setTimeout(() => process.kill(process.pid, 'SIGSEGV'), 50);
    }),
  /** Talks nonsense on its monitor before it obeys. */
  babble: () =>
    machine((serial, monitor) => {
      monitor.write('}{\r\n[]\r\nnull\r\n{"event": 7}\r\n');
      serial.write('toy: main\ntoy: exit 0\n');
    }),
};
plays[play]();
