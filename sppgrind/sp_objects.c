/* The program's ELF objects; see sp_objects.h.

   What is traced: with --trace-file, the files that match; without, code
   whose object and whose source file are both not the system's.  Static data
   of an object is recorded from its first step on, or from the start if the
   object is not the system's. */

#include "sp_objects.h"

#include "pub_tool_clientstate.h"
#include "pub_tool_debuginfo.h"
#include "pub_tool_hashtable.h"
#include "pub_tool_libcfile.h"
#include "pub_tool_seqmatch.h"
#include "pub_tool_vki.h"
#include "sp_core.h"
#include "sp_debug_file.h"
#include "sp_elf.h"
#include "sp_lines.h"
#include "sp_memory.h"
#include "sp_options.h"
#include "sp_stack.h"
#include "sp_static.h"
#include "sp_stream.h"
#include "sp_tls.h"

typedef struct object {
   struct object* next;
   UInt           id;
   HChar*         path;
   PtrdiffT       bias;           // run time minus link time
   Addr           text_lo, text_hi;
   Bool           is_main, is_system;
   Bool           data_recorded;
   Bool           mapped;
   struct sp_elf  elf;
   HChar*         debug_path;     // of its separate debug file; NULL: none
   struct sp_elf  debug;          // that file, or the same as elf
   struct sp_lines lines;         // of traced objects
   Bool           lines_read;
} Object;

/* A step's place, found again when its code is translated anew. */
typedef struct { void* next; UWord ip; UInt id; } Site;

static Object* objects;           // newest first
static UInt    n_objects, n_sites;
static Object* main_object;
static VgHashTable* sites;
static Bool data_waits;           // of an object mapped since the last site

/*--------------------------------------------------------------------*/
/*--- Files                                                        ---*/
/*--------------------------------------------------------------------*/

static const HChar* debug_path ( const Object* o )
{
   return o->debug_path != NULL ? o->debug_path : o->path;
}

static void read_lines ( Object* o )
{
   SizeT size;
   UChar* section = SP_(debug_line_read)(debug_path(o), &o->debug, &size);
   if (section != NULL)
      SP_(lines_read)(&o->lines, section, size);
   VG_(free)(section);
}

/* Its symbols may be in the file of its debug information only. */
static void read_symbols ( Object* o )
{
   Bool own = o->elf.symbols_size > 0;
   Int fd = VG_(fd_open)(own ? o->path : debug_path(o), VKI_O_RDONLY, 0);
   if (fd >= 0) {
      SP_(static_executable)(SP_(file_read), &fd, own ? &o->elf : &o->debug,
                             o->bias);
      VG_(close)(fd);
   }
}

static void read_elf ( Object* o )
{
   Int fd = VG_(fd_open)(o->path, VKI_O_RDONLY, 0);
   if (fd < 0)
      return;
   SP_(elf_read)(SP_(file_read), &fd, &o->elf);
   VG_(close)(fd);
   o->debug = o->elf;
   if (!o->elf.has_debug_info && !o->is_system)
      o->debug_path = SP_(debug_file_find)(o->path, &o->elf, &o->debug);
   if (o->debug_path == NULL)
      o->debug = o->elf;
   if (o->is_main && !o->is_system && !o->elf.has_interpreter)
      read_symbols(o);
}

/*--------------------------------------------------------------------*/
/*--- What is the system's                                         ---*/
/*--------------------------------------------------------------------*/

static Bool starts_with ( const HChar* s, const HChar* prefix )
{
   return VG_(strncmp)(s, prefix, VG_(strlen)(prefix)) == 0;
}

static Bool is_system_path ( const HChar* path )
{
   if (starts_with(path, "/usr/local/") || starts_with(path, "/usr/src/"))
      return False;
   return starts_with(path, "/usr/") || starts_with(path, "/lib");
}

Bool SP_(is_system_object)(const HChar* path)
{
   return is_system_path(path) || starts_with(path, "/bin/")
          || starts_with(path, "/sbin/")
          || starts_with(VG_(basename)(path), "vgpreload_");
}

