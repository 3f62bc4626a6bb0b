/* How the program ended; see cause.h. */
#include "trace/cause.h"

#include <inttypes.h>
#include <signal.h>
#include <string.h>

#include "trace/uncaught.h"

enum { SAID_MAX = 1000 };

/* What leads to these on x86-64, when an instruction of the program's is at fault. */
static const char *plain_words(uint64_t signo)
{
	switch (signo) {
	case SIGSEGV: return ": it used an address where it has no memory, or none that it may change.";
	case SIGBUS:  return ": it used an address that memory cannot have.";
	case SIGFPE:  return ": it divided an integer by zero, or the quotient is too large.";
	case SIGILL:  return ": it came to code that is no instruction, as compilers put where a "
			     "function may not come.";
	}
	return ".";
}

static bool is_at_fault(const struct run *run)
{
	const struct run_thread *t = run->thread;

	return t && t->frame[t->n - 1].at;
}

static const char *said_from(const struct run *run, size_t from, struct arena *a)
{
	const struct buf *err = &run->out[2];
	size_t len = err->len > from ? err->len - from : 0;

	if (len > SAID_MAX)
		len = SAID_MAX;
	while (len && strchr("\n ", err->data[from + len - 1]))
		len--;
	return len ? arena_strndup(a, err->data + from, len) : "";
}

const char *cause_of_signal(struct program *p, struct run *run, size_t err_from, struct arena *a)
{
	uint64_t code = run->end.code;
	int n = code < 65 ? (int)code : 0;
	const char *name = sigabbrev_np(n), *words = sigdescr_np(n), *uncaught;
	const char *said = said_from(run, err_from, a);

	if (!name)
		return arena_printf(a, "The program was ended by signal %" PRIu64 ".", code);
	uncaught = code == SIGABRT ? uncaught_words(p, run, said, a) : NULL;
	if (uncaught)
		return uncaught;
	if (strstr(said, "pure virtual method called"))
		return "A pure virtual function was called: its object is still being made, or being destroyed.";
	if (strstr(said, "without an active exception"))
		return "std::terminate was called without an exception, as for a std::thread that is "
		       "destroyed before it is joined.";
	if (code == SIGABRT && *said)
		return arena_printf(a, "The program was ended by SIG%s (%s): %s", name, words, said);
	return arena_printf(a, "The program was ended by SIG%s (%s)%s", name, words,
			    is_at_fault(run) ? plain_words(code) : ".");
}

const char *cause_of_exit(uint64_t code, struct arena *a)
{
	return code ? arena_printf(a, "The program ended with exit code %" PRIu64 ".", code) : NULL;
}
