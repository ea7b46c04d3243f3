/** The icon of a file by its name: the same one in the tree, on tabs and in lists. */
import {
  Box,
  File,
  FileArchive,
  FileBraces,
  FileCode,
  FileCog,
  FileDigit,
  FileImage,
  FileSliders,
  FileTerminal,
  FileText,
  Hammer,
  SlidersHorizontal,
} from 'lucide-react';
import type { IconType } from '../ui/icon.tsx';

const BY_NAME: readonly (readonly [RegExp, IconType])[] = [
  [/^\.unikernel-studio\.json$/, FileCog],
  [/^(?:GNU)?[Mm]akefile(?:\..*)?$|^Kbuild$|\.mk$/, Hammer],
  [/^Kconfig(?:\..*)?$|^Config\.(?:uk|in)$/, FileSliders],
  [/^\.config(?:\..*)?$|_defconfig$|^defconfig/, SlidersHorizontal],
  [/^Kraftfile$|^Cargo\.toml$/, Box],
  [/\.(?:c|h|cc|cpp|cxx|hh|hpp|hxx|rs|zig|s|S|asm|lua|ld|lds|py|js|ts)$|\.lds\.S$/, FileCode],
  [/\.(?:json|jsonc|toml|ya?ml|lock)$/, FileBraces],
  [/\.(?:sh|bash|zsh)$/, FileTerminal],
  [/\.(?:md|txt|rst|adoc|log)$|^(?:README|LICENSE|COPYING|CHANGELOG|AUTHORS)$/, FileText],
  [/\.(?:png|jpe?g|gif|svg|ico|webp|bmp)$/i, FileImage],
  [/\.(?:o|a|so|elf|bin|img|iso|d|gz\.o)$/, FileDigit],
  [/\.(?:zip|tar|gz|tgz|xz|zst|bz2|cpio)$/, FileArchive],
];

export function fileIcon(path: string): IconType {
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (const [pattern, icon] of BY_NAME) if (pattern.test(name)) return icon;
  return File;
}
