# Turns .config into C: run as `awk -f config.awk Kconfig .config`. Kconfig tells which options there are, their types
# and ranges; a number or text that .config leaves out gets its default.

function wrong(text) { printf "%s:%d: error: %s\n", FILENAME, FNR, text > "/dev/stderr"; failed = 1 }

FNR == NR && /^(choice|menu)/ { name = "" }
FNR == NR && $1 == "config" { name = $2; names[++count] = name }
FNR == NR && /^\t(bool|int|string)/ { type[name] = $1 }
FNR == NR && /^\tdefault / && !(name in fallback) { fallback[name] = substr($0, 10) }
FNR == NR && /^\trange / { low[name] = $2; high[name] = $3 }

{ sub(/\r$/, "") }
FNR == NR || /^#/ || /^[ \t]*$/ { next }

{
	at = index($0, "=")
	name = substr($0, 8, at - 8)
	value = substr($0, at + 1)
	if (!/^CONFIG_[A-Za-z0-9_]+=/)
		wrong("cannot read `" $0 "`: a line says CONFIG_NAME=value")
	else if (!(name in type))
		wrong("Kconfig has no option " name)
	else if (type[name] == "bool" && value != "y" && value != "n")
		wrong(name " is y or n, not " value)
	else if (type[name] == "int" && value !~ /^-?[0-9]+$/)
		wrong(name " is a number, not " value)
	else if (name in low && (value + 0 < low[name] + 0 || value + 0 > high[name] + 0))
		wrong(name " lies between " low[name] " and " high[name] ", not at " value)
	else if (type[name] == "string" && value !~ /^"([^"\\]|\\.)*"$/)
		wrong(name " is a text between quotes, not " value)
	else
		set[name] = value
}

END {
	if (failed)
		exit 1
	for (i = 1; i <= count; i++) {
		name = names[i]
		if (type[name] != "bool")
			print "#define CONFIG_" name " " (name in set ? set[name] : fallback[name])
		else if (set[name] == "y")
			print "#define CONFIG_" name " 1"
	}
}
