#!/usr/bin/env node
// A monitor that is no QEMU: the guest's console is its standard input and output. Its argument says what happens.
const [what = 'ends'] = process.argv.slice(2);
const say = (text) => process.stdout.write(`${text}\n`);
say('toy: kernel');
if (what === 'breaks') {
  process.stderr.write('KVM is broken\n');
  process.exitCode = 101;
} else if (what === 'refuses') {
  process.stderr.write('no such image\n');
  process.exitCode = 2;
} else {
  say('toy: main');
  if (what === 'breaks-late') {
    process.stderr.write('KVM is broken\n');
    process.exitCode = 101;
  } else if (what === 'ends') process.exitCode = 7;
  else process.stdin.on('data', (bytes) => say(`heard ${String(bytes).trim()}`));
}
