/** Says in plain words why a download failed, from what git printed or the system answered, and what to do next. */
import type { Failure } from '#core/base/result.ts';

const OWN_FOLDER = 'or use a folder of your own that holds it';

interface Case {
  readonly pattern: RegExp;
  readonly code: string;
  readonly say: (host: string, match: RegExpExecArray) => readonly [message: string, hint: string];
}

const CASES: readonly Case[] = [
  {
    pattern: /No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/,
    code: 'disk-full',
    say: () => ['The disk is full.', 'Make room, then download again: it goes on from what is there.'],
  },
  {
    pattern:
      /Could not resolve (?:host|proxy)(?:name)?:? ?([^\s;]*)|Temporary failure in name resolution|ENOTFOUND|EAI_AGAIN/,
    code: 'offline',
    say: (host) => [
      `${host} was not found: this computer seems to have no network.`,
      `Connect it and download again, ${OWN_FOLDER}.`,
    ],
  },
  {
    pattern:
      /Failed to connect to|Couldn't connect to server|Connection refused|ECONNREFUSED|Connection timed out|ETIMEDOUT|Network is unreachable|ENETUNREACH|No route to host/,
    code: 'unreachable',
    say: (host) => [
      `${host} could not be reached.`,
      `Look at the network, a firewall or the proxy (git config http.proxy), then download again, ${OWN_FOLDER}.`,
    ],
  },
  {
    pattern: /SSL certificate problem|server certificate verification failed|self[- ]signed certificate|CERT_/i,
    code: 'certificate',
    say: (host) => [
      `The certificate of ${host} could not be verified.`,
      'A proxy that opens connections may be the cause: its certificate has to be known to the system. The clock may be wrong too.',
    ],
  },
  {
    pattern: /returned error: 407|Proxy Authentication Required/i,
    code: 'proxy',
    say: () => ['The proxy wants a name and a password.', 'Give them in http.proxy of your git configuration.'],
  },
  {
    pattern: /could ?n.t find remote ref|Remote branch .* not found|not our ref|unadvertised object/i,
    code: 'version-gone',
    say: (host) => [
      `${host} does not have this version any more.`,
      'Choose another version, or use a folder of your own that holds it.',
    ],
  },
  {
    pattern:
      /repository '?[^']*'? not found|does not appear to be a git repository|returned error: (?:404|403|401)|could not read Username|HTTP 40[134]/i,
    code: 'not-found',
    say: (host) => [`${host} has no such repository, or does not show it.`, `Use a folder of your own that holds it.`],
  },
  {
    pattern:
      /early EOF|unexpected disconnect|RPC failed|hung up unexpectedly|invalid index-pack|Connection reset|ECONNRESET|terminated/i,
    code: 'interrupted',
    say: () => ['The connection broke while it was being downloaded.', 'Download again.'],
  },
  {
    pattern: /Permission denied|EACCES|Read-only file system|EROFS/,
    code: 'not-writable',
    say: () => ['The folder of the cache cannot be written.', 'Make it writable, or use a folder of your own.'],
  },
];

/** @param output all that the tool printed, or the error's text @param url where from */
export function explainDownload(output: string, url: string): Failure {
  const host = hostOf(url);
  for (const { pattern, code, say } of CASES) {
    const match = pattern.exec(output);
    if (!match) continue;
    const [message, hint] = say(host, match);
    return { code, message, hint };
  }
  const last = output
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .findLast((line) => /^(?:fatal|error):/.test(line));
  return {
    code: 'download-failed',
    message: `The download from ${host} failed${last ? `: ${last}` : '.'}`,
    hint: 'Download again, or use a folder of your own that holds it.',
  };
}

function hostOf(url: string): string {
  const host = /^[a-z+]+:\/\/(?:[^@/]*@)?([^/:]+)/.exec(url)?.[1];
  return host ?? url;
}
