"""Runs kconfiglib over many small trees: JSON objects {kconfig or folder, config, mode, env?} in, one per line, and the texts out."""
import json
import os
import sys
import tempfile

import kconfiglib



def fill(tree, mode):
    """Sets every option as the scripts of kconfiglib with the names of the modes do."""
    most = {"allnoconfig": 0, "allmodconfig": 1, "allyesconfig": 2}[mode]
    for symbol in tree.unique_defined_syms:
        if symbol.orig_type not in (kconfiglib.BOOL, kconfiglib.TRISTATE):
            continue
        tristate = symbol.orig_type == kconfiglib.TRISTATE
        if most == 0:
            symbol.set_value(2 if symbol.is_allnoconfig_y else 0)
        elif symbol.choice:
            if tristate:
                symbol.set_value(1)
        else:
            symbol.set_value(1 if most == 1 and tristate else 2)
    for choice in tree.unique_choices:
        if most != 0:
            choice.set_value(1 if most == 1 and choice.orig_type == kconfiglib.TRISTATE else 2)


def new_options(tree):
    """What its listnewconfig prints."""
    for symbol in tree.unique_defined_syms:
        if symbol.user_value is not None or not symbol.visibility:
            continue
        if symbol.orig_type in (kconfiglib.BOOL, kconfiglib.TRISTATE):
            if symbol.choice or len(symbol.assignable) > 1:
                yield "CONFIG_{}={}\n".format(symbol.name, kconfiglib.TRI_TO_STR[symbol.tri_value])
        elif symbol.orig_type != kconfiglib.UNKNOWN:
            yield symbol.config_string


folder = tempfile.mkdtemp()
os.chdir(folder)
for line in sys.stdin:
    asked = json.loads(line)
    os.environ.update(asked.get("env", {}))
    if "kconfig" in asked:
        with open("Kconfig", "w", encoding="latin-1") as file:
            file.write(asked["kconfig"])
    os.chdir(asked.get("folder", folder))
    tree = kconfiglib.Kconfig("Kconfig", warn=False, encoding="latin-1")
    os.chdir(folder)
    with open("given", "w", encoding="latin-1") as file:
        file.write(asked["config"])
    tree.warn = False
    mode = asked["mode"]
    if mode in ("allnoconfig", "allmodconfig", "allyesconfig"):
        fill(tree, mode)
    elif mode != "alldefconfig":
        tree.load_config("given")
    if mode == "listnewconfig":
        print(json.dumps("".join(new_options(tree))))
        continue
    if mode == "savedefconfig":
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
