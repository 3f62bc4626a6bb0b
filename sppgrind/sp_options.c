/* The tool's command line: one table, from which parsing and --help follow. */

#include "sp_options.h"

#include "pub_tool_options.h"
#include "pub_tool_replacemalloc.h"
#include "sp_leak_report.h"

struct sp_options SP_(opt);

enum kind { BOOLEAN, TEXT, GLOB, NUMBER, DESCRIPTOR, CHOICE, ONE_OF, SET,
            BYTE, PERIOD };

struct option {
   const HChar* name;            // with its dashes, without '='
   enum kind    kind;
   void*        to;
   const HChar* value;           // as --help shows it; CHOICE:
                                 // "first|second"; ONE_OF: any number
   const HChar* dflt;
   const HChar* help;            // NULL: another name, not shown
};

static const struct option options[] = {
   { "--sppgrind-out-file", TEXT, &SP_(opt).out_file, "<file>",
     "sppgrind.out.%p", "where the recording goes (%p %q{VAR} %n)" },
   { "--sppgrind-out-fd", DESCRIPTOR, &SP_(opt).out_fd, "<n>",
     "none", "write it to this open descriptor instead" },
   { "--trace", BOOLEAN, &SP_(opt).trace, "yes|no",
     "yes", "record steps and memory; no: only heap, input, output, profile" },
   { "--profile", BOOLEAN, &SP_(opt).profile, "yes|no",
     "yes", "count instructions, calls, reads and writes" },
   { "--wall-clock", BOOLEAN, &SP_(opt).wall_clock, "yes|no",
     "no", "profile: when heap blocks were made and freed, in nanoseconds" },
   { "--heap-accesses", BOOLEAN, &SP_(opt).heap_accesses, "yes|no",
     "no", "profile: how much of heap blocks is read and written" },
   { "--dump-every", PERIOD, &SP_(opt).dump_every, "<n>|<n>s",
     "0: at the end", "profile: write totals after n instructions or seconds" },
   { "--max-contexts", NUMBER, &SP_(opt).max_contexts, "<n>",
     "250000", "profile: paths of calls told apart; 0: no limit" },
   { "--trace-file", GLOB, &SP_(opt).trace_file, "<glob>",
     "all but the system's",
     "source files to step through; may be repeated" },
   { "--trace-instructions", BOOLEAN, &SP_(opt).trace_instructions, "yes|no",
     "no", "a step at each instruction, not only where lines begin" },
   { "--max-steps", NUMBER, &SP_(opt).max_steps, "<n>",
     "0: no limit", "record at most this many steps" },
   { "--at-max-steps", CHOICE, &SP_(opt).exit_at_max, "continue|exit",
     "continue", "what the program does then; exit: ends with code 124" },
   { "--max-heap", NUMBER, &SP_(opt).max_heap, "<bytes>",
     "0: no limit", "end the program when its heap would grow beyond" },
   { "--unbuffered-stdio", BOOLEAN, &SP_(opt).unbuffered_stdio, "yes|no",
     "yes", "output appears at the step that makes it" },
   { "--undef", BOOLEAN, &SP_(opt).undef, "yes|no",
     "yes", "which bits are defined; no: faster" },
   { "--errors", ONE_OF, &SP_(opt).errors, "traced|all|no",
     "traced", "memory errors: only those of traced code" },
   { "--partial-loads-ok", BOOLEAN, &SP_(opt).partial_loads_ok, "yes|no",
     "yes", "errors: not aligned loads of a word that is partly addressable" },
   { "--freelist-vol", NUMBER, &SP_(opt).freelist_vol, "<bytes>",
     "20000000", "freed blocks kept back, so that their use is found" },
   { "--freelist-big-blocks", NUMBER, &SP_(opt).freelist_big, "<bytes>",
     "1000000", "freed blocks of this size on are the first to go" },
   { "--show-mismatched-frees", BOOLEAN, &SP_(opt).show_mismatched_frees,
     "yes|no", "yes", "errors: free of what new has made, and so on" },
   { "--show-realloc-size-zero", BOOLEAN, &SP_(opt).show_realloc_zero,
     "yes|no", "yes", "errors: realloc with size 0" },
   { "--leak-check", ONE_OF, &SP_(opt).leak_check, "no|summary|yes|full",
     "summary", "which heap blocks are lost at the end" },
   { "--leak-resolution", ONE_OF, &SP_(opt).leak_resolution, "low|med|high",
     "high", "leaks: how much of stacks has to be the same" },
   { "--show-leak-kinds", SET, &SP_(opt).show_leak_kinds, "<kind>,...",
     "definite,possible", "leaks to print: " SP_LOSS_NAMES },
   { "--errors-for-leak-kinds", SET, &SP_(opt).error_leak_kinds, "<kind>,...",
     "definite,possible", "leaks that count as errors" },
   { "--leak-check-heuristics", SET, &SP_(opt).leak_heuristics, "<name>,...",
     "all", "pointers into blocks: " SP_HEURISTIC_NAMES },
   { "--malloc-fill", BYTE, &SP_(opt).malloc_fill, "<hex>",
     "none", "fill fresh heap blocks with this byte" },
   { "--free-fill", BYTE, &SP_(opt).free_fill, "<hex>",
     "none", "fill freed heap blocks with this byte" },
   /* Memcheck's name of --undef. */
   { "--undef-value-errors", BOOLEAN, &SP_(opt).undef, NULL, NULL, NULL },
   /* The names that See++'s scripts pass. */
   { "--source-filename", GLOB, &SP_(opt).trace_file, NULL, NULL, NULL },
   { "--trace-filename", TEXT, &SP_(opt).out_file, NULL, NULL, NULL },
};

