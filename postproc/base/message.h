/* What a program says on standard error: "<its name>: <text>", one line each. */
#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

/* Who speaks, if not spp-post.  name stays the caller's. */
void message_speaker(const char *name);
void message_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* The same text is said once per run, however often it is asked for. */
void message_once(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
#endif
