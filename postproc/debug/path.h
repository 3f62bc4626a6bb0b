/* Source paths, as text: nothing here looks at the file system. */
#ifndef DEBUG_PATH_H
#define DEBUG_PATH_H

/* name below dir (dir may be NULL; an absolute name stands alone), with "//", "." and ".."
 * resolved.  free() it. */
char *path_join(const char *dir, const char *name);
#endif