#define N_OPTIONS (sizeof options / sizeof options[0])

void SP_(options_init)(void)
{
   SP_(opt).out_file = "sppgrind.out.%p";
   SP_(opt).out_fd = -1;
   SP_(opt).max_contexts = 250000;
   SP_(opt).trace = SP_(opt).profile = True;
   SP_(opt).trace_file = VG_(newXA)(VG_(malloc), "sp.options.glob",
                                    VG_(free), sizeof(const HChar*));
   SP_(opt).unbuffered_stdio = True;
   SP_(opt).undef = True;
   SP_(opt).partial_loads_ok = True;
   SP_(opt).freelist_vol = 20000000;
   SP_(opt).freelist_big = 1000000;
   SP_(opt).leak_check = SP_LEAK_CHECK_SUMMARY;
   SP_(opt).leak_resolution = 2;
   SP_(opt).show_leak_kinds = SP_(opt).error_leak_kinds =
      1u << SP_DEFINITE | 1u << SP_POSSIBLE;
   SP_(opt).leak_heuristics = SP_STDSTRING | SP_LENGTH64 | SP_NEWARRAY
                              | SP_MULTIPLE_INHERITANCE;
   SP_(opt).malloc_fill = SP_(opt).free_fill = -1;
   SP_(opt).show_mismatched_frees = True;
   SP_(opt).show_realloc_zero = True;
}

static Bool parse_yes_no ( const HChar* s, Bool* to )
{
   *to = VG_STREQ(s, "yes");
   return *to || VG_STREQ(s, "no");
}

static Bool parse_number ( const HChar* s, ULong* to )
{
   ULong n = 0;
   if (*s == '\0')
      return False;
   for (; *s >= '0' && *s <= '9' && n < (1ULL << 60); s++)
      n = 10 * n + (*s - '0');
   *to = n;
   return *s == '\0';
}

