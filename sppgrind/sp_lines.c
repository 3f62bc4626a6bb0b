/* Reader of DWARF line programs; see sp_lines.h.  DWARF 5 section 6.2; the
   header differs between versions 2 to 5 only in front of header_length and
   in two fields behind it. */

#include "sp_lines.h"

#define ROWS_MAX (64 * 1024 * 1024)

/* Bytes not yet read; a read past the end gives 0 and empties it. */
struct bytes { const UChar* at; const UChar* end; };

static SizeT left ( const struct bytes* b ) { return b->end - b->at; }

static ULong fixed ( struct bytes* b, UInt size )
{
   ULong x = 0;
   if (left(b) < size) {
      b->at = b->end;
      return 0;
   }
   VG_(memcpy)(&x, b->at, size);
   b->at += size;
   return x;
}

static ULong leb ( struct bytes* b, Bool is_signed )
{
   ULong x = 0;
   UInt  shift = 0;
   UChar c = 0x80;
   while ((c & 0x80) && b->at < b->end) {
      c = *b->at++;
      if (shift < 64)
         x |= (ULong)(c & 0x7f) << shift;
      shift += 7;
   }
   if (is_signed && shift < 64 && (c & 0x40))
      x |= ~0ULL << shift;
   return x;
}

static ULong uleb ( struct bytes* b ) { return leb(b, False); }
static Long  sleb ( struct bytes* b ) { return leb(b, True); }

/* What a line program needs of its header. */
struct header {
   UInt  min_length, opcode_base, line_range;
   Int   line_base;
   Bool  default_is_stmt;
   UChar operands[256];           // of standard opcodes
   UInt  offset_size;
};

/* Lines are added to without a sign: a hostile program may overflow them. */
struct state { Addr addr; ULong line, file; Bool is_stmt; Bool dead; };

#define FILES_MAX 4096            // of a unit; rows of further ones are rows

/* The rows of one address, and what they told of a unit's files.  The core
   takes rows of one line that follow each other for one, which is of the
   first one's file, even where the next is of another. */
struct group {
   Addr  addr;
   ULong last_file, last_line, stmt_file;    // stmt_file ~0: no statement
   ULong line_before, core_file;  // of the address before; what the core says
   Bool  open, is_first;          // in its sequence
   UInt  first;                   // of the unit's in struct sp_lines.file
   Addr  known[FILES_MAX];        // the core knows that it is of this file; or 0
};

static void add_row ( struct sp_lines* lines, Addr a )
{
   if (lines->n_rows == ROWS_MAX)
      return;
   if (lines->n_rows == lines->room) {
      lines->room = lines->room ? 2 * lines->room : 1024;
      lines->row = VG_(realloc)("sp.lines.row", lines->row,
                                lines->room * sizeof(Addr));
   }
   lines->row[lines->n_rows++] = a;
}

/* `same` is the file's number until the unit is read. */
static void add_file ( struct sp_lines* lines, Addr row, ULong file )
{
   if (lines->n_files == ROWS_MAX)
      return;
   if (lines->n_files == lines->files_room) {
      lines->files_room = lines->files_room ? 2 * lines->files_room : 256;
      lines->file = VG_(realloc)("sp.lines.file", lines->file,
                                 lines->files_room * sizeof *lines->file);
   }
   lines->file[lines->n_files++] = (struct sp_line_file){ row, file };
}

static void close_group ( struct sp_lines* lines, struct group* g )
{
   if (!g->open)
      return;
   g->open = False;
   if (g->is_first || g->last_line != g->line_before)
      g->core_file = g->last_file;
   g->is_first = False;
   g->line_before = g->last_line;
   if (g->core_file == g->last_file && g->last_file < FILES_MAX)
      g->known[g->last_file] = g->addr;
   if (g->stmt_file < FILES_MAX && g->stmt_file != g->core_file)
      add_file(lines, g->addr, g->stmt_file);
}

