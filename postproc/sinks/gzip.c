/* A gzip file; see gzip.h. */
#include "sinks/gzip.h"

#include <stdlib.h>
#include <zlib.h>

#include "base/mem.h"

/* zlib's window is 2^15 bytes; 16 more says that a header and checksum of gzip are wanted.  The
 * fastest level makes files that are a quarter larger, in a third of the time. */
enum { ROOM = 1 << 16, WINDOW = 15 + 16, LEVEL = Z_BEST_SPEED, MEMORY = 8 };

struct gzip { FILE *out; z_stream z; unsigned char room[ROOM]; };

static void *take(void *ctx, unsigned n, unsigned each)
{
	(void)ctx;
	return mem_grow(NULL, n, each);
}

static void give_back(void *ctx, void *p)
{
	(void)ctx;
	free(p);
}

struct gzip *gzip_open(FILE *out)
{
	struct gzip *g = mem_alloc(sizeof *g);

	g->out = out;
	g->z.zalloc = take;
	g->z.zfree = give_back;
	deflateInit2(&g->z, LEVEL, Z_DEFLATED, WINDOW, MEMORY, Z_DEFAULT_STRATEGY);
	return g;
}

static void deflate_all(struct gzip *g, int flush)
{
	do {
		g->z.next_out = g->room;
		g->z.avail_out = ROOM;
		deflate(&g->z, flush);
		fwrite(g->room, 1, ROOM - g->z.avail_out, g->out);
	} while (g->z.avail_out == 0);
}

void gzip_write(struct gzip *g, const void *p, size_t len)
{
	const unsigned char *at = p;

	while (len > 0) {
		unsigned n = len < ROOM ? (unsigned)len : ROOM;
		g->z.next_in = (unsigned char *)at;
		g->z.avail_in = n;
		deflate_all(g, Z_NO_FLUSH);
		at += n;
		len -= n;
	}
}

void gzip_close(struct gzip *g)
{
	deflate_all(g, Z_FINISH);
	deflateEnd(&g->z);
	free(g);
}
