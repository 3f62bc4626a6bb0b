/* Structures that the program only declares: complete in a library linked at start, in another of
 * its units, or in a library loaded later.
 * library: shapes
 * library: late
 * link: shapes
 * args: {folder}/liblate.so
 * watch: drawing notes later made shapes.c::last late.c::lates */
#include <dlfcn.h>
#include <stdio.h>
#include "opaque.h"
static struct drawing *drawing;
static struct notes *notes;
static struct later *later;

int main(int argc, char **argv)
{
	struct drawing *made = drawing_new(3);

	(void)argc;
	drawing = drawing_new(7);
	drawing_link(drawing, made);            /* stop */
	notes = notes_new("first");
	notes_add(notes, 5);                    /* stop */
	void *library = dlopen(argv[1], RTLD_NOW);
	struct later *(*make)(int) = (struct later *(*)(int))dlsym(library, "later_new");
	later = make(4);
	notes_add(notes, 6);                    /* stop */
	printf("%d\n", notes_sum(notes));       /* stop */
	return 0;
}
