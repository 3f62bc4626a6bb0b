/* Frames of heap sites; see heap_frames.h.
 *
 * The path knows addresses, the profile's nodes know functions.  What was inlined is a node, but
 * made no call: it has the address of the call that was made in it. */
#include "trace/heap_frames.h"

#include <inttypes.h>

struct heap_walk heap_walk_from(const struct heap_site *site)
{
	return (struct heap_walk){ site->path, site->node };
}

static const struct profile_node *process_of(const struct profile_node *n)
{
	while (n && !n->function->is_process)
		n = n->parent;
	return n;
}

bool heap_walk_next(struct heap_walk *w, struct heap_frame *frame)
{
	const struct profile_node *n = w->node;

	if (n && n->parent && n->parent->function->is_process)
		n = n->parent;
	if (n && n->function->is_process) {
		*frame = (struct heap_frame){ .function = n->function };
		w->node = NULL;
		return true;
	}
	if (!n || !n->parent)
		return false;
	*frame = (struct heap_frame){ n->parent->function, n->call, w->path ? w->path->from : 0 };
	w->node = strcmp(frame->function->name, "main") ? n->parent : process_of(n);
	if (w->path && !n->parent->is_inlined)
		w->path = w->path->parent;
	return true;
}

/* In the formats a line ends a name. */
static void put_name(struct buf *to, const char *name)
{
	for (; *name; name++)
		buf_add(to, (unsigned char)*name < ' ' ? "?" : name, 1);
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

void heap_frame_put(struct buf *to, const struct heap_frame *frame)
{
	if (!frame->function->is_process)
		buf_printf(to, "0x%" PRIX64 ": ", frame->addr);
	heap_frame_put_place(to, frame);
}

void heap_frame_put_place(struct buf *to, const struct heap_frame *frame)
{
	const char *object = frame->function->object ? frame->function->object->path : "";

	put_name(to, frame->function->name);
	if (frame->at.file) {
		buf_puts(to, " (");
		put_name(to, last_part(frame->at.file));
		buf_printf(to, ":%u)", frame->at.line);
	} else if (object[0]) {
		buf_puts(to, " (in ");
		put_name(to, object);
		buf_puts(to, ")");
	}
}
