import { expect, test } from 'vitest';
import { KconfigSession } from '#core/engines/kconfig/session.ts';
import { HELLO_CONFIG, helloFiles } from './hello-files.ts';

const text = helloFiles().read('Kconfig')!;

function session(config: string): KconfigSession {
  const made = new KconfigSession(
    {
      read: (name) => (name === 'Kconfig' ? text : undefined),
      glob: () => [],
      environment: () => undefined,
      shell: () => undefined,
    },
    'Kconfig',
  );
  expect(made.read(config)).toEqual([]);
  return made;
}

const prompts = (text.match(/^\t(?:bool|int|string) "/gm) ?? []).length;
const choices = (text.match(/^choice$/gm) ?? []).length;
const members = [...text.matchAll(/^choice\n[\s\S]*?^endchoice$/gm)].flatMap(
  ([choice]) => choice.match(/^config /gm) ?? [],
);

test('a person has 10 to 25 things to decide, each with a help text', () => {
  const decisions = prompts - members.length + choices;
  expect(decisions).toBeGreaterThanOrEqual(10);
  expect(decisions).toBeLessThanOrEqual(25);
  expect(text.match(/^\thelp$/gm)).toHaveLength(prompts + choices);
});

test('the Kconfig engine finds no fault, and writes the .config of a new project as it is', () => {
  const made = session(HELLO_CONFIG);
  expect(made.problems).toEqual([]);
  const withoutHeader = (config: string) => config.replace(/^#\n(?:# .*\n)+#\n/, '');
  expect(withoutHeader(made.write())).toBe(withoutHeader(HELLO_CONFIG));
});

test('the strict option selects two checks, and implies two more that a person may have turned off', () => {
  const on = (config: string) => {
    const made = session(config);
    made.set('STRICT', 'y');
    return [...made.write().matchAll(/^CONFIG_(STACK_PROTECTOR|UBSAN|HEAP_CHECKS|SELF_TEST)=y$/gm)].map(
      ([, name]) => name,
    );
  };
  expect(on(HELLO_CONFIG)).toEqual(['STACK_PROTECTOR', 'UBSAN']);
  expect(on('')).toEqual(['SELF_TEST', 'STACK_PROTECTOR', 'UBSAN', 'HEAP_CHECKS']);
});
