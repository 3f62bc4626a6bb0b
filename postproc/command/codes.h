/* The exit codes of spp-run; docs/spp-run.md. */
#ifndef COMMAND_CODES_H
#define COMMAND_CODES_H

enum {
	CODE_DONE = 0,
	CODE_PROGRAM = 1,                            /* ended by a signal, or with a code not 0 */
	CODE_USAGE = 2,                              /* or a file that cannot be read or written */
	CODE_COMPILE = 3,
	CODE_LIMIT = 4,
	CODE_TOOL = 5,                               /* compiler or recorder: missing, or failed */
	CODE_STOPPED = 128,                          /* and the signal that we were sent */
};
#endif
