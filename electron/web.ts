/** Entry of the web host: the studio in a browser. */
import { version } from '../package.json';
import { serve } from './hosts/web/serve.ts';

const root = new URL('../../', import.meta.url);
process.exit(await serve({ words: process.argv.slice(2), root, version }));
