/* The core's functions on libc; see host.h. */

/* The core's headers first: libc's define macros with names of fields. */
#include "pub_tool_basics.h"
#include "pub_tool_vki.h"
#include "pub_tool_aspacemgr.h"
#include "pub_tool_hashtable.h"
#include "pub_tool_libcassert.h"
#include "pub_tool_libcbase.h"
#include "pub_tool_libcfile.h"
#include "pub_tool_libcproc.h"
#include "pub_tool_libcprint.h"
#include "pub_tool_libcsignal.h"
#include "pub_tool_mallocfree.h"
#include "pub_tool_options.h"
#include "pub_tool_replacemalloc.h"
#include "pub_tool_xarray.h"
#include "../sp_core.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host.h"

/*--------------------------------------------------------------------*/
/*--- libc                                                         ---*/
/*--------------------------------------------------------------------*/

void* VG_(malloc) ( const HChar* cc, SizeT n )          { return malloc(n); }
void  VG_(free)   ( void* p )                           { free(p); }
void* VG_(calloc) ( const HChar* cc, SizeT n, SizeT m ) { return calloc(n, m); }
HChar* VG_(strdup)( const HChar* cc, const HChar* s )   { return strdup(s); }
void* VG_(realloc) ( const HChar* cc, void* p, SizeT n )
{
   return realloc(p, n);
}

void* VG_(memcpy) ( void* to, const void* from, SizeT n )
{
   return memcpy(to, from, n);
}

void* VG_(memset) ( void* p, Int c, SizeT n )       { return memset(p, c, n); }
Int VG_(memcmp) ( const void* p, const void* q, SizeT n )
{
   return memcmp(p, q, n);
}

SizeT VG_(strlen) ( const HChar* s )                    { return strlen(s); }
Int VG_(strcmp) ( const HChar* s, const HChar* t )      { return strcmp(s, t); }
Int VG_(strncmp) ( const HChar* s, const HChar* t, SizeT n )
{
   return strncmp(s, t, n);
}
HChar* VG_(strchr) ( const HChar* s, HChar c )    { return strchr(s, c); }

void VG_(ssort) ( void* p, SizeT n, SizeT size,
                  Int (*compare)(const void*, const void*) )
{
   qsort(p, n, size, compare);
}

void VG_(assert_fail) ( Bool is_core, const HChar* expr, const HChar* file,
                        Int line, const HChar* fn, const HChar* format, ... )
{
   fprintf(stderr, "%s:%d: %s: %s\n", file, line, fn, expr);
   abort();
}

UInt VG_(printf) ( const HChar* format, ... )
{
   va_list ap;
   va_start(ap, format);
   UInt n = vprintf(format, ap);
   va_end(ap);
   return n;
}

UInt VG_(umsg) ( const HChar* format, ... )
{
   return 0;
}

unsigned host_bad_options;

void VG_(exit) ( Int code )                             { exit(code); }

void VG_(fmsg_bad_option) ( const HChar* opt, const HChar* format, ... )
{
   host_bad_options++;
}

Long VG_(strtoll16) ( const HChar* str, HChar** endptr )
{
   return strtoll(str, endptr, 16);
}

/* Each word of the input has to be one of the tokens. */
Bool VG_(parse_enum_set) ( const HChar* tokens, Bool allow_all,
                           const HChar* input, UInt* enum_set )
{
   char *words = strdup(input), *names = strdup(tokens), *in_words, *in_names;
   Bool good = True;
   *enum_set = 0;
   for (char* w = strtok_r(words, ",", &in_words); w != NULL;
        w = strtok_r(NULL, ",", &in_words)) {
      Bool found = False;
      strcpy(names, tokens);
      UInt bit = 1;
      for (char* n = strtok_r(names, ",", &in_names); n != NULL;
           n = strtok_r(NULL, ",", &in_names), bit <<= 1)
         if (strcmp(w, n) == 0 || (allow_all && strcmp(w, "all") == 0)) {
            *enum_set |= bit;
            found = True;
         }
      good = good && found;
   }
   free(words);
   free(names);
   return good;
}

Bool VG_(replacement_malloc_process_cmd_line_option) ( const HChar* arg )
{
   return strncmp(arg, "--alignment=", 12) == 0;
}

Bool VG_(clo_trace_children);

/*--------------------------------------------------------------------*/
/*--- Files and mappings                                           ---*/
/*--------------------------------------------------------------------*/

static SysRes result_of ( Word r )
{
   SysRes res = { ._isError = r == -1, ._val = r == -1 ? errno : r };
   return res;
}

SysRes VG_(open) ( const HChar* path, Int flags, Int mode )
{
   return result_of(open(path, flags, mode));
}

void VG_(close) ( Int fd )                              { close(fd); }
Int VG_(safe_fd) ( Int fd )                             { return fd; }

Int VG_(write) ( Int fd, const void* p, Int n )
{
   Int done = write(fd, p, n);
   return done < 0 ? -errno : done;
}

Off64T VG_(lseek) ( Int fd, Off64T offset, Int whence )
{
   return lseek(fd, offset, whence);
}

Int VG_(fstat) ( Int fd, struct vg_stat* to )
{
   struct stat st;
   if (fstat(fd, &st) != 0)
      return -1;
   *to = (struct vg_stat){ .mode = st.st_mode, .size = st.st_size };
   return 0;
}

