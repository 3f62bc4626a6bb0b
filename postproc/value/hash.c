/* What a value shows, as a number, so that it can be compared without being kept. */
#include <string.h>

#include "value/value.h"

static uint64_t mix(uint64_t hash, uint64_t n)
{
	hash = (hash ^ n) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 29;
}

static uint64_t mix_text(uint64_t hash, const char *s)
{
	uint64_t word = 0;
	size_t n = 0;

	for (; s && *s; s++) {
		word = word << 8 | (unsigned char)*s;
		if (++n % sizeof word == 0)
			hash = mix(hash, word);
	}
	return mix(mix(hash, word), s ? n + 1 : 0);
}

/* Depth is bounded by the decoder's limits. */
static uint64_t mix_value(uint64_t hash, const struct value *v)
{
	const struct value *referred = value_referred(v);

	hash = mix(hash, (uint64_t)v->kind);
	hash = mix(mix(hash, (uint64_t)v->i), (uint64_t)(v->i >> 64));
	hash = mix(mix(hash, v->cut), v->string_cut);
	if (v->text)
		hash = mix_text(hash, v->text);
	if (v->string)
		hash = mix_text(hash, v->string);
	if (v->summary)
		hash = mix_text(hash, v->summary);
	if (referred)
		hash = mix_value(hash, referred);
	for (size_t i = 0; i < v->n_children; i++)
		hash = mix_value(hash, &v->child[i]);
	return mix(hash, v->n_children);
}

uint64_t value_hash(const struct value *v)
{
	uint64_t hash = v->kept ? v->kept->hash : 0;

	if (!hash)
		hash = mix_value(0, v) | 1;
	if (v->kept)
		v->kept->hash = hash;
	return hash;
}
