/* How a process's stream begins; see sp_process.h. */

#include "sp_process.h"

#include "pub_tool_clientstate.h"
#include "pub_tool_libcfile.h"
#include "pub_tool_libcproc.h"
#include "pub_tool_xarray.h"
#include "sp_block_use.h"
#include "sp_memory.h"
#include "sp_objects.h"
#include "sp_options.h"
#include "sp_profile.h"
#include "sp_stack.h"
#include "sp_step.h"
#include "sp_stream.h"

static Bool is_child;             // forked
static Bool may_open;             // its stream, which is not open yet

static void put_argument ( const HChar* s, UInt* room )
{
   UInt len = VG_(strlen)(s);
   if (len + 10 > *room)
      len = 0;
   *room -= len + 10;
   SP_(record_string)(s, len);
}

static void put_process ( void )
{
   Word n = VG_(sizeXA)(VG_(args_for_client));
   const HChar* dir = VG_(get_startup_wd)();
   UInt room = SP_RECORD_ROOM - 64;
   UInt flags = (SP_(opt).undef ? SP_PROCESS_UNDEFINED : 0)
                | (is_child ? SP_PROCESS_FORKED : 0);

   if (n > 500)
      n = 500;
   if (!SP_(record_begin)(SP_REC_PROCESS, SP_RECORD_ROOM))
      return;
   SP_(record_number)(VG_(getpid)());
   put_argument(SP_VERSION, &room);
   put_argument(VG_(resolved_exename) ? VG_(resolved_exename) : "", &room);
   put_argument(dir ? dir : "", &room);
   SP_(record_number)(n + 1);
   put_argument(VG_(args_the_exename), &room);
   for (Word i = 0; i < n; i++)
      put_argument(*(HChar**)VG_(indexXA)(VG_(args_for_client), i), &room);
   if (flags != 0)
      SP_(record_number)(flags);
   SP_(record_end)();
}

static Bool open_stream ( void )
{
   if (!SP_(stream_open)())
      return False;
   put_process();
   return True;
}

/* With one name for all it would replace its parent's. */
static Bool has_a_name_of_its_own ( void )
{
   return SP_(opt).out_fd < 0 && VG_(strstr)(SP_(opt).out_file, "%p") != NULL;
}

static void before_fork ( ThreadId tid ) { }
static void in_parent ( ThreadId tid ) { }

static void in_child ( ThreadId tid )
{
   SP_(recording_stop)();
   SP_(stream_abandon)();
   SP_(threads_forked)(tid);
   SP_(use_stop)();
   if (!SP_(opt).profile)
      return;
   SP_(profile_restart)();
   is_child = True;
   may_open = has_a_name_of_its_own();
}

Bool SP_(process_starts)(void)
{
   VG_(atfork)(before_fork, in_parent, in_child);
   return open_stream();
}

Bool SP_(process_has_stream)(void)
{
   if (!may_open)
      return SP_(stream_is_open)();
   may_open = False;
   if (!open_stream())
      return False;
   SP_(objects_put)();
   return True;
}
