/* Sets of ranges; see spans.h. */
#include "run/spans.h"

#include <stdlib.h>

#include "base/mem.h"

static struct span *find(const struct spans *s, uint64_t first, uint64_t last)
{
	struct tree_node *n = tree_floor(&s->tree, first);

	if (n && ((struct span *)n)->last >= first)
		return (struct span *)n;
	n = tree_above(&s->tree, first);
	return n && n->key <= last ? (struct span *)n : NULL;
}

const struct span *spans_find(const struct spans *s, uint64_t first, uint64_t last)
{
	return find(s, first, last);
}

static void insert(struct spans *s, uint64_t first, uint64_t last)
{
	struct span *span = mem_alloc(sizeof *span);

	span->node.key = first;
	span->last = last;
	tree_insert(&s->tree, &span->node);
}

void spans_remove(struct spans *s, uint64_t first, uint64_t last)
{
	struct span *span;

	while ((span = find(s, first, last))) {
		uint64_t from = span->node.key, to = span->last;
		free(tree_remove(&s->tree, from));
		if (from < first)
			insert(s, from, first - 1);
		if (to > last)
			insert(s, last + 1, to);
	}
}

/* What it overlaps, or touches, becomes part of it. */
void spans_add(struct spans *s, uint64_t first, uint64_t last)
{
	struct span *span;

	while ((span = find(s, first ? first - 1 : 0, last < UINT64_MAX ? last + 1 : last))) {
		first = span->node.key < first ? span->node.key : first;
		last = span->last > last ? span->last : last;
		free(tree_remove(&s->tree, span->node.key));
	}
	insert(s, first, last);
}

void spans_free(struct spans *s)
{
	struct tree_node *n;

	while ((n = tree_first(&s->tree)))
		free(tree_remove(&s->tree, n->key));
}
