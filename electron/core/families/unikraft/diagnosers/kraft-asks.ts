/** kraft wants an answer from a person, in spite of `--no-prompt`, and nobody can give it here. */
import { lineDiagnoser } from './explain-line.ts';

export const kraftAsks = lineDiagnoser({
  code: 'unikraft.kraft-asks',
  patterns: [/running prompt: error creating cancelreader/, /are you sure you want to rerun the configure step/],
  explain: (_, { argv }) => ({
    title: 'kraft asked a question that nobody could answer',
    why: `A project that is configured already is asked about before it is configured again, and \`--no-prompt\` does not keep kraft from it. ${argv.includes('--no-configure') ? '' : 'With `--no-configure` it takes the configuration as it is.'}`.trim(),
    fixes: [
      {
        kind: 'action',
        title: 'Build again by the studio',
        effect: 'it adds the missing flag',
        command: 'build.start',
      },
    ],
  }),
});
