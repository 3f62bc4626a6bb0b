/* Lists: nodes that lead from one to the next.
 *
 * The nodes are walked before any is shown: a list whose links do not come back to its end, or
 * that has not as many nodes as it says, is not constructed.  The walk is bounded: beyond the
 * elements that are shown a list is believed. */
#include "value/print.h"

enum { WALK_MAX = 1 << 16 };             /* nodes of a list that does not tell its length */

#define NO_LINK UINT64_MAX

struct chain {
	uint64_t end;                            /* what the last node's link holds */
	uint64_t next, back;                     /* where a node has its links; NO_LINK: nowhere */
};

/* The node after `node`; false: there is no such node. */
static bool step(struct printer *p, const struct nodes *n, const struct chain *c, uint64_t node,
		 uint64_t *next)
{
	uint64_t back;

	if (!read_word(p, node + c->next, next))
		return false;
	if (*next != c->end && !has_room(p, *next, n->bytes))
		return false;
	return c->back == NO_LINK || (read_word(p, *next + c->back, &back) && back == node);
}

/* Counts nodes up to `most`; *whole: the end was reached.  Of a singly linked list's nodes none
 * tells that it was met before, so that one is kept, at growing distances, to meet again. */
static bool walk(struct printer *p, struct nodes *n, const struct chain *c, uint64_t head,
		 uint64_t most, uint64_t *count, bool *whole)
{
	uint64_t node = head, kept = head, next_kept = 1;

	for (*count = 0; ; ++*count) {
		if (!step(p, n, c, node, &node))
			return false;
		*whole = node == c->end;
		if (*whole || *count == most)
			return true;
		if (node == kept)
			return false;
		nodes_note(n, node);
		if (*count == next_kept) {
			kept = node;
			next_kept *= 2;
		}
	}
}

static uint64_t first_few(const struct printer *p, uint64_t count)
{
	uint64_t most = p->j->d->limits.elements;

	return count < most ? count : most;
}

/* count: NULL if the list does not tell. */
static bool show_list(struct printer *p, const struct chain *c, const struct type *element,
		      const uint64_t *count)
{
	struct nodes n;
	uint64_t walked;
	bool whole;

	if (!nodes_begin(p, &n, element, 2 * WORD, count ? *count : WALK_MAX))
		return false;
	if (!walk(p, &n, c, c->end, count ? first_few(p, *count) : WALK_MAX, &walked, &whole) ||
	    (count && (whole ? walked != *count : walked == *count)))
		return not_constructed(p);
	nodes_show(p, &n, count ? *count : walked);
	if (!count && !whole)
		p->out->cut = VALUE_CUT_UNKNOWN;
	return summarise(p, "std::list of length %llu%s",
			 (unsigned long long)(count ? *count : walked),
			 count || whole ? "" : " or more");
}

bool print_list(struct printer *p)
{
	struct chain c = { .next = 0, .back = WORD };
	struct part head;
	uint64_t count;

	if (!printer_part(p, "_M_impl._M_node", &head))
		return false;
	c.end = head.addr;
	bool is_told = printer_number(p, "_M_impl._M_node._M_size", &count) ||
		       printer_number(p, "_M_impl._M_node._M_data", &count);
	return show_list(p, &c, element_type(p->type, 0), is_told ? &count : NULL);
}

bool libcxx_list(struct printer *p)
{
	struct chain c = { .next = WORD, .back = 0 };
	struct part head;
	uint64_t count;

	if (!printer_part(p, "__end_", &head) ||
	    (!printer_number(p, "__size_alloc_.__value_", &count) &&
	     !printer_number(p, "__size_", &count)))
		return false;
	c.end = head.addr;
	return show_list(p, &c, element_type(p->type, 0), &count);
}

bool print_forward_list(struct printer *p)
{
	struct nodes n;
	struct chain c = { .end = 0, .next = 0, .back = NO_LINK };
	struct part head;
	uint64_t count;
	bool whole;

	if ((!printer_part(p, "_M_impl._M_head._M_next", &head) &&
	     !printer_part(p, "__before_begin_.__value_.__next_", &head) &&
	     !printer_part(p, "__before_begin_.__next_", &head)) ||
	    !nodes_begin(p, &n, element_type(p->type, 0), WORD, WALK_MAX))
		return false;
	if (!walk(p, &n, &c, head.addr, WALK_MAX, &count, &whole))
		return not_constructed(p);
	nodes_show(p, &n, count);
	if (!whole)
		p->out->cut = VALUE_CUT_UNKNOWN;
	return summarise(p, "std::forward_list of length %llu%s", (unsigned long long)count,
			 whole ? "" : " or more");
}
