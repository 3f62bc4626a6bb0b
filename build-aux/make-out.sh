#!/bin/sh
# Makes OUT/bin/valgrind and OUT/bin/spp-post, which work in place:
#
#   make-out.sh OUT VALGRIND TOOLDIR TOP TOOL... -- PROGRAM...
#
# An uninstalled tool runs when VALGRIND_LIB names a directory that holds it
# beside Valgrind's own files, so OUT/libexec/valgrind has links to those in
# TOOLDIR.  What lies inside the checkout TOP is named relatively to OUT: a
# checkout that is moved as a whole goes on working.

set -e

out=$1 valgrind=$2 tooldir=$3 top=$4
shift 4

# Running programs keep the old file.
replace() {
	cp -f "$1" "$2.new"
	mv -f "$2.new" "$2"
}

link_valgrinds_files() {
	for file in "$tooldir"/*; do
		case $file in
		*/*sppgrind*) continue ;;
		"$top"/*) ln -sfr "$file" "$libexec/" ;;
		*) ln -sf "$file" "$libexec/" ;;
		esac
	done
}

# The path of Valgrind's program, as the wrapper writes it.
valgrind_from_wrapper() {
	case $valgrind in
	"$top"/*) printf '$here/%s' "$(realpath --relative-to="$out/bin" "$valgrind")" ;;
	*) printf '%s' "$valgrind" ;;
	esac
}

write_wrapper() {
	cat <<EOF
#!/bin/sh
# Runs Valgrind with the tools of ../libexec/valgrind, sppgrind among them.

self=\$0
case \$self in
*/*) ;;
*) self=\$(command -v -- "\$self") ;;
esac
if [ -L "\$self" ]; then
	self=\$(readlink -f -- "\$self")
fi
here=\$(CDPATH= cd -- "\${self%/*}" && pwd -P)
VALGRIND_LIB=\${here%/*}/libexec/valgrind
export VALGRIND_LIB
exec "$(valgrind_from_wrapper)" "\$@"
EOF
}

libexec=$out/libexec/valgrind
rm -rf "$libexec"
mkdir -p "$out/bin" "$libexec"
link_valgrinds_files
while [ "$1" != -- ]; do
	replace "$1" "$libexec/${1##*/}"
	shift
done
shift
for program; do
	replace "$program" "$out/bin/${program##*/}"
done
write_wrapper >"$out/bin/valgrind.new"
chmod +x "$out/bin/valgrind.new"
mv -f "$out/bin/valgrind.new" "$out/bin/valgrind"
