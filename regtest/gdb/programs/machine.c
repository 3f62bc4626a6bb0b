/* Tables of function pointers: a machine with a stack, whose operations are rows of a table, then
 * the same with computed gotos (&&label). */
#include <stdio.h>

struct machine;
typedef int operation(struct machine *);

struct machine {
	int stack[8], top;
	const unsigned char *code;
	operation *last;
	const char *trouble;
};

static void push(struct machine *m, int x) { m->stack[m->top++] = x; }
static int pop(struct machine *m) { return m->stack[--m->top]; }

static int op_push(struct machine *m) { push(m, *m->code++); return 1; }
static int op_add(struct machine *m) { push(m, pop(m) + pop(m)); return 1; }
static int op_multiply(struct machine *m) { int b = pop(m), a = pop(m); push(m, a * b); return 1; }
static int op_stop(struct machine *m) { m->trouble = m->top == 1 ? NULL : "depth"; return 0; }

static const struct { const char *name; operation *run; } table[] = {
	{ "stop", op_stop }, { "push", op_push }, { "add", op_add }, { "multiply", op_multiply },
};

static int run(struct machine *m)
{
	do
		m->last = table[*m->code++].run;
	while (m->last(m));
	return m->stack[0];
}

static int threaded(const unsigned char *code)
{
	static const void *const label[] = { &&stop, &&pushed, &&add, &&multiply };
	int stack[8], *top = stack;
	const void *next = label[*code++];

	goto *next;
pushed:
	*top++ = *code++;
	goto *label[*code++];
add:
	top--;
	top[-1] += *top;
	goto *label[*code++];
multiply:
	top--;
	top[-1] *= *top;
	goto *label[*code++];
stop:
	return stack[0];
}

int main(void)
{
	static const unsigned char code[] = { 1, 6, 1, 4, 2, 1, 5, 3, 0 };
	struct machine machine = { .code = code };
	int a = run(&machine), b = threaded(code);
	operation *(*chooser)[2] = &(operation *[2]){ op_add, op_stop };

	printf("%d %d %d %s\n", a, b, (*chooser)[1](&machine), table[3].name);
	return 0;
}
