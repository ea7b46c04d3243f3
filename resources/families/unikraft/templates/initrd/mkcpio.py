"""Writes a folder as a cpio archive (newc), the same bytes for the same files: python3 mkcpio.py FOLDER ARCHIVE"""
import os
import stat
import sys


def entry(name, mode, data, number):
    name = name.encode() + b"\0"
    fields = [number, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name), 0]
    head = b"070701" + b"".join(b"%08X" % field for field in fields) + name
    return pad(head) + pad(data)


def pad(data):
    return data + b"\0" * (-len(data) % 4)


def main(folder, archive):
    paths = []
    for parent, folders, files in os.walk(folder):
        paths += [os.path.join(parent, name) for name in folders + files]
    out = b""
    for number, path in enumerate(sorted(paths), 1):
        mode = os.stat(path).st_mode
        is_file = stat.S_ISREG(mode)
        data = open(path, "rb").read() if is_file else b""
        kind = 0o100644 if is_file else 0o040755
        out += entry(os.path.relpath(path, folder), kind, data, number)
    out += entry("TRAILER!!!", 0, b"", 0)
    with open(archive, "wb") as file:
        file.write(out)


main(*sys.argv[1:3])
