# Finds an installed Valgrind that tools can be linked against: what
# pkg-config says of it, its static libraries and its directory of tools.

m4_define([SPP_VALGRIND_MIN], [3.27])

AC_DEFUN([SPP_FIND_VALGRIND],
[AC_ARG_WITH([valgrind],
  [AS_HELP_STRING([--with-valgrind=PREFIX],
    [the Valgrind under PREFIX, instead of the one that pkg-config finds])])
AC_ARG_WITH([valgrind-libexecdir],
  [AS_HELP_STRING([--with-valgrind-libexecdir=DIR],
    [where "make install" puts the tool @<:@the directory of Valgrind's own tools@:>@])])
AC_ARG_VAR([VALGRIND_PREFIX], [the same as --with-valgrind=PREFIX])
AS_IF([test "x$with_valgrind" = x], [with_valgrind=$VALGRIND_PREFIX])
SPP_VALGRIND_PC
AC_MSG_CHECKING([for Valgrind >= SPP_VALGRIND_MIN])
VG_VERSION=`$spp_vg_pc --modversion valgrind 2>/dev/null`
AS_IF([$spp_vg_pc --atleast-version=SPP_VALGRIND_MIN valgrind 2>/dev/null],
  [AC_MSG_RESULT([$VG_VERSION])
  SPP_VALGRIND_VARIABLES
  SPP_VALGRIND_LIBRARIES
  SPP_VALGRIND_DIRECTORIES],
  [AC_MSG_RESULT([no])
  SPP_MISSING(m4_normalize([Valgrind >= SPP_VALGRIND_MIN with its static libraries
      ${VG_VERSION:+(pkg-config finds $VG_VERSION)}]),
    [valgrind (of the suite forky or later; ./build.sh builds it on older ones)],
    [valgrind-devel valgrind-tools-devel])])
AC_SUBST([VG_VERSION])])

# Sets spp_vg_pc to the pkg-config command for valgrind.pc.  A given prefix
# wins over the one inside the file, so that a moved tree still works.
AC_DEFUN([SPP_VALGRIND_PC],
[spp_vg_pc=$PKG_CONFIG
AS_IF([test "x$with_valgrind" != x],
  [for spp_dir in "$with_valgrind"/lib*/pkgconfig "$with_valgrind"/lib/*/pkgconfig; do
    AS_IF([test -f "$spp_dir/valgrind.pc"],
      [spp_vg_pc="env PKG_CONFIG_PATH=$spp_dir $PKG_CONFIG"
      spp_vg_pc="$spp_vg_pc --define-variable=prefix=$with_valgrind"])
  done])])

AC_DEFUN([SPP_VALGRIND_VARIABLES],
[VG_ARCH=`$spp_vg_pc --variable=arch valgrind`
VG_OS=`$spp_vg_pc --variable=os valgrind`
VG_PREFIX=`$spp_vg_pc --variable=prefix valgrind`
VG_LIBDIR=`$spp_vg_pc --variable=libdir valgrind`
VG_LOAD_ADDRESS=`$spp_vg_pc --variable=valt_load_address valgrind`
VG_CPPFLAGS=`$spp_vg_pc --cflags valgrind`
AS_IF([test "x$VG_CPPFLAGS" = x],
  [VG_CPPFLAGS=-I`$spp_vg_pc --variable=includedir valgrind`])
AC_SUBST([VG_PREFIX])
AC_SUBST([VG_ARCH])
AC_SUBST([VG_OS])
AC_SUBST([VG_LOAD_ADDRESS])
AC_SUBST([VG_CPPFLAGS])])

AC_DEFUN([SPP_VALGRIND_LIBRARIES],
[AC_MSG_CHECKING([for Valgrind's static libraries])
spp_dir=$VG_LIBDIR/valgrind
spp_absent=
for spp_lib in coregrind vex replacemalloc_toolpreload; do
  AS_IF([test ! -f "$spp_dir/lib$spp_lib-$VG_ARCH-$VG_OS.a"],
    [spp_absent="$spp_absent lib$spp_lib-$VG_ARCH-$VG_OS.a"])
done
AS_IF([test "x$spp_absent" = x],
  [AC_MSG_RESULT([$spp_dir])],
  [AC_MSG_RESULT([no])
  SPP_MISSING([Valgrind's static libraries in $spp_dir:$spp_absent], [valgrind],
    [valgrind-tools-devel])])
VG_TOOL_LIBS="$spp_dir/libcoregrind-$VG_ARCH-$VG_OS.a $spp_dir/libvex-$VG_ARCH-$VG_OS.a -lgcc"
spp_lib=$spp_dir/libgcc-sup-$VG_ARCH-$VG_OS.a
AS_IF([test -f "$spp_lib"], [VG_TOOL_LIBS="$VG_TOOL_LIBS $spp_lib"])
AC_SUBST([VG_TOOL_LIBS])
# Nothing refers to the replacements of malloc by name, so the whole archive.
spp_lib=$spp_dir/libreplacemalloc_toolpreload-$VG_ARCH-$VG_OS.a
AC_SUBST([VG_PRELOAD_LIBS], ["-Wl,--whole-archive $spp_lib -Wl,--no-whole-archive"])])

AC_DEFUN([SPP_VALGRIND_DIRECTORIES],
[AC_MSG_CHECKING([for Valgrind's directory of tools])
VG_TOOLDIR=
for spp_dir in "$VG_PREFIX/libexec/valgrind" "$VG_LIBDIR/valgrind" "$VG_PREFIX/lib/valgrind"; do
  AS_IF([test "x$VG_TOOLDIR" = x && test -x "$spp_dir/none-$VG_ARCH-$VG_OS"],
    [VG_TOOLDIR=$spp_dir])
done
AC_MSG_RESULT([${VG_TOOLDIR:-no}])
VG_PROGRAM=$VG_PREFIX/bin/valgrind
AS_IF([test "x$VG_TOOLDIR" = x || test ! -x "$VG_PROGRAM"],
  [SPP_MISSING([the valgrind program and its tools under $VG_PREFIX], [valgrind], [valgrind])])
AC_SUBST([VG_TOOLDIR])
AC_SUBST([VG_PROGRAM])
AC_SUBST([vgtooldir], [${with_valgrind_libexecdir:-$VG_TOOLDIR}])])

# The tool is a static program without libc: whatever the user's CFLAGS ask
# for, these flags come last for it.
AC_DEFUN([SPP_TOOL_FLAGS],
[AS_CASE([$VG_ARCH],
  [amd64|ppc64be|ppc64le|s390x|mips64], [VG_MFLAG=-m64],
  [x86|ppc32], [VG_MFLAG=-m32],
  [VG_MFLAG=])
AC_SUBST([VG_MFLAG])
VG_LAST_CFLAGS="-fno-stack-protector -U_FORTIFY_SOURCE -fno-sanitize=all"
AC_SUBST([VG_LAST_CFLAGS])
AC_MSG_CHECKING([whether $CC takes -fno-ipa-icf])
spp_save_CFLAGS=$CFLAGS
CFLAGS="-Werror -fno-ipa-icf"
AC_COMPILE_IFELSE([AC_LANG_PROGRAM([], [])],
  [AC_MSG_RESULT([yes])
  VG_NO_ICF=-fno-ipa-icf],
  [AC_MSG_RESULT([no])
  VG_NO_ICF=])
CFLAGS=$spp_save_CFLAGS
AC_SUBST([VG_NO_ICF])])
