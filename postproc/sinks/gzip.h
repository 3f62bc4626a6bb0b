/* Writes a gzip file, with zlib. */
#ifndef SINKS_GZIP_H
#define SINKS_GZIP_H
#include <stddef.h>
#include <stdio.h>

struct gzip;

struct gzip *gzip_open(FILE *out);                           /* out stays the caller's */
void gzip_write(struct gzip *g, const void *p, size_t len);
void gzip_close(struct gzip *g);                             /* writes the end */
#endif
