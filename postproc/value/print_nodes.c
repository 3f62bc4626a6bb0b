/* Containers whose elements lie in nodes of their own; see print.h. */
#include "value/print.h"
#include <assert.h>

bool nodes_begin(struct printer *p, struct nodes *n, const struct type *element, uint64_t links,
		 uint64_t count)
{
	uint64_t size, most = p->j->d->limits.elements;

	if (!element || !type_bytes(p->j, element, &size) || size > UINT32_MAX)
		return false;
	most = most < p->j->nodes ? most : p->j->nodes;
	most = most < count ? most : count;
	*n = (struct nodes){ .element = element, .value = aligned_to(element, links), .most = most,
			     .node = arena_array(p->j->d->arena, most, sizeof *n->node) };
	n->bytes = n->value + size;
	return true;
}

void nodes_note(struct nodes *n, uint64_t node)
{
	if (n->found < n->most)
		n->node[n->found++] = node;
}

void nodes_show(struct printer *p, const struct nodes *n, uint64_t count)
{
	struct value *child;
	size_t shown = begin_elements(p->j, p->out, count, &child);

	assert(n->found >= shown);
	for (size_t i = 0; i < shown; i++)
		print_element(p, &child[i], n->element, n->node[i] + n->value);
}

/* Of what is shown every node is there, and the chain ends where the count does.  Cycles need no
 * care: the count bounds the way. */
static bool walk(struct printer *p, struct nodes *n, const struct node_chain *c)
{
	uint64_t node = c->first, limit = p->j->d->limits.elements;

	for (uint64_t i = 0; i < c->count && i < limit; i++) {
		if (node == c->end)
			return false;
		nodes_note(n, node);
		if (!c->next(p, n, c->container, &node))
			return false;
	}
	return (node == c->end) == (c->count <= limit);
}

bool nodes_show_chain(struct printer *p, struct nodes *n, const struct node_chain *c)
{
	if (!walk(p, n, c))
		return not_constructed(p);
	nodes_show(p, n, c->count);
	return summarise(p, "std::%s with %llu element%s", p->name, (unsigned long long)c->count,
			 c->count == 1 ? "" : "s");
}