/*--------------------------------------------------------------------*/
/*--- Objects                                                      ---*/
/*--------------------------------------------------------------------*/

/* Zeros behind the file's bytes are zeros to the reader too, if nothing has
   run yet that could have changed them. */
static void record_segment ( const Object* o, const struct sp_elf_load* load,
                             Bool pristine )
{
   Addr a = load->vaddr + o->bias;
   SP_(interest_add)(a, load->memsz, SP_CLASS_DATA);
   SP_(dirty_mark)(a, pristine ? load->filesz : load->memsz);
}

static void record_data ( Object* o, Bool pristine )
{
   if (o->data_recorded || !SP_(opt).trace)
      return;
   o->data_recorded = True;
   if (o->is_system && !o->is_main)
      SP_(tls_object_mapped)(o->id, &o->elf, o->bias, False);
   for (UInt i = 0; i < o->elf.n_loads; i++)
      if (o->elf.load[i].flags & SP_PROT_WRITE)
         record_segment(o, &o->elf.load[i], pristine);
}

/* A library's data is complete only some time after its code is mapped: so
   it waits for the first step after that. */
static void record_waiting_data ( void )
{
   if (!data_waits)
      return;
   data_waits = False;
   for (Object* o = objects; o != NULL; o = o->next)
      if (o->mapped && !o->is_system)
         record_data(o, False);
}

/* Debug information that is not found here may well have location lists. */
static Bool is_in_registers ( const Object* o )
{
   return o->debug.has_location_lists || !o->debug.has_debug_info;
}

static void put_object ( const Object* o )
{
   HChar id[2 * SP_BUILD_ID_MAX + 1];
   UInt  path_len = VG_(strlen)(o->path);

   id[0] = '\0';
   for (UInt i = 0; i < o->elf.build_id_len; i++)
      VG_(sprintf)(id + 2 * i, "%02x", o->elf.build_id[i]);
   if (path_len > SP_RECORD_ROOM / 2
       || !SP_(record_begin)(SP_REC_OBJECT, SP_RECORD_ROOM))
      return;
   SP_(record_number)(o->id);
   SP_(record_number)((o->is_system ? 0 : SP_OBJECT_TRACED)
                      | (o->is_main ? SP_OBJECT_MAIN : 0)
                      | (is_in_registers(o) ? SP_OBJECT_REGISTERS : 0));
   SP_(record_number)(o->bias);
   SP_(record_string)(o->path, path_len);
   SP_(record_string)(id, 2 * o->elf.build_id_len);
   SP_(record_number)(o->elf.n_loads);
   for (UInt i = 0; i < o->elf.n_loads; i++) {
      SP_(record_number)(o->elf.load[i].vaddr + o->bias);
      SP_(record_number)(o->elf.load[i].memsz);
      SP_(record_number)(o->elf.load[i].flags);
   }
   SP_(record_end)();
}

static Bool is_the_program ( const HChar* path )
{
   return VG_(resolved_exename) != NULL
          && VG_STREQ(path, VG_(resolved_exename));
}

static void add_object ( const DebugInfo* di )
{
   Object* o = VG_(calloc)("sp.objects.object", 1, sizeof *o);
   o->id = ++n_objects;
   o->path = VG_(strdup)("sp.objects.path", VG_(DebugInfo_get_filename)(di));
   o->bias = VG_(DebugInfo_get_text_bias)(di);
   o->text_lo = VG_(DebugInfo_get_text_avma)(di);
   o->text_hi = o->text_lo + VG_(DebugInfo_get_text_size)(di);
   o->is_main = is_the_program(o->path);
   o->is_system = SP_(is_system_object)(o->path);
   o->mapped = True;
   read_elf(o);
   o->next = objects;
   objects = o;
   if (o->is_main)
      main_object = o;
   put_object(o);
   if (o->is_main || !o->is_system)
      SP_(tls_object_mapped)(o->id, &o->elf, o->bias, o->is_main);
   if (o->is_main && !o->is_system)
      record_data(o, True);
   data_waits = data_waits || !o->is_system;
}

