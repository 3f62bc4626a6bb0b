/* What spp-post says on standard error: "spp-post: <text>", one line each. */
#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

void message_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* The same text is said once per run, however often it is asked for. */
void message_once(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
#endif
