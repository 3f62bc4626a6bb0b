# The libraries of the post-processor and of the tests.  pkg-config is asked
# directly, because pkg.m4 is itself in a package that may be missing.

AC_DEFUN([SPP_PROG_PKG_CONFIG],
[AC_ARG_VAR([PKG_CONFIG], [pkg-config])
AC_ARG_VAR([PKG_CONFIG_PATH], [more directories for pkg-config to look in])
AC_PATH_PROGS([PKG_CONFIG], [pkg-config pkgconf], [false])
AS_IF([test "x$PKG_CONFIG" = xfalse],
  [SPP_MISSING([pkg-config], [pkg-config], [pkgconf-pkg-config])])])

# SPP_LIB_FLAGS(PREFIX, PKG-CONFIG NAME, LIBS WITHOUT PKG-CONFIG)
# sets PREFIX_CFLAGS and PREFIX_LIBS.
AC_DEFUN([SPP_LIB_FLAGS],
[AS_IF([$PKG_CONFIG --exists $2 2>/dev/null],
  [$1_CFLAGS=`$PKG_CONFIG --cflags $2`
  $1_LIBS=`$PKG_CONFIG --libs $2`],
  [$1_CFLAGS=
  $1_LIBS="$3"])
AC_SUBST([$1_CFLAGS])
AC_SUBST([$1_LIBS])])

# SPP_TRY_LIB(PREFIX, HEADER, IF FOUND, IF NOT): compiles and links with it.
AC_DEFUN([SPP_TRY_LIB],
[spp_save_CFLAGS=$CFLAGS
spp_save_LIBS=$LIBS
CFLAGS="$CFLAGS $$1_CFLAGS"
LIBS="$$1_LIBS $LIBS"
AC_LINK_IFELSE([AC_LANG_PROGRAM([[
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <$2>]], [])], [spp_found=yes], [spp_found=no])
CFLAGS=$spp_save_CFLAGS
LIBS=$spp_save_LIBS
AS_IF([test $spp_found = yes], [$3], [$4])])

# SPP_FIND_LIB(PREFIX, PKG-CONFIG NAME, LIBS, HEADER, DEBIAN PACKAGE, FEDORA PACKAGE)
AC_DEFUN([SPP_FIND_LIB],
[SPP_LIB_FLAGS([$1], [$2], [$3])
AC_MSG_CHECKING([for $2])
SPP_TRY_LIB([$1], [$4], [], [SPP_MISSING([$2 (header <$4>)], [$5], [$6])])
AC_MSG_RESULT([$spp_found])])

# SPP_FIND_TEST_LIB(PREFIX, PKG-CONFIG NAME, LIBS, HEADER): the automake
# conditional HAVE_PREFIX says whether it is there.
AC_DEFUN([SPP_FIND_TEST_LIB],
[SPP_LIB_FLAGS([$1], [$2], [$3])
AC_MSG_CHECKING([for $2])
SPP_TRY_LIB([$1], [$4], [], [])
AC_MSG_RESULT([$spp_found])
AM_CONDITIONAL([HAVE_$1], [test $spp_found = yes])])

# libdwarf keeps its header in different places, and changed its interface
# after Debian 12: dwarf_init_b lost its group number.
AC_DEFUN([SPP_FIND_LIBDWARF],
[SPP_LIB_FLAGS([LIBDWARF], [libdwarf], [-ldwarf -lelf])
AC_MSG_CHECKING([for libdwarf])
spp_dwarf_header=
for spp_header in libdwarf.h libdwarf/libdwarf.h libdwarf-0/libdwarf.h; do
  AS_IF([test "x$spp_dwarf_header" = x],
    [SPP_TRY_LIB([LIBDWARF], [$spp_header], [spp_dwarf_header=$spp_header])])
done
AS_CASE([$spp_dwarf_header],
  [''], [SPP_MISSING([libdwarf (header <libdwarf.h>)], [libdwarf-dev], [libdwarf-devel])],
  [libdwarf/*], [AC_DEFINE([HAVE_LIBDWARF_DIR], [1], [The header is <libdwarf/libdwarf.h>.])],
  [libdwarf-0/*], [AC_DEFINE([HAVE_LIBDWARF_0_DIR], [1], [The header is <libdwarf-0/libdwarf.h>.])])
AC_MSG_RESULT([${spp_dwarf_header:-no}])
AS_IF([test "x$spp_dwarf_header" != x], [SPP_LIBDWARF_INTERFACE])])

AC_DEFUN([SPP_LIBDWARF_INTERFACE],
[AC_MSG_CHECKING([for the libdwarf interface of 2021 and later])
spp_save_CFLAGS=$CFLAGS
CFLAGS="$CFLAGS $LIBDWARF_CFLAGS"
AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[#include <$spp_dwarf_header>]],
  [[Dwarf_Debug dbg; Dwarf_Error err;
  return dwarf_init_b(0, DW_GROUPNUMBER_ANY, 0, 0, &dbg, &err);]])],
  [AC_MSG_RESULT([yes])
  AC_DEFINE([HAVE_LIBDWARF_NEW], [1], [dwarf_init_b takes six arguments.])],
  [AC_MSG_RESULT([no])])
CFLAGS=$spp_save_CFLAGS])

# The unit tests and a second spp-post for the tests are always built with
# the sanitizers where the compiler has them; --enable-sanitizers adds them to
# spp-post itself.
AC_DEFUN([SPP_SANITIZERS],
[AC_ARG_ENABLE([sanitizers],
  [AS_HELP_STRING([--enable-sanitizers],
    [build spp-post with AddressSanitizer and UndefinedBehaviorSanitizer])])
SANITIZER_FLAGS="-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
AC_MSG_CHECKING([whether $CC has the address and undefined sanitizers])
spp_save_CFLAGS=$CFLAGS
CFLAGS="$CFLAGS $SANITIZER_FLAGS"
AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
  [AC_MSG_RESULT([yes])],
  [AC_MSG_RESULT([no])
  SANITIZER_FLAGS=
  AS_IF([test "x$enable_sanitizers" = xyes],
    [SPP_MISSING([the sanitizer libraries of $CC], [the compiler's libasan and libubsan],
      [libasan libubsan])])])
CFLAGS=$spp_save_CFLAGS
AS_IF([test "x$enable_sanitizers" = xyes], [SPP_POST_SANITIZER_FLAGS=$SANITIZER_FLAGS])
AC_SUBST([SANITIZER_FLAGS])
AC_SUBST([SPP_POST_SANITIZER_FLAGS])])

# The C++ runtime's demangler; without it names are put together from the
# debug information alone.
AC_DEFUN([SPP_FIND_DEMANGLER],
[AC_CHECK_LIB([stdc++], [__cxa_demangle],
  [DEMANGLE_LIBS=-lstdc++
  DEMANGLE_CFLAGS=-DHAVE_CXA_DEMANGLE],
  [DEMANGLE_LIBS=
  DEMANGLE_CFLAGS=])
AC_SUBST([DEMANGLE_CFLAGS])
AC_SUBST([DEMANGLE_LIBS])])
