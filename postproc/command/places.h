/* Where things are: the other programs, and the temporary folder of this run. */
#ifndef COMMAND_PLACES_H
#define COMMAND_PLACES_H
#include <stdbool.h>
#include <stdio.h>

struct places {
	char *prefix;                                /* what our bin/ is in */
	char *valgrind, *spp_post, *recorder;        /* recorder: the tool itself; NULL: not known where */
	char *folder;
};

/* False: after a message. */
bool places_find(struct places *p);
char *places_in(const char *folder, const char *name);       /* free() it */
const char *places_base(const char *path);                   /* without its folder */
/* Removes the folder and all that is in it. */
void places_free(struct places *p);

int  file_open_new(const char *path);                /* to write and read; -1: after a message */
bool file_copy(int from, int to);                    /* false: errno says why */
#endif
