import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Scene, testBeginnings } from './begin-test.ts';
import { Person } from './person.ts';
import { processesMentioning } from './studio-under-test.ts';

describe('a machine', () => {
  const begin = testBeginnings();

  /** Processes of machines that run in this home. */
  const machines = (home: string) => processesMentioning(home).filter((line) => line.includes('qemu-system'));

  /** Built, booted, and waiting for a name. */
  async function greeter(): Promise<Scene> {
    const scene = await begin({ template: 'Greeter' });
    await scene.person.tool('Run').click();
    await scene.person.sees('Machine state', /Running/);
    await scene.person.hears(/name/i);
    return scene;
  }

  /** Of a lab that crashes in the way that is asked for by a letter. */
  async function panicLab(letter: string): Promise<Scene> {
    const scene = await begin({ template: 'Panic lab' });
    await scene.person.press('F5');
    await scene.person.sees('Machine state', /Running/);
    await scene.person.hears('What shall go wrong');
    await scene.person.tellsGuest(letter);
    return scene;
  }

  it('takes what is typed, and answers', async () => {
    const { person } = await greeter();
    await person.tellsGuest('Ada');
    await person.hears('Hello, Ada. You are visitor 1.');
  });

  it('goes on while its page is closed, and is found again with its history', async () => {
    const { person, studio } = await greeter();
    await person.tellsGuest('Ada');
    await person.hears('Hello, Ada. You are visitor 1.');
    const before = await person.serialText();
    await studio.page.close({ runBeforeUnload: false });
    expect(machines(studio.home)).toHaveLength(1);
    const again = new Person(await studio.openPage());
    await again.sees('Machine state', /Running/);
    await again.hears('Hello, Ada. You are visitor 1.');
    await expect.poll(() => again.serialText()).toContain(before.trim());
    await again.tellsGuest('Grace');
    await again.hears('Hello, Grace. You are visitor 2.');
  });

  it('outlives a page that crashes, and its uptime goes on', async () => {
    const { person, studio } = await greeter();
    const uptime = async ({ serial }: Person) => {
      const text =
        (await serial
          .getByText(/^\d\d:\d\d:\d\d$/)
          .first()
          .textContent()) ?? '';
      return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    };
    await person.tellsGuest('Grace');
    await person.hears('Hello, Grace. You are visitor 1.');
    await expect.poll(() => uptime(person)).toBeGreaterThan(0);
    const before = await uptime(person);
    const crashed = studio.page.waitForEvent('crash');
    await studio.page.goto('chrome://crash').catch(() => undefined);
    await crashed;
    const again = new Person(await studio.openPage());
    await again.sees('Machine state', /Running/);
    await again.hears('Grace');
    await expect.poll(() => uptime(again)).toBeGreaterThanOrEqual(before);
    await again.tellsGuest('Edsger');
    await again.hears('Hello, Edsger. You are visitor 2.');
  });

  it('leaves no process when it is stopped', async () => {
    const { person, studio, root } = await greeter();
    await person.tool('Stop').click();
    await person.sees('Machine state', /Off/);
    await expect.poll(() => processesMentioning(root)).toEqual([]);
    await expect.poll(() => machines(studio.home)).toEqual([]);
  });

  it('cannot reach the clipboard, the title or its own input by what it prints', async () => {
    const { person, studio, file } = await begin({ template: 'Greeter' });
    const program = `#include <bare.h>

int main(void)
{
	char line[64];

	print("\\033]52;c;cHduZWQ=\\007" "\\033]0;pwned\\007" "\\033]2;pwned\\033\\\\");
	print("\\033[c\\033[>c\\033[5n\\033[6n\\033[?6n\\033[18t\\033[21t\\033]11;?\\007\\033P$qm\\033\\\\");
	print("\\nqueries were sent\\n");
	int length = (int)read_line(line, sizeof(line));
	print("read %d bytes: %s\\n", length, line);
	return 0;
}
`;
    writeFileSync(file('src/main.c'), program);
    const { page } = person;
    await studio.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(() => navigator.clipboard.writeText('mine'));
    await expect.poll(() => page.title()).toContain('project');
    const title = await page.title();
    await person.press('F5');
    await person.hears('queries were sent');
    await person.sees('Machine state', /Running/);
    await person.tellsGuest('hi');
    await person.hears('read 2 bytes: hi');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('mine');
    expect(await page.title()).toBe(title);
  });

  it('that crashes is said to have crashed, and the line is one click away', async () => {
    const { person } = await panicLab('n');
    await person.sees('Machine state', /Crashed/);
    const open = person.page.getByRole('button', { name: /^Open accidents\.c line \d+$/ });
    const line = Number((await open.textContent())?.match(/line (\d+)/)?.[1]);
    await open.click();
    await person.editorOf('src/accidents.c');
    await person.page.getByText(new RegExp(`Ln ${line}, Col`)).waitFor();
  });

  it('that loses its interrupt table is said to have crashed, and why', async () => {
    const { person } = await panicLab('t');
    await person.sees('Machine state', /Crashed/);
    await person.page
      .getByRole('article', { name: 'What happened' })
      .filter({ hasText: /triple|reset/i })
      .waitFor();
  });

  it('that waits for ever can be stopped, and nothing is left', async () => {
    const { person, studio } = await panicLab('w');
    await person.hears('waiting for something that never comes');
    await person.sees('Machine state', /Running|Crashed/);
    await person.press('Shift+F5');
    await person.sees('Machine state', /Off|Crashed/);
    await expect.poll(() => machines(studio.home)).toEqual([]);
  });
});
