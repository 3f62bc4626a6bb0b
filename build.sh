#!/bin/sh
# Sets up, builds and tests sppgrind from nothing.  Everything it makes is in
# build/ and out/ beside it; it runs without asking.

set -e

usage() {
	cat <<'EOF'
usage: ./build.sh [options] [demo|check]

Installs the packages that are missing (Debian 12 and later, through sudo
when not root), finds or builds Valgrind, and builds sppgrind: then
out/bin/valgrind, out/bin/spp-post and out/bin/spp-run work in place.

  demo     builds, records examples/first.c and converts the recording
  check    builds and runs every test

  --no-install              only name the missing packages, and stop
  --valgrind-source=PATH    build Valgrind from this directory or tarball,
                            not from the distribution's source package
  -h, --help                this text

A Valgrind >= 3.27 that pkg-config finds is used as it is, and so is one that
PKG_CONFIG_PATH or VALGRIND_PREFIX leads to; VALGRIND_PREFIX is the directory
that has its bin/ and lib/.
EOF
}

top=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd -P)
build=$top/build
out=$top/out
jobs=$(nproc 2>/dev/null || echo 2)

say() {
	echo "build.sh: $*"
}

fail() {
	echo "build.sh: $*" >&2
	exit 1
}

#-----------------------------------------------------------------------------
# Options
#-----------------------------------------------------------------------------

goal=build
install=yes
given_source=

absolute() {
	[ -e "$1" ] || fail "$1: no such file or directory"
	readlink -f -- "$1"
}

for arg; do
	case $arg in
	demo | check) goal=$arg ;;
	--no-install) install=no ;;
	--valgrind-source=*) given_source=$(absolute "${arg#*=}") ;;
	-h | --help)
		usage
		exit 0
		;;
	*)
		usage >&2
		exit 2
		;;
	esac
done

#-----------------------------------------------------------------------------
# Packages
#-----------------------------------------------------------------------------

# What is needed, one a line: a program to look for, or "-" for a library,
# which dpkg is asked for; Debian's package; Fedora's package.
needs_to_build() {
	cat <<'EOF'
gcc        gcc            gcc
g++        g++            gcc-c++
make       make           make
autoconf   autoconf       autoconf
automake   automake       automake
pkg-config pkg-config     pkgconf-pkg-config
bzip2      bzip2          bzip2
perl       perl           perl
-          libc6-dev      glibc-devel
-          libdwarf-dev   libdwarf-devel
-          libelf-dev     elfutils-libelf-devel
-          libjson-c-dev  json-c-devel
-          zlib1g-dev     zlib-devel
EOF
}

needs_to_check() {
	cat <<'EOF'
gdb        gdb            gdb
clang      clang          clang
-          libclang-rt-dev compiler-rt
python3    python3        python3
jq         jq             jq
dwz        dwz            dwz
bwrap      bubblewrap     bubblewrap
readelf    binutils       binutils
-          libcmocka-dev  libcmocka-devel
-          libc++-dev     libcxx-devel
-          libc++abi-dev  libcxxabi-devel
EOF
}

needs() {
	needs_to_build
	if [ $goal = check ]; then
		needs_to_check
	fi
}

is_debian() {
	command -v apt-get >/dev/null && command -v dpkg-query >/dev/null
}

