/** A host whose window keeps unsaved text safe again and again, to be killed in the middle of it. */
import { createBackups } from '../../../electron/services/project/backups.ts';

const [folder = ''] = process.argv.slice(2);
const backups = createBackups(folder);
for (let round = 1; ; round++) {
  await backups.save({ path: 'src/main.c', text: `${round} ${'x'.repeat(100_000)}`, baseEtag: 'c-1', savedAt: round });
  process.stdout.write(`${round}\n`);
}
