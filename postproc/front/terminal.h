/* What standard output is: a terminal of some width, that may want colours. */
#ifndef FRONT_TERMINAL_H
#define FRONT_TERMINAL_H
#include "sinks/sink.h"

/* Colours are for terminals only, and not where NO_COLOR (https://no-color.org) is set. */
void terminal_ask(struct sink_options *look);
#endif