has_debian_package() {
	[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Whether one line of the lists above is fulfilled.  Without dpkg the libraries
# are left to configure, which names their packages.
is_there() {
	if [ "$1" != - ]; then
		command -v "$1" >/dev/null
	else
		! is_debian || has_debian_package "$2"
	fi
}

missing_packages() {
	needs | while read -r program debian fedora; do
		if is_there "$program" "$debian"; then
			continue
		elif is_debian; then
			echo "$debian"
		else
			echo "$fedora"
		fi
	done
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif [ -n "$CI" ] || [ ! -t 0 ]; then
		sudo -n "$@"
	else
		sudo "$@"
	fi
}

apt_get() {
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@"
}

# The lists of packages may be absent or old, which shows when installing fails.
install_packages() {
	say "installing $*"
	apt_get install --no-install-recommends "$@" && return
	say "updating the lists of packages"
	apt_get update
	apt_get install --no-install-recommends "$@"
}

provide_packages() {
	set -- $(missing_packages)
	[ $# != 0 ] || return 0
	if [ $install = no ] || ! is_debian; then
		fail "missing packages: $*"
	elif [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
		fail "missing packages, and no sudo to install them with: $*"
	fi
	install_packages "$@" || fail "could not install: $*"
}

#-----------------------------------------------------------------------------
# Valgrind
#-----------------------------------------------------------------------------

valgrind_min=3.27
own_valgrind=$build/valgrind
valgrind_source=$build/valgrind-source
download=$build/download

# Is there a usable Valgrind whose valgrind.pc pkg-config finds by itself?
is_usable_valgrind() {
	pkg-config --atleast-version=$valgrind_min valgrind 2>/dev/null || return 1
	platform=$(pkg-config --variable=platform valgrind)
	libdir=$(pkg-config --variable=libdir valgrind)/valgrind
	for lib in coregrind vex replacemalloc_toolpreload; do
		[ -f "$libdir/lib$lib-$platform.a" ] || return 1
	done
	[ -x "$(pkg-config --variable=prefix valgrind)/bin/valgrind" ]
}

# Where the system's apt gets its packages from, one address a line.  apt
# itself is asked, so that every form of its configuration is understood.
# (--print-uris downloads nothing; with an empty directory of lists it names
# the addresses of all.)
mirrors() {
	apt-get update --print-uris -o Dir::State::lists="$download/empty" 2>/dev/null |
		sed -n -e /security/d -e "s,^'\([^']*\)/dists/.*,\1,p"
	echo http://deb.debian.org/debian
}

debian_keyring() {
	for keyring in /usr/share/keyrings/debian-archive-keyring.*; do
		if [ -f "$keyring" ]; then
			echo "$keyring"
			return
		fi
	done
	fail "Debian's keyring is not here to verify Valgrind's source package with;" \
		"give --valgrind-source=DIR|TARBALL"
}

# apt-get with lists and a cache of its own: the system's are not touched.
# What it says goes to a log.
private_apt_get() {
	apt-get -q -o Dir::Etc::sourcelist="$download/sources.list" \
		-o Dir::Etc::sourceparts=/dev/null \
		-o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
		-o Dir::State::lists="$download/lists" -o Dir::Cache="$download/cache" \
		-o APT::Sandbox::User="$(id -un)" "$@" >>"$download/log" 2>&1
}

# apt verifies the package against the archive's signature.  Whether updating
# succeeded is seen by whether the package is known: hooks that the machine
# has for its own lists may fail here.  Only a whole tarball leaves new/.
download_from() {
	echo "deb-src [signed-by=$2] $1 forky main" >"$download/sources.list"
	rm -rf "$download/lists" "$download/new"
	mkdir -p "$download/lists/partial" "$download/cache/archives/partial" "$download/new"
	private_apt_get update || true
	(cd "$download/new" && private_apt_get source --download-only --tar-only valgrind) &&
		mv "$download"/new/valgrind_*.orig.tar.* "$download/"
}

download_valgrind() {
	command -v apt-get >/dev/null ||
		fail "no Valgrind >= $valgrind_min here; install one, or give --valgrind-source=DIR|TARBALL"
	mkdir -p "$download/empty/partial"
	rm -f "$download/log"
	keyring=$(debian_keyring)
	for mirror in $(mirrors | awk '!seen[$0]++'); do
		say "fetching Valgrind's source package from $mirror"
		if download_from "$mirror" "$keyring"; then
			return
		fi
	done
	cat "$download/log" >&2
	fail "could not fetch Valgrind's source; --valgrind-source=DIR|TARBALL uses a copy at hand"
}

downloaded_tarball() {
	ls "$download"/valgrind_*.orig.tar.* 2>/dev/null | tail -n 1
}

# Copies or unpacks a source into a directory that does not exist yet.
unpack() {
	mkdir -p "$2"
	if [ -d "$1" ]; then
		cp -R "$1/." "$2"
		if [ -f "$2/Makefile" ]; then
			make -C "$2" distclean >/dev/null
		fi
	else
		tar -x -f "$1" -C "$2" --strip-components=1
	fi
}

# Makes build/valgrind-source.  A rename ends it, so it is whole or not there.
provide_valgrind_source() {
	if [ -n "$given_source" ] &&
		[ "$(cat "$build/given-source" 2>/dev/null)" != "$given_source" ]; then
		rm -rf "$valgrind_source" "$own_valgrind"
	fi
	[ ! -d "$valgrind_source" ] || return 0
	from=$given_source
	if [ -z "$from" ]; then
		[ -n "$(downloaded_tarball)" ] || download_valgrind
		from=$(downloaded_tarball)
	fi
	say "unpacking $from"
	rm -rf "$valgrind_source.new"
	unpack "$from" "$valgrind_source.new"
	[ -f "$valgrind_source.new/tests/vg_regtest.in" ] || fail "$from: not the source of Valgrind"
	mv "$valgrind_source.new" "$valgrind_source"
	echo "$given_source" >"$build/given-source"
}

compile_valgrind() (
	cd "$valgrind_source" &&
		{ [ -x configure ] || ./autogen.sh; } &&
		./configure --prefix="$own_valgrind" --enable-only64bit &&
		make -j"$jobs" &&
		make install DESTDIR="$build/valgrind-new"
)

# Makes build/valgrind, again with a rename at the end.
provide_own_valgrind() {
	provide_valgrind_source
	[ ! -d "$own_valgrind" ] || return 0
	say "building Valgrind, which takes a few minutes (log: build/valgrind.log)"
	rm -rf "$build/valgrind-new"
	compile_valgrind >"$build/valgrind.log" 2>&1 || {
		tail -n 30 "$build/valgrind.log" >&2
		fail "could not build Valgrind"
	}
	mv "$build/valgrind-new$own_valgrind" "$own_valgrind"
	rm -rf "$build/valgrind-new"
}

# Sets $valgrind_prefix, empty when pkg-config finds Valgrind by itself.
provide_valgrind() {
	valgrind_prefix=$VALGRIND_PREFIX
	if [ -n "$valgrind_prefix" ] || { [ -z "$given_source" ] && is_usable_valgrind; }; then
		return
	fi
	provide_own_valgrind
	valgrind_prefix=$own_valgrind
}

#-----------------------------------------------------------------------------
# sppgrind
#-----------------------------------------------------------------------------

is_newer_than_configure() {
	[ -n "$(find "$top/configure.ac" "$top/m4" -newer "$top/configure" 2>/dev/null)" ]
}

generate_configure() {
	if [ ! -x "$top/configure" ] || is_newer_than_configure; then
		say "generating configure"
		"$top/autogen.sh" >"$build/autogen.log" 2>&1 || {
			cat "$build/autogen.log" >&2
			fail "autogen.sh failed"
		}
	fi
}

# Configures when something changed since the last time: the options, the
# place of the checkout, configure itself, or cmocka, which only "check" needs.
# configure is named relatively, so that a checkout that is moved needs no full
# build.
configure_sppgrind() {
	set -- --with-out="$out" --with-valgrind-source="$valgrind_source" \
		${valgrind_prefix:+--with-valgrind="$valgrind_prefix"}
	key="$top $* $PKG_CONFIG_PATH $(pkg-config --modversion cmocka 2>/dev/null)"
	if [ -f "$build/Makefile" ] && [ "$build/Makefile" -nt "$top/configure" ] &&
		[ "$(cat "$build/configured" 2>/dev/null)" = "$key" ]; then
		return
	fi
	say "configuring"
	(cd "$build" && ../configure -q "$@") || fail "configure failed (see build/config.log)"
	echo "$key" >"$build/configured"
}

build_sppgrind() {
	generate_configure
	configure_sppgrind
	say "building sppgrind"
	make -C "$build" -s --no-print-directory -j"$jobs" "$@"
}

#-----------------------------------------------------------------------------
# Goals
#-----------------------------------------------------------------------------

demo() {
	demo=$out/demo
	mkdir -p "$demo"
	say "recording examples/first.c"
	(cd "$top/examples" && gcc -g -O0 -o "$demo/first" first.c)
	"$out/bin/valgrind" -q --tool=sppgrind --sppgrind-out-file="$demo/first.sppgrind" \
		"$demo/first" </dev/null
	"$out/bin/spp-post" opt -o "$demo/first.json" "$demo/first.sppgrind"
	[ -s "$demo/first.json" ] || fail "there is no trace"
	echo
	echo "program: $demo/first"
	echo "stream:  $demo/first.sppgrind"
	echo "trace:   $demo/first.json"
}

# The runner is called directly, so that the totals are the last line.
check() {
	"$top/regtest/run-all" "$build"
}

provide_packages
mkdir -p "$build"
provide_valgrind
case $goal in
build)
	build_sppgrind all
	say "ready: $out/bin/valgrind --tool=sppgrind, $out/bin/spp-post, $out/bin/spp-run"
	;;
demo)
	build_sppgrind all
	demo
	;;
check)
	provide_valgrind_source
	build_sppgrind WERROR=-Werror check-programs
	check
	;;
esac