static void emit ( struct sp_lines* lines, struct group* g,
                   const struct state* s )
{
   if (s->dead)
      return;
   if (g->open && g->addr != s->addr)
      close_group(lines, g);
   if (!g->open) {
      g->open = True;
      g->addr = s->addr;
      g->stmt_file = ~0ULL;
   }
   g->last_file = s->file;
   g->last_line = s->line;
   if (s->is_stmt && s->line != 0) {
      g->stmt_file = s->file;
      add_row(lines, s->addr);
   }
}

/* What no row of the unit tells the file of stays with the core's answer. */
static void close_unit ( struct sp_lines* lines, struct group* g )
{
   UInt n = g->first;
   close_group(lines, g);
   for (UInt i = g->first; i < lines->n_files; i++) {
      Addr known = g->known[lines->file[i].same];
      if (known != 0)
         lines->file[n++] = (struct sp_line_file){ lines->file[i].row, known };
   }
   lines->n_files = n;
}

static void reset ( const struct header* h, struct state* s )
{
   *s = (struct state){ .line = 1, .file = 1, .is_stmt = h->default_is_stmt };
}

enum { LNE_END_SEQUENCE = 1, LNE_SET_ADDRESS = 2 };

static void run_extended ( struct bytes* b, const struct header* h,
                           struct state* s, struct sp_lines* lines,
                           struct group* g )
{
   ULong len = uleb(b);
   if (len == 0 || len > left(b)) {
      b->at = b->end;
      return;
   }
   struct bytes body = { b->at, b->at + len };
   b->at += len;
   switch (fixed(&body, 1)) {
      case LNE_END_SEQUENCE:
         close_group(lines, g);
         g->is_first = True;
         reset(h, s);
         break;
      case LNE_SET_ADDRESS:
         s->addr = fixed(&body, len - 1 <= 8 ? len - 1 : 8);
         /* Code that the linker dropped is left at address 0 (or 1, or -1). */
         s->dead = s->addr <= 1 || s->addr == ~0UL;
         break;
   }
}

enum {
   LNS_COPY = 1, LNS_ADVANCE_PC = 2, LNS_ADVANCE_LINE = 3, LNS_SET_FILE = 4,
   LNS_NEGATE_STMT = 6, LNS_CONST_ADD_PC = 8, LNS_FIXED_ADVANCE_PC = 9
};

static void run_standard ( struct bytes* b, const struct header* h,
                           struct state* s, struct sp_lines* lines,
                           struct group* g, UInt op )
{
   switch (op) {
      case LNS_COPY:             emit(lines, g, s);                     break;
      case LNS_SET_FILE:         s->file = uleb(b);                     break;
      case LNS_ADVANCE_PC:       s->addr += h->min_length * uleb(b);    break;
      case LNS_ADVANCE_LINE:     s->line += sleb(b);                    break;
      case LNS_NEGATE_STMT:      s->is_stmt = !s->is_stmt;              break;
      case LNS_FIXED_ADVANCE_PC: s->addr += fixed(b, 2);                break;
      case LNS_CONST_ADD_PC:
         s->addr += h->min_length
                    * ((255 - h->opcode_base) / h->line_range);
         break;
      default:
         for (UInt i = 0; i < h->operands[op]; i++)
            uleb(b);
   }
}

static void run_special ( const struct header* h, struct state* s,
                          struct sp_lines* lines, struct group* g, UInt op )
{
   UInt adjusted = op - h->opcode_base;
   s->addr += h->min_length * (adjusted / h->line_range);
   s->line += h->line_base + (Int)(adjusted % h->line_range);
   emit(lines, g, s);
}

static void run_program ( struct bytes* b, const struct header* h,
                          struct sp_lines* lines, struct group* g )
{
   struct state s;
   VG_(memset)(g, 0, sizeof *g);
   g->is_first = True;
   g->first = lines->n_files;
   reset(h, &s);
   while (b->at < b->end) {
      UInt op = fixed(b, 1);
      if (op >= h->opcode_base)
         run_special(h, &s, lines, g, op);
      else if (op == 0)
         run_extended(b, h, &s, lines, g);
      else
         run_standard(b, h, &s, lines, g, op);
   }
   close_unit(lines, g);
}

