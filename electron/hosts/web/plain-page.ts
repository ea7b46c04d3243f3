/** The few pages that the web host writes itself, when it cannot show the window: what is wrong, and what to do. */

export interface PlainPage {
  readonly status: number;
  readonly title: string;
  /** HTML; constant text only. */
  readonly text: string;
}

export const pages = {
  wrongHost: {
    status: 421,
    title: 'This is not the address of the studio',
    text: `<p>Unikernel Studio answers only at the address that it printed when it started, on this computer.</p>
<p>Over SSH, forward the same port number:<br><code>ssh -L 4600:127.0.0.1:4600 the-other-computer</code>, with the studio started there
by <code>unikernel-studio serve --port 4600 --no-open</code>.</p>`,
  },
  notAllowed: {
    status: 403,
    title: 'This window has no key to the studio',
    text: `<p>Unikernel Studio can build and run programs, so it opens only for the person who started it.</p>
<p>Go to the terminal where the studio was started and open the whole address that it printed: it ends in
<code>?token=…</code>. If the studio was restarted since, its address has changed.</p>
<p>Did you come here from a link just now? <a href="/">Try once more</a>.</p>`,
  },
  notFound: {
    status: 404,
    title: 'There is nothing here',
    text: '<p>The studio is at <a href="/">its front page</a>.</p>',
  },
  wrongMethod: { status: 405, title: 'This cannot be asked', text: '<p>The studio only hands out its own pages.</p>' },
  notBuilt: {
    status: 503,
    title: 'The window has not been built',
    text: '<p>Run <code>npm start</code>, which builds it, or <code>npm run build</code>, and load this page again.</p>',
  },
} as const satisfies Readonly<Record<string, PlainPage>>;

export function renderPage({ title, text }: PlainPage): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem}
code{font-family:ui-monospace,monospace}@media(prefers-color-scheme:dark){body{background:#16181d;color:#e6e8ec}a{color:#8ab4ff}}</style>
</head><body><main><h1>${title}</h1>
${text}
</main></body></html>
`;
}
