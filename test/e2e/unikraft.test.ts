import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';
import { testBeginnings } from './begin-test.ts';

/** A tree of the same shape as Unikraft's, with the real make, gcc and QEMU. */
const tree = fileURLToPath(new URL('../fixtures/unikraft-tree', import.meta.url));

describe('a Unikraft project', () => {
  const begin = testBeginnings();

  it('that crashes shows the line of its source, one click away', async () => {
    const { person, file } = await begin({ family: 'Unikraft', template: 'Hello', sources: { unikraft: tree } });
    const { page } = person;
    const crash = '#include <stdio.h>\n\nint main(void)\n{\n\tprintf("now\\n");\n\t__builtin_trap();\n}\n';
    writeFileSync(file('main.c'), crash);
    await person.press('F5');
    await person.sees('Machine state', /Crashed/);
    await page.getByRole('button', { name: 'Open main.c line 6' }).click();
    await person.editorOf('main.c');
    await page.getByText(/Ln 6, Col/).waitFor();
  });

  it('has its source downloaded: cancelled and begun again, and refused where it is not the recorded one', async () => {
    let hook = '';
    const { person, file, text } = await begin({
      folder(home) {
        const origin = join(home, 'origin', 'unikraft');
        const git = (...words: string[]) => {
          const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
          return execFileSync('git', ['-C', origin, ...who, ...words], { encoding: 'utf8' }).trim();
        };
        mkdirSync(join(origin, 'support/build'), { recursive: true });
        writeFileSync(join(origin, 'version.mk'), 'UK_VERSION = 0\nUK_SUBVERSION = 17\nUK_EXTRAVERSION = 0\n');
        writeFileSync(join(origin, 'Config.uk'), '');
        writeFileSync(join(origin, 'support/build/x'), '');
        git('init', '-q');
        git('add', '.');
        git('commit', '-qm', 'one');
        git('tag', 'RELEASE-0.17.0');
        const commit = git('rev-parse', 'HEAD');
        // The server does not come to an end before it is allowed to.
        hook = join(home, 'slow-pack');
        writeFileSync(hook, '#!/bin/sh\nwhile [ -e "$0.wait" ]; do sleep 0.1; done\nexec "$@"\n');
        chmodSync(hook, 0o755);
        writeFileSync(`${hook}.wait`, '');
        writeFileSync(
          join(home, '.gitconfig'),
          `[url "file://${join(home, 'origin')}/"]\n\tinsteadOf = https://github.com/unikraft/\n[uploadpack]\n\tpackObjectsHook = ${hook}\n`,
        );
        const root = join(home, 'hello');
        mkdirSync(root);
        writeFileSync(join(root, 'Makefile.uk'), '$(eval $(call addlib,apphello))\n');
        const own = { family: 'unikraft', sources: { unikraft: { version: '0.17.0', commit } } };
        writeFileSync(join(root, '.unikernel-studio.json'), JSON.stringify(own));
        return root;
      },
    });
    const { page } = person;
    await person.answersTrust('Trust');
    await person.runs('Show sources');
    const core = page.getByRole('dialog', { name: 'Sources' }).getByRole('region', { name: 'Unikraft' });
    await core.getByRole('button', { name: 'Download' }).click();
    await core.getByText('downloading', { exact: true }).waitFor();
    await core.getByRole('button', { name: 'Cancel' }).click();
    await core.getByText(/^(?:not here yet|broken off)$/).waitFor();
    rmSync(`${hook}.wait`);
    await core.getByRole('button', { name: 'Download' }).click();
    await core.getByText('here', { exact: true }).waitFor();
    await person.press('Escape');
    await core.waitFor({ state: 'detached' });

    // The project records another commit of the same version: what its tag leads to is not it.
    const record = text('.unikernel-studio.json').replace(
      /"commit": ?"[0-9a-f]{7}/,
      (start) => `${start.slice(0, -7)}0000000`,
    );
    writeFileSync(file('.unikernel-studio.json'), record);
    await person.runs('Show sources');
    await core.getByText('not here yet', { exact: true }).waitFor();
    await core.getByRole('button', { name: 'Download' }).click();
    await core.getByText('failed', { exact: true }).waitFor();
    await core.getByText(/it has to be 0000000/).waitFor();
  });
});
