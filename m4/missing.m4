# What is missing is collected, and named once, with the packages that have it.

# SPP_MISSING(WHAT, DEBIAN PACKAGE, FEDORA PACKAGE)
AC_DEFUN([SPP_MISSING],
[spp_missing="$spp_missing
  $1
      Debian: $2
      Fedora: $3"])

AC_DEFUN([SPP_STOP_IF_MISSING],
[AS_IF([test "x$spp_missing" != x],
  [AC_MSG_ERROR([missing:
$spp_missing

On Debian, ./build.sh installs all of this.])])])

# AC_PROG_CC ends with a message that names no package, so this comes before it.
AC_DEFUN([SPP_NEED_COMPILER],
[AC_CHECK_PROGS([spp_any_compiler], [${CC%% *} gcc cc clang])
AS_IF([test "x$spp_any_compiler" = x],
  [SPP_MISSING([a C compiler], [gcc libc6-dev], [gcc])
  SPP_STOP_IF_MISSING])])
