/* One record of a stream, decoded: differences resolved, strings pointing into the block.
 * Field meanings are those of docs/stream-format.md. */
#ifndef STREAM_RECORD_H
#define STREAM_RECORD_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "../sppgrind/sp_stream_format.h"

struct text { const char *at; size_t len; };         /* not NUL-terminated */
struct bytes { const uint8_t *at; size_t len; };

enum { RECORD_RANGES_MAX = 64, RECORD_REGS_MAX = 32 };

struct record_process { uint64_t pid; struct text version, executable, directory; uint64_t n_args, flags; struct bytes args; };
struct record_range   { uint64_t start, len, protection; };
struct record_object  {
	uint64_t id, flags, bias;
	struct text path, build_id;
	size_t n_ranges;                             /* further ones are dropped */
	struct record_range range[RECORD_RANGES_MAX];
};
struct record_site    { uint64_t id, object, addr, flags; };
struct record_arc     { uint64_t id, from, to; };
/* since: instructions since the record before of these three kinds; 0 where not timed. */
struct record_call    { uint64_t arc; int64_t cfa_difference; bool is_timed; int64_t since; };
struct record_signal  { uint64_t signo, interrupted, cfa; bool is_timed; int64_t since; };
struct record_return  { uint64_t frames; bool is_timed; int64_t since, rest; };   /* rest: of the others */
struct record_reg     { uint64_t number; int64_t difference; };
struct record_regs    { size_t n; struct record_reg reg[RECORD_REGS_MAX]; };
struct record_step    { uint64_t site; };
struct record_memory  { uint64_t class, addr; struct bytes bytes; };
struct record_vbits   { uint64_t addr; struct bytes bits; };   /* 1: undefined */
struct record_alloc   { uint64_t addr, size, kind, alignment; };
struct record_free    { uint64_t addr, kind; };
struct record_realloc { uint64_t from, to, size; };
struct record_range_only { uint64_t addr, len; };
struct record_tls     { uint64_t thread, object, addr; };
struct record_error   { uint64_t kind, addr, size, ip; struct text message, description; };
struct record_context { uint64_t id, parent, arc; };           /* parent 0: arc is a thread's id */
struct record_calls   { uint64_t context, arc, to, n; };
struct record_code    { uint64_t id, object, addr; struct bytes items; };
struct record_cost    { uint64_t context, code; struct bytes counts; };
struct record_moment  { uint64_t context, instructions, nanoseconds; };
struct record_accesses { uint64_t addr, reads, writes; struct bytes times; };
struct record_io      { uint64_t fd; struct bytes bytes; };
struct record_end     { uint64_t reason, code, steps, allocs, frees, bytes; };

struct record {
	uint8_t tag;                                 /* enum sp_record_tag; unknown ones: payload only */
	uint64_t offset;                             /* of the tag, in the stream */
	union {
		struct record_process process;
		struct record_object object;
		struct record_site site;
		uint64_t number;                     /* UNLOAD THREAD START EXIT RETURN PAUSE LIMIT FORK */
		struct record_arc arc;
		struct record_call call;
		struct record_signal signal;
		struct record_return ret;
		struct record_regs regs;
		struct record_step step;
		struct record_memory memory;
		struct record_alloc alloc;
		struct record_free free;
		struct record_realloc realloc;
		struct record_range_only range;      /* UNMAP UNDEFINED NOACCESS */
		struct record_vbits vbits;
		struct record_error error;
		struct record_io io;
		struct text path;                    /* EXEC */
		struct record_end end;
		struct record_tls tls;
		struct record_context context;
		struct record_calls calls;
		struct record_code code;
		struct record_cost cost;
		struct record_moment moment;
		struct record_accesses accesses;
		struct bytes unknown;
	} u;
};

const char *record_name(uint8_t tag);                /* "STEP", ...; NULL: unknown */
/* Steps through the arguments of a PROCESS record: false at the end.  Zero-initialise *arg. */
struct record_arg { size_t at; uint64_t n; struct text text; };
int record_next_arg(const struct record_process *p, struct record_arg *arg);
/* Takes the next item of CODE's: false at the end.  ends_piece: nothing else is set. */
struct record_item { bool ends_piece; uint64_t len, loads, stores; };
bool record_next_item(struct bytes *items, struct record_item *item);
/* The next count of COST's, or number of ACCESSES'. */
bool record_next_count(struct bytes *counts, uint64_t *n);
#endif
