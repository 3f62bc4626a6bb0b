/* The program behind the run: its objects' debug information, and memory as the program had it. */
#ifndef TRACE_PROGRAM_H
#define TRACE_PROGRAM_H
#include "base/arena.h"
#include "debug/locate.h"
#include "run/run.h"
#include "trace/place.h"

struct program;
struct kept;
struct layouts;
struct owners;
struct refs;
struct changes;

/* object_dir: where objects are looked for first, by their file's name; NULL: nowhere. */
struct program *program_new(struct run *run, const char *object_dir);
/* What debug information says of a site; made once, owned by the program. */
const struct place *program_place(struct program *p, struct run_site *site);
/* The place of a run-time address in a frame that called there, and whose last step was at site;
 * NULL: no debug information there.  Owned by the program. */
const struct place *program_place_at(struct program *p, uint64_t ip, struct run_site *site,
				     uint64_t *bias);
/* Debug information of a loaded object, opened when first asked for; NULL: none, said once. */
struct object *program_object(struct program *p, struct run_object *o);
bool program_is_traced(struct program *p, uint64_t ip);      /* code that is not the system's */
/* What a struct or union that is only declared is in another loaded object, as gdb looks for it: now
 * there may be another than before.  NULL: in none. */
const struct type *program_complete_type(struct program *p, const struct type *declared);
/* The bias with which a global of o is to be looked up: mostly o's own. */
uint64_t program_data_bias(struct program *p, const struct run_object *o, const struct variable *v);
struct memory program_memory(struct program *p);
/* How far memory may go from addr on, as struct decoder's room; ctx is the program. */
uint64_t program_room(void *ctx, uint64_t addr);
/* "f" or "f+0x4" of a code address, in arena a; NULL: unknown.  ctx is the program. */
const char *program_code_name(void *ctx, uint64_t ip, struct arena *a);
/* The class that the function at a code address is a member of; NULL: none.  ctx is the program. */
const struct type *program_code_class(void *ctx, uint64_t ip);
/* Values of the program's that outlive their step, and what is known of its classes. */
struct kept *program_kept(struct program *p);
struct layouts *program_layouts(struct program *p);
/* Which blocks are containers' elements. */
struct owners *program_owners(struct program *p);
struct refs *program_refs(struct program *p);
struct changes *program_changes(struct program *p);
/* Of the thread-local storage of an object that the run knows by that id; 0: unknown. */
uint64_t program_tls_size(struct program *p, uint64_t object_id);
void program_free(struct program *p);
#endif
