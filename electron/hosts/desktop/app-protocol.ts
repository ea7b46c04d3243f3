/** Serves the built window under `app://studio/`: files of its folder, by GET, to itself. */
import { protocol } from 'electron';
import { securityHeaders } from '../window/content-policy.ts';
import { openRendererFile } from '../window/renderer-files.ts';
import { ORIGIN, SCHEME } from './window-address.ts';

/** Must run before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

export function handleAppScheme(rendererDir: string): void {
  protocol.handle(SCHEME, (request) => answer(rendererDir, request));
}

async function answer(rendererDir: string, request: GlobalRequest): Promise<GlobalResponse> {
  const headers = securityHeaders("'self'");
  const refuse = (status: number) => new Response(null, { status, headers });
  // Not by `URL.origin`, which is 'null' for schemes that Node does not know.
  if (!request.url.startsWith(`${ORIGIN}/`)) return refuse(404);
  if (request.method !== 'GET') return refuse(405);
  const file = await openRendererFile(rendererDir, request.url.slice(ORIGIN.length));
  if (!file) return refuse(404);
  try {
    return new Response(await file.handle.readFile(), { headers: { ...file.headers, ...headers } });
  } finally {
    await file.handle.close();
  }
}