SysRes VG_(stat) ( const HChar* path, struct vg_stat* to )
{
   struct stat st;
   Int r = stat(path, &st);
   if (r == 0)
      *to = (struct vg_stat){ .mode = st.st_mode, .size = st.st_size };
   return result_of(r);
}

HChar* VG_(expand_file_name) ( const HChar* option, const HChar* format )
{
   return strdup(format);
}

SysRes VG_(am_shared_mmap_file_float_valgrind)
   ( SizeT length, UInt prot, Int fd, Off64T offset )
{
   return result_of((Word)mmap(NULL, length, prot, MAP_SHARED, fd, offset));
}

SysRes VG_(am_munmap_valgrind) ( Addr start, SizeT length )
{
   return result_of(munmap((void*)start, length));
}

SysRes VG_(do_syscall) ( UWord number, RegWord a1, RegWord a2, RegWord a3,
                         RegWord a4, RegWord a5, RegWord a6, RegWord a7,
                         RegWord a8 )
{
   return result_of(syscall(number, a1, a2, a3, a4, a5, a6));
}

/*--------------------------------------------------------------------*/
/*--- Signals: the tests ignore SIGPIPE                            ---*/
/*--------------------------------------------------------------------*/

Int VG_(sigemptyset) ( vki_sigset_t* set )              { return 0; }
Int VG_(sigaddset) ( vki_sigset_t* set, Int signo )     { return 0; }
Int VG_(sigprocmask) ( Int how, const vki_sigset_t* set, vki_sigset_t* old )
{
   return 0;
}
Int VG_(sigtimedwait_zero) ( const vki_sigset_t* set, vki_siginfo_t* info )
{
   return 0;
}

/*--------------------------------------------------------------------*/
/*--- Hash table and growing array                                 ---*/
/*--------------------------------------------------------------------*/

#define CHAINS 1009

struct _VgHashTable { VgHashNode* chain[CHAINS]; };

VgHashTable* VG_(HT_construct) ( const HChar* name )
{
   return calloc(1, sizeof(VgHashTable));
}

void VG_(HT_add_node) ( VgHashTable* t, void* node )
{
   VgHashNode* n = node;
   n->next = t->chain[n->key % CHAINS];
   t->chain[n->key % CHAINS] = n;
}

void* VG_(HT_lookup) ( const VgHashTable* t, UWord key )
{
   VgHashNode* n = t->chain[key % CHAINS];
   while (n != NULL && n->key != key)
      n = n->next;
   return n;
}

struct _XArray { HChar* data; SizeT each; Word n; };

XArray* VG_(newXA) ( Alloc_Fn_t alloc, const HChar* cc, Free_Fn_t release,
                     Word each )
{
   XArray* xa = calloc(1, sizeof *xa);
   xa->each = each;
   return xa;
}

void VG_(deleteXA) ( XArray* xa )
{
   free(xa->data);
   free(xa);
}

Word VG_(addToXA) ( XArray* xa, const void* elem )
{
   xa->data = realloc(xa->data, (xa->n + 1) * xa->each);
   memcpy(xa->data + xa->n * xa->each, elem, xa->each);
   return xa->n++;
}

Word VG_(sizeXA) ( const XArray* xa )
{
   return xa->n;
}

void* VG_(indexXA) ( const XArray* xa, Word i )
{
   return xa->data + i * xa->each;
}

/*--------------------------------------------------------------------*/
/*--- For the tests                                                ---*/
/*--------------------------------------------------------------------*/

unsigned long host_random ( unsigned long* state )
{
   *state ^= *state << 13;
   *state ^= *state >> 7;
   *state ^= *state << 17;
   return *state;
}

static unsigned char* read_whole ( FILE* in, unsigned long* len )
{
   unsigned char* p = NULL;
   size_t room = 0, n;
   *len = 0;
   do {
      room = 2 * room + 4096;
      p = realloc(p, room);
      n = fread(p + *len, 1, room - *len - 1, in);
      *len += n;
   } while (n > 0);
   p[*len] = '\0';
   return p;
}

unsigned char* host_read_file ( const char* path, unsigned long* len )
{
   FILE* in = fopen(path, "rb");
   if (in == NULL) {
      perror(path);
      exit(1);
   }
   unsigned char* p = read_whole(in, len);
   fclose(in);
   return p;
}

char* host_output_of ( const char* command )
{
   unsigned long len;
   FILE* in = popen(command, "r");
   char* p = (char*)read_whole(in, &len);
   if (pclose(in) == 0)
      return p;
   free(p);
   return NULL;
}

static char directory[4096];
static pid_t owner;

static void remove_directory ( void )
{
   char command[sizeof directory + 20];
   if (getpid() != owner)
      return;
   snprintf(command, sizeof command, "rm -rf '%s'", directory);
   if (system(command) != 0)
      perror(command);
}

const char* host_directory ( void )
{
   const char* tmp = getenv("TMPDIR");
   if (directory[0] != '\0')
      return directory;
   snprintf(directory, sizeof directory, "%s/sppgrind-test-XXXXXX",
            tmp ? tmp : "/tmp");
   if (mkdtemp(directory) == NULL) {
      perror(directory);
      exit(1);
   }
   owner = getpid();
   atexit(remove_directory);
   return directory;
}