/* False: of a version, or with a header, that cannot be read. */
static Bool read_header ( struct bytes* unit, struct header* h )
{
   UInt version = fixed(unit, 2);
   if (version < 2 || version > 5)
      return False;
   if (version >= 5)
      fixed(unit, 2);             // address and segment selector sizes
   ULong rest = fixed(unit, h->offset_size);
   if (rest > left(unit))
      return False;
   struct bytes b = { unit->at, unit->at + rest };
   unit->at += rest;              // the program follows
   h->min_length = fixed(&b, 1);
   if (version >= 4)
      fixed(&b, 1);               // operations per instruction: VLIW only
   h->default_is_stmt = fixed(&b, 1) != 0;
   h->line_base = (Char)fixed(&b, 1);
   h->line_range = fixed(&b, 1);
   h->opcode_base = fixed(&b, 1);
   for (UInt i = 1; i < h->opcode_base; i++)
      h->operands[i] = fixed(&b, 1);
   return h->line_range != 0 && h->opcode_base != 0;
}

static Int compare_addr ( const void* a, const void* b )
{
   Addr x = *(const Addr*)a, y = *(const Addr*)b;
   return x < y ? -1 : x > y;
}

static Int compare_file ( const void* a, const void* b )
{
   Addr x = ((const struct sp_line_file*)a)->row;
   Addr y = ((const struct sp_line_file*)b)->row;
   return x < y ? -1 : x > y;
}

static void sort_unique ( struct sp_lines* lines )
{
   UInt n = 0;
   if (lines->n_files > 0)
      VG_(ssort)(lines->file, lines->n_files, sizeof *lines->file,
                 compare_file);
   if (lines->n_rows == 0)
      return;
   VG_(ssort)(lines->row, lines->n_rows, sizeof(Addr), compare_addr);
   for (UInt i = 0; i < lines->n_rows; i++)
      if (n == 0 || lines->row[i] != lines->row[n - 1])
         lines->row[n++] = lines->row[i];
   lines->n_rows = n;
}

void SP_(lines_read)(struct sp_lines* lines, const UChar* section, SizeT size)
{
   struct bytes b = { section, section + size };
   struct group* g = VG_(malloc)("sp.lines.group", sizeof *g);
   while (left(&b) >= 4) {
      struct header h = { .offset_size = 4 };
      ULong len = fixed(&b, 4);
      if (len == 0xffffffff) {    // 64-bit DWARF
         h.offset_size = 8;
         len = fixed(&b, 8);
      }
      if (len > left(&b))
         break;
      struct bytes unit = { b.at, b.at + len };
      b.at += len;
      if (read_header(&unit, &h))
         run_program(&unit, &h, lines, g);
   }
   VG_(free)(g);
   sort_unique(lines);
}

Bool SP_(lines_has)(const struct sp_lines* lines, Addr a)
{
   UInt lo = 0, hi = lines->n_rows;
   while (lo < hi) {
      UInt mid = lo + (hi - lo) / 2;
      if (lines->row[mid] < a)
         lo = mid + 1;
      else
         hi = mid;
   }
   return lo < lines->n_rows && lines->row[lo] == a;
}

Addr SP_(lines_same_file)(const struct sp_lines* lines, Addr a)
{
   UInt lo = 0, hi = lines->n_files;
   while (lo < hi) {
      UInt mid = lo + (hi - lo) / 2;
      if (lines->file[mid].row < a)
         lo = mid + 1;
      else
         hi = mid;
   }
   return lo < lines->n_files && lines->file[lo].row == a
          ? lines->file[lo].same : a;
}

void SP_(lines_free)(struct sp_lines* lines)
{
   VG_(free)(lines->row);
   VG_(free)(lines->file);
   VG_(memset)(lines, 0, sizeof *lines);
}
