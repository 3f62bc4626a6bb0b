/* Input that is read twice: what cannot be rewound, a pipe, goes to a temporary file first. */
#ifndef FRONT_AGAIN_H
#define FRONT_AGAIN_H
#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

struct again { FILE *in, *copy; off_t start; };

/* to->in is to be read; in stays the caller's.  False: no room for a copy, errno says why. */
bool again_open(struct again *to, FILE *in);
void again_rewind(struct again *a);
void again_close(struct again *a);
#endif
