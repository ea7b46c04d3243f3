import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Person } from './person.ts';
import { keepPictures, processesMentioning, type StudioUnderTest, startStudio } from './studio-under-test.ts';

describe('a machine', () => {
  let studio: StudioUnderTest;
  let person: Person;
  const place = () => join(studio.home, 'machines');
  const machines = () => processesMentioning(studio.home).filter((line) => line.includes('qemu-system'));

  beforeAll(async () => {
    studio = await startStudio();
    person = new Person(studio.page);
  });
  afterAll(() => studio.close());
  keepPictures(() => studio);

  it('takes what is typed, and answers', async () => {
    await person.createsProject({ template: 'Greeter', name: 'greeter', location: place() });
    await person.tool('Run').click();
    await person.sees('Machine state', /Running/);
    await person.hears(/name/i);
    await person.tellsGuest('Ada');
    await person.hears('Hello, Ada. You are visitor 1.');
  });

  it('goes on while its page is closed, and is found again with its history', async () => {
    const before = await person.serialText();
    await studio.page.close({ runBeforeUnload: false });
    expect(machines()).toHaveLength(1);
    person = new Person(await studio.openPage());
    await person.sees('Machine state', /Running/);
    await person.hears('Ada');
    expect(await person.serialText()).toContain(before.trim());
    await person.tellsGuest('Grace');
    await person.hears('Hello, Grace. You are visitor 2.');
  });

  it('outlives a page that crashes, and its uptime goes on', async () => {
    const uptime = async () => {
      const text =
        (await person.serial
          .getByText(/^\d\d:\d\d:\d\d$/)
          .first()
          .textContent()) ?? '';
      return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    };
    const before = await uptime();
    await studio.page.goto('chrome://crash', { timeout: 5_000 }).catch(() => undefined);
    person = new Person(await studio.openPage());
    await person.sees('Machine state', /Running/);
    await person.hears('Grace');
    expect(await uptime()).toBeGreaterThanOrEqual(before);
    await person.tellsGuest('Edsger');
    await person.hears('Hello, Edsger. You are visitor 3.');
  });

  it('leaves no process when it is stopped', async () => {
    await person.tool('Stop').click();
    await person.sees('Machine state', /Off/);
    await expect.poll(() => processesMentioning(place()), { timeout: 5_000 }).toEqual([]);
    await expect.poll(() => machines()).toEqual([]);
  });

  it('cannot reach the clipboard, the title or its own input by what it prints', async () => {
    await person.createsProject({ template: 'Greeter', name: 'hostile', location: place() });
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
    writeFileSync(join(place(), 'hostile/src/main.c'), program);
    const { page } = person;
    await studio.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(() => navigator.clipboard.writeText('mine'));
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
    await person.createsProject({ template: 'Panic lab', name: 'panic', location: place() });
    await person.press('F5');
    await person.sees('Machine state', /Running/);
    await person.hears('What shall go wrong');
    await person.tellsGuest('n');
    await person.sees('Machine state', /Crashed/);
    const open = person.page.getByRole('button', { name: /^Open accidents\.c line \d+$/ });
    const line = Number((await open.textContent())?.match(/line (\d+)/)?.[1]);
    await open.click();
    await person.editorOf('src/accidents.c');
    await person.page.getByText(new RegExp(`Ln ${line}, Col`)).waitFor();
  });

  it('that loses its interrupt table is said to have crashed, and why', async () => {
    await person.press('F5');
    await person.sees('Machine state', /Running/);
    await person.hears('What shall go wrong');
    await person.tellsGuest('t');
    await person.sees('Machine state', /Crashed/);
    expect(await person.page.getByRole('article', { name: 'What happened' }).textContent()).toMatch(/triple|reset/i);
  });

  it('that waits for ever can be stopped, and nothing is left', async () => {
    await person.press('F5');
    await person.sees('Machine state', /Running/);
    await person.hears('What shall go wrong');
    await person.tellsGuest('w');
    await person.hears('waiting for something that never comes');
    await person.sees('Machine state', /Running|Crashed/);
    await person.press('Shift+F5');
    await person.sees('Machine state', /Off|Crashed/);
    await expect.poll(() => machines(), { timeout: 5_000 }).toEqual([]);
  });

  it('wrote no error to the page’s console', () => {
    expect(studio.complaints).toEqual([]);
  });
});
