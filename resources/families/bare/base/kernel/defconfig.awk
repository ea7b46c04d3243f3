# Writes a .config in which every option has the default that Kconfig gives it: run as `awk -f defconfig.awk Kconfig`.

function finish() {
	if (name == "" || hidden)
		return
	if (bool)
		value[name] = inside ? (name == chosen ? "y" : "n") : fallback == "y" ? "y" : "n"
	else
		value[name] = fallback
	print value[name] == "n" ? "# CONFIG_" name " is not set" : "CONFIG_" name "=" value[name]
	name = ""
}

function text() { return substr($0, index($0, "\"") + 1, length($0) - index($0, "\"") - 1) }

/^(config|choice|endchoice|menu|endmenu)/ { finish() }
/^mainmenu/ { print "#\n# Automatically generated file; DO NOT EDIT.\n# " text() "\n#" }
/^menu/ { title = text(); print "\n#\n# " title "\n#" }
/^endmenu/ { print "# end of " title }
/^choice/ { inside = 1; chosen = "" }
/^endchoice/ { inside = 0 }
/^config/ { name = $2; bool = hidden = 0; fallback = "" }
/^\tbool/ { bool = 1 }
# `depends on A || B`: one of them, and each such line must be met. What it names stands further up.
/^\tdepends on / {
	met = 0
	for (i = 3; i <= NF; i += 2)
		if (value[$i] == "y") met = 1
	if (!met) hidden = 1
}
/^\tdefault / && name == "" { chosen = $2 }
/^\tdefault / && name != "" { fallback = substr($0, 10) }
