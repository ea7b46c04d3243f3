/** A host that does nothing but save one file again and again, to be killed in the middle of it. */
import { atomicWrite } from '../../../electron/services/project/atomic-write.ts';

const [folder = '', name = ''] = process.argv.slice(2);
process.stdout.write('saving\n');
for (let round = 0; ; round++) await atomicWrite(folder, name, Buffer.from((round % 2 ? 'a' : 'b').repeat(200_000)));
