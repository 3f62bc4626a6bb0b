/* Threads and their call stacks, as run.c keeps them. */
#ifndef RUN_STACK_H
#define RUN_STACK_H
#include "run/run.h"

void stack_switch(struct run *r, uint64_t tid);
void stack_start(struct run *r, uint64_t tid);
void stack_exit(struct run *r, uint64_t tid);
void stack_arc(struct run *r, const struct record_arc *rec);
void stack_call(struct run *r, const struct record_call *rec);
void stack_return(struct run *r, uint64_t frames);
void stack_signal(struct run *r, const struct record_signal *rec);
void stack_regs(struct run *r, const struct record_regs *rec);
void stack_result(struct run *r, const struct record_regs *rec);
void stack_tls(struct run *r, const struct record_tls *rec);
/* The running thread's innermost frame; there always is one. */
struct run_frame *stack_top(struct run *r);
/* Below the running thread's stack pointer, where its stack has been. */
bool stack_is_left(struct run *r, uint64_t addr);
void stack_free(struct run *r);
#endif