static Bool is_known ( const DebugInfo* di )
{
   Addr text = VG_(DebugInfo_get_text_avma)(di);
   for (Object* o = objects; o != NULL; o = o->next)
      if (o->mapped && o->text_lo == text)
         return True;
   return False;
}

/* The core keeps debug information of the tool's own executable too. */
static Bool is_the_tool ( const DebugInfo* di )
{
   Addr here = (Addr)&is_the_tool - VG_(DebugInfo_get_text_avma)(di);
   return here < VG_(DebugInfo_get_text_size)(di);
}

void SP_(objects_update)(void)
{
   for (const DebugInfo* di = VG_(next_DebugInfo)(NULL); di != NULL;
        di = VG_(next_DebugInfo)(di))
      if (VG_(DebugInfo_get_text_size)(di) > 0 && !is_the_tool(di)
          && !is_known(di))
         add_object(di);
}

static void forget_sites ( const Object* o )
{
   UInt n;
   VgHashNode** all = sites ? VG_(HT_to_array)(sites, &n) : NULL;
   if (all == NULL)
      return;
   for (UInt i = 0; i < n; i++) {
      UWord ip = all[i]->key;
      if (ip >= o->text_lo && ip < o->text_hi)
         VG_(free)(VG_(HT_remove)(sites, ip));
   }
   VG_(free)(all);
}

static void end_arcs ( const Object* o )
{
   for (UInt i = 0; i < o->elf.n_loads; i++) {
      Addr lo = o->elf.load[i].vaddr + o->bias;
      if (o->elf.load[i].flags & SP_PROT_EXEC)
         SP_(arcs_unmapped)(lo, lo + o->elf.load[i].memsz);
   }
}

void SP_(objects_unmapped)(Addr a, SizeT size)
{
   for (Object* o = objects; o != NULL; o = o->next) {
      if (!o->mapped || o->text_lo < a || o->text_lo >= a + size)
         continue;
      o->mapped = False;
      end_arcs(o);
      SP_(put_number)(SP_REC_UNLOAD, o->id);
      SP_(tls_object_gone)(o->id);
      forget_sites(o);
      SP_(lines_free)(&o->lines);
      o->lines_read = False;
   }
}

/* In the order of their ids. */
void SP_(objects_put)(void)
{
   for (UInt id = 1; id <= n_objects; id++)
      for (const Object* o = objects; o != NULL; o = o->next)
         if (o->id == id) {
            put_object(o);
            if (!o->mapped)
               SP_(put_number)(SP_REC_UNLOAD, o->id);
         }
}

static Object* object_at ( Addr ip )
{
   for (Object* o = objects; o != NULL; o = o->next)
      if (o->mapped && ip >= o->text_lo && ip < o->text_hi)
         return o;
   return NULL;
}

static Bool has_address ( const Object* o, Addr a )
{
   for (UInt i = 0; i < o->elf.n_loads; i++)
      if (a - o->bias - o->elf.load[i].vaddr < o->elf.load[i].memsz)
         return True;
   return False;
}

struct sp_whereabouts SP_(whereabouts)(Addr a)
{
   for (const Object* o = objects; o != NULL; o = o->next)
      if (o->mapped && has_address(o, a))
         return (struct sp_whereabouts){ o->id, o->bias, &o->elf };
   return (struct sp_whereabouts){ 0 };
}

Bool SP_(main_has_debug_info)(void)
{
   return main_object == NULL || main_object->debug.has_debug_info;
}

const HChar* SP_(main_debug_link)(void)
{
   return main_object != NULL ? main_object->elf.debug_link : "";
}

/*--------------------------------------------------------------------*/
/*--- Steps                                                        ---*/
/*--------------------------------------------------------------------*/

