/** What a window may load, the same in every host: its own files and nothing else. */

/**
 * `'unsafe-inline'` is for styles alone: Monaco and xterm place every line and cursor with style elements and attributes
 * that they write themselves. Scripts come from files of the product only; workers are such files too.
 * @param connect what the window may talk to besides its own files, e.g. `'self'`.
 */
export function contentPolicy(connect: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export function securityHeaders(connect: string): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentPolicy(connect),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}
