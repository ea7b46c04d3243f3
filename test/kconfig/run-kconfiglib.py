"""Runs kconfiglib over many small trees: JSON objects {kconfig, config, mode} in, one per line, and the texts out."""
import json
import os
import sys
import tempfile

import kconfiglib

folder = tempfile.mkdtemp()
os.chdir(folder)
for line in sys.stdin:
    asked = json.loads(line)
    with open("Kconfig", "w", encoding="latin-1") as file:
        file.write(asked["kconfig"])
    with open("given", "w", encoding="latin-1") as file:
        file.write(asked["config"])
    tree = kconfiglib.Kconfig("Kconfig", warn=False, encoding="latin-1")
    tree.load_config("given")
    if asked["mode"] == "savedefconfig":
        tree.write_min_config("made", header="")
    else:
        tree.write_config("made", header="", save_old=False)
    with open("made", encoding="latin-1") as file:
        print(json.dumps(file.read()))
for name in ("Kconfig", "given", "made"):
    if os.path.exists(name):
        os.remove(name)
os.chdir("/")
os.rmdir(folder)
