/* Where things are; see places.h. */
#include "command/places.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/message.h"
#include "command/words.h"

char *places_in(const char *folder, const char *name)
{
	char *path = mem_alloc(strlen(folder) + strlen(name) + 2);

	sprintf(path, "%s/%s", folder, name);
	return path;
}

const char *places_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The folder that ours is in: PREFIX of PREFIX/bin/spp-run. */
static bool find_prefix(struct places *p)
{
	char self[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
	char *slash;

	for (int i = 0; i < 2; i++) {
		if (len <= 0 || !(slash = memrchr(self, '/', (size_t)len))) {
			message_warn("cannot tell where spp-run itself is (is /proc there?)");
			return false;
		}
		len = slash - self;
	}
	self[len] = '\0';
	p->prefix = mem_strdup(self);
	return true;
}

/* The Valgrind beside us, if it is one that has the tool; else the one we were built with. */
static void find_valgrind(struct places *p)
{
	p->recorder = places_in(p->prefix, "libexec/valgrind/" SPP_TOOL);
	if (access(p->recorder, R_OK) == 0) {
		p->valgrind = places_in(p->prefix, "bin/valgrind");
		return;
	}
	free(p->recorder);
	p->recorder = NULL;
	p->valgrind = mem_strdup(SPP_VALGRIND);
}

static bool make_folder(struct places *p)
{
	const char *tmp = getenv("TMPDIR");

	p->folder = places_in(tmp && *tmp ? tmp : "/tmp", "spp-run.XXXXXX");
	if (mkdtemp(p->folder))
		return true;
	message_warn("%s: %s", p->folder, strerror(errno));
	free(p->folder);
	p->folder = NULL;
	return false;
}

bool places_find(struct places *p)
{
	*p = (struct places){ 0 };
	if (!find_prefix(p))
		return false;
	find_valgrind(p);
	p->spp_post = places_in(p->prefix, "bin/spp-post");
	return make_folder(p);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
	(void)st;
	(void)type;
	(void)where;
	remove(path);
	return 0;
}

enum { OPEN_MAX_OF_WALK = 16 };

void places_free(struct places *p)
{
	if (p->folder)
		nftw(p->folder, remove_one, OPEN_MAX_OF_WALK, FTW_DEPTH | FTW_PHYS);
	free(p->prefix);
	free(p->valgrind);
	free(p->recorder);
	free(p->spp_post);
	free(p->folder);
}

int file_open_new(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	if (fd < 0)
		message_warn("%s: %s", path, strerror(errno));
	return fd;
}

static bool write_all(int fd, const char *p, ssize_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, p, (size_t)len);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			p += n;
			len -= n;
		}
	}
	return true;
}

bool file_copy(int from, int to)
{
	char piece[65536];
	ssize_t n;

	while ((n = read(from, piece, sizeof piece)) != 0)
		if ((n < 0 && errno != EINTR) || (n > 0 && !write_all(to, piece, n)))
			return false;
	return true;
}