/* A glob without a slash is matched with the file's own name. */
static Bool matches ( const HChar* glob, const HChar* dir, const HChar* file )
{
   if (VG_(strchr)(glob, '/') == NULL)
      return VG_(string_match)(glob, VG_(basename)(file));
   if (VG_(string_match)(glob, file))
      return True;
   SizeT len = VG_(strlen)(dir) + VG_(strlen)(file) + 2;
   HChar* path = VG_(malloc)("sp.objects.match", len);
   VG_(sprintf)(path, "%s/%s", dir, file);
   Bool hit = VG_(string_match)(glob, path);
   VG_(free)(path);
   return hit;
}

static Bool is_traced_file ( const Object* o, const HChar* dir,
                             const HChar* file )
{
   Word n = VG_(sizeXA)(SP_(opt).trace_file);
   if (n == 0)
      return !o->is_system && !is_system_path(file) && !is_system_path(dir);
   for (Word i = 0; i < n; i++)
      if (matches(*(const HChar**)VG_(indexXA)(SP_(opt).trace_file, i),
                  dir, file))
         return True;
   return False;
}

/* ip is of a row. */
static Bool is_traced_code ( const Object* o, Addr ip )
{
   ip = SP_(lines_same_file)(&o->lines, ip - o->bias) + o->bias;
   const HChar *file, *dir;
   UInt line;
   return VG_(get_filename_linenum)(VG_(current_DiEpoch)(), ip, &file, &dir,
                                    &line)
          && is_traced_file(o, dir, file);
}

/* For an object whose line table cannot be read (damaged, or compressed in
   a way that is not known here) the core's knowledge has to do: which line,
   not where a row begins. */
static Bool line_changes_at ( Addr ip )
{
   DiEpoch ep = VG_(current_DiEpoch)();
   UInt here, before;
   if (!VG_(get_linenum)(ep, ip, &here))
      return False;
   return !VG_(get_linenum)(ep, ip - 1, &before) || here != before;
}

static Bool row_begins_at ( Object* o, Addr ip )
{
   if (!o->lines_read) {
      o->lines_read = True;
      read_lines(o);
   }
   return o->lines.n_rows > 0 ? SP_(lines_has)(&o->lines, ip - o->bias)
                              : line_changes_at(ip);
}

static UInt make_site ( Object* o, Addr ip, Bool begins_row )
{
   Site* site = VG_(malloc)("sp.objects.site", sizeof *site);
   if (n_sites == 0)
      SP_(stack_clear_dead)();
   site->ip = ip;
   site->id = ++n_sites;
   VG_(HT_add_node)(sites, site);
   record_waiting_data();
   record_data(o, False);
   ULong field[] = { site->id, o->id, ip - o->bias, SP_SITE_IN_ROW };
   SP_(put_numbers)(SP_REC_SITE, begins_row ? 3 : 4, field);
   return site->id;
}

UInt SP_(site_at)(Addr ip)
{
   if (sites == NULL)
      sites = VG_(HT_construct)("sp.objects.sites");
   Site* site = VG_(HT_lookup)(sites, ip);
   if (site != NULL)
      return site->id;
   Object* o = object_at(ip);
   if (o == NULL)
      return 0;
   if (o->is_system && VG_(sizeXA)(SP_(opt).trace_file) == 0)
      return 0;
   Bool begins_row = row_begins_at(o, ip);
   if (!(begins_row || SP_(opt).trace_instructions) || !is_traced_code(o, ip))
      return 0;
   return make_site(o, ip, begins_row);
}

enum sp_code SP_(code_at)(Addr ip)
{
   const Object* o = object_at(ip);
   if (o == NULL || !o->data_recorded)
      return SP_CODE_UNTRACED;
   return is_in_registers(o) ? SP_CODE_IN_REGISTERS : SP_CODE_IN_MEMORY;
}

Bool SP_(is_own_code)(Addr ip)
{
   const Object* o = object_at(ip);
   if (o == NULL || !o->data_recorded)
      return False;
   return !o->is_main || o->elf.has_interpreter || is_traced_code(o, ip);
}

Bool SP_(any_site)(void)
{
   return n_sites > 0;
}