/* Instructions, or seconds: "10000000", "2s". */
static Bool parse_period ( const HChar* s, struct sp_period* to )
{
   HChar digits[20];
   SizeT len = VG_(strlen)(s);
   Bool in_seconds = len > 0 && s[len - 1] == 's';
   ULong n;
   len -= in_seconds;
   if (len >= sizeof digits)
      return False;
   VG_(memcpy)(digits, s, len);
   digits[len] = '\0';
   if (!parse_number(digits, &n) || (in_seconds && n > 1000000000))
      return False;
   *to = (struct sp_period){ in_seconds ? 0 : n,
                             in_seconds ? n * 1000000000 : 0 };
   return True;
}

static Bool parse_descriptor ( const HChar* s, Int* to )
{
   ULong n;
   if (!parse_number(s, &n) || n > 0x7fffffff)
      return False;
   *to = n;
   return True;
}

/* value is "first|second"; *to becomes whether s is the second. */
static Bool parse_choice ( const HChar* s, const HChar* value, Bool* to )
{
   const HChar* second = VG_(strchr)(value, '|') + 1;
   SizeT first_len = second - 1 - value;
   *to = VG_STREQ(s, second);
   return *to || (VG_(strlen)(s) == first_len
                  && VG_(strncmp)(s, value, first_len) == 0);
}

/* *to becomes the index of s among the words of value. */
static Bool parse_one_of ( const HChar* s, const HChar* value, UInt* to )
{
   SizeT len = VG_(strlen)(s);
   for (UInt i = 0; value != NULL; i++) {
      const HChar* end = VG_(strchr)(value, '|');
      SizeT word = end != NULL ? end - value : VG_(strlen)(value);
      if (word == len && VG_(strncmp)(s, value, len) == 0) {
         *to = i;
         return True;
      }
      value = end != NULL ? end + 1 : NULL;
   }
   return False;
}

static Bool parse_set ( const HChar* s, UInt* to )
{
   const HChar* names = to == &SP_(opt).leak_heuristics ? SP_HEURISTIC_NAMES
                                                        : SP_LOSS_NAMES;
   return VG_(parse_enum_set)(names, True, s, to);
}

/* Hexadecimal, as Memcheck's. */
static Bool parse_byte ( const HChar* s, Int* to )
{
   HChar* end;
   Long n = VG_(strtoll16)(s, &end);
   *to = n;
   return *s != '\0' && *end == '\0' && n >= 0 && n <= 0xff;
}

static Bool parse ( const struct option* o, const HChar* s )
{
   switch (o->kind) {
      case BOOLEAN:    return parse_yes_no(s, o->to);
      case NUMBER:     return parse_number(s, o->to);
      case DESCRIPTOR: return parse_descriptor(s, o->to);
      case CHOICE:     return parse_choice(s, o->value, o->to);
      case ONE_OF:     return parse_one_of(s, o->value, o->to);
      case SET:        return parse_set(s, o->to);
      case BYTE:       return parse_byte(s, o->to);
      case PERIOD:     return parse_period(s, o->to);
      case TEXT:
         *(const HChar**)o->to = s;
         return *s != '\0';
      case GLOB:
         VG_(addToXA)(*(XArray**)o->to, &s);
         return *s != '\0';
   }
   return False;
}

Bool SP_(options_process)(const HChar* arg)
{
   for (UInt i = 0; i < N_OPTIONS; i++) {
      SizeT len = VG_(strlen)(options[i].name);
      if (VG_(strncmp)(arg, options[i].name, len) != 0 || arg[len] != '=')
         continue;
      if (!parse(&options[i], arg + len + 1))
         VG_(fmsg_bad_option)(arg, "the value should be %s\n",
                              options[i].value ? options[i].value : "<text>");
      return True;
   }
   return VG_(replacement_malloc_process_cmd_line_option)(arg);
}

void SP_(options_usage)(void)
{
   for (UInt i = 0; i < N_OPTIONS; i++) {
      const struct option* o = &options[i];
      if (o->help != NULL)
         VG_(printf)("    %s=%s\n        %s [%s]\n",
                     o->name, o->value, o->help, o->dflt);
   }
}

void SP_(options_debug_usage)(void)
{
   VG_(printf)("    (none)\n");
}
