/* The core functions that the tool's freestanding modules call, as libc has
   them: so these modules run, and are tested, outside Valgrind.  host.c
   defines them with the prototypes of Valgrind's own headers. */

#ifndef HOST_H
#define HOST_H

/* How often VG_(fmsg_bad_option) was called; here it returns. */
extern unsigned host_bad_options;

/* xorshift64: the same numbers in every run. */
unsigned long host_random ( unsigned long* state );

/* The file's bytes, to be freed; *len their number.  Exits if there is no
   such file. */
unsigned char* host_read_file ( const char* path, unsigned long* len );

/* Runs the command and gives what it printed, to be freed; NULL if it
   failed. */
char* host_output_of ( const char* command );

/* A new directory under $TMPDIR, removed at exit with the files in it. */
const char* host_directory ( void );

#endif
