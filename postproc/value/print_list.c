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
	uint64_t next, back;                     /* where in a node its links are; NO_LINK: nowhere */
	uint64_t value;                          /* of the element in a node */
	uint64_t bytes;                          /* that a node has at least */
};

/* The node after `node`; false: there is no such node. */
static bool step(struct printer *p, const struct chain *c, uint64_t node, uint64_t *next)
{
	uint64_t back;

	if (!read_word(p, node + c->next, next))
		return false;
	if (*next != c->end && !has_room(p, *next, c->bytes))
		return false;
	return c->back == NO_LINK || (read_word(p, *next + c->back, &back) && back == node);
}

/* Counts nodes up to `most`; *whole: the end was reached.  Of a singly linked list's nodes none
 * tells that it was met before, so that one is kept, at growing distances, to meet again. */
static bool walk(struct printer *p, const struct chain *c, uint64_t head, uint64_t most,
		 uint64_t *count, bool *whole)
{
	uint64_t node = head, kept = head, next_kept = 1;

	for (*count = 0; ; ++*count) {
		if (!step(p, c, node, &node))
			return false;
		*whole = node == c->end;
		if (*whole || *count == most)
			return true;
		if (node == kept)
			return false;
		if (*count == next_kept) {
			kept = node;
			next_kept *= 2;
		}
	}
}

static bool put_nodes(struct printer *p, const struct chain *c, const struct type *element,
		      uint64_t head, uint64_t count)
{
	struct value *child;
	uint64_t node = head;
	size_t shown = begin_elements(p->j, p->out, count, &child);

	for (size_t i = 0; i < shown; i++) {
		read_word(p, node + c->next, &node);
		print_element(p, &child[i], element, node + c->value);
	}
	return true;
}

static uint64_t first_few(const struct printer *p, uint64_t count)
{
	uint64_t most = p->j->d->limits.elements;

	return count < most ? count : most;
}

static bool set_element(struct printer *p, struct chain *c, const struct type *element,
			uint64_t links)
{
	uint64_t size;

	if (!element || !type_bytes(p->j, element, &size) || size > UINT32_MAX)
		return false;
	c->value = aligned_to(element, links);
	c->bytes = c->value + size;
	return true;
}

/* count: NULL if the list does not tell. */
static bool show_list(struct printer *p, const struct chain *c, const struct type *element,
		      const uint64_t *count)
{
	uint64_t walked;
	bool whole;

	if (!walk(p, c, c->end, count ? first_few(p, *count) : WALK_MAX, &walked, &whole) ||
	    (count && (whole ? walked != *count : walked == *count)))
		return not_constructed(p);
	put_nodes(p, c, element, c->end, count ? *count : walked);
	if (!count && !whole)
		p->out->cut = VALUE_CUT_UNKNOWN;
	return summarise(p, "std::list of length %llu%s",
			 (unsigned long long)(count ? *count : walked),
			 count || whole ? "" : " or more");
}

bool print_list(struct printer *p)
{
	const struct type *element = element_type(p->type, 0);
	struct chain c = { .next = 0, .back = WORD };
	struct part head;
	uint64_t count;

	if (!printer_part(p, "_M_impl._M_node", &head) ||
	    !set_element(p, &c, element, 2 * WORD))
		return false;
	c.end = head.addr;
	bool is_told = printer_number(p, "_M_impl._M_node._M_size", &count) ||
		       printer_number(p, "_M_impl._M_node._M_data", &count);
	return show_list(p, &c, element, is_told ? &count : NULL);
}

bool libcxx_list(struct printer *p)
{
	const struct type *element = element_type(p->type, 0);
	struct chain c = { .next = WORD, .back = 0 };
	struct part head;
	uint64_t count;

	if (!printer_part(p, "__end_", &head) || !set_element(p, &c, element, 2 * WORD) ||
	    (!printer_number(p, "__size_alloc_.__value_", &count) &&
	     !printer_number(p, "__size_", &count)))
		return false;
	c.end = head.addr;
	return show_list(p, &c, element, &count);
}

bool print_forward_list(struct printer *p)
{
	const struct type *element = element_type(p->type, 0);
	struct chain c = { .end = 0, .next = 0, .back = NO_LINK };
	struct part head;
	uint64_t count;
	bool whole;

	if ((!printer_part(p, "_M_impl._M_head._M_next", &head) &&
	     !printer_part(p, "__before_begin_.__value_.__next_", &head) &&
	     !printer_part(p, "__before_begin_.__next_", &head)) ||
	    !set_element(p, &c, element, WORD))
		return false;
	if (!walk(p, &c, head.addr, WALK_MAX, &count, &whole))
		return not_constructed(p);
	put_nodes(p, &c, element, head.addr, count);
	if (!whole)
		p->out->cut = VALUE_CUT_UNKNOWN;
	return summarise(p, "std::forward_list of length %llu%s", (unsigned long long)count,
			 whole ? "" : " or more");
}
