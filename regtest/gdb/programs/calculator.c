/* A calculator by recursive descent: a cursor into the text, nodes of an expression on the heap with
 * tagged unions, errors by longjmp. */
#include <ctype.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

enum kind { NUMBER, NEGATED, BINARY };

struct expression {
	enum kind kind;
	union {
		double number;
		struct expression *operand;
		struct { char operator; struct expression *left, *right; };
	};
};

static const char *cursor;
static const char *complaint;
static jmp_buf failed;

static struct expression *sum(void);

static struct expression *make(struct expression e)
{
	struct expression *p = malloc(sizeof *p);

	*p = e;
	return p;
}

static struct expression *factor(void)
{
	char *end;

	if (*cursor == '-') {
		cursor++;
		return make((struct expression){ .kind = NEGATED, .operand = factor() });
	}
	if (*cursor == '(') {
		cursor++;
		struct expression *inner = sum();
		if (*cursor++ != ')') {
			complaint = "missing )";
			longjmp(failed, 1);
		}
		return inner;
	}
	double value = strtod(cursor, &end);
	cursor = end;
	return make((struct expression){ NUMBER, { value } });
}

static struct expression *product(void)
{
	struct expression *left = factor();

	while (*cursor == '*' || *cursor == '/') {
		char op = *cursor++;
		left = make((struct expression){ .kind = BINARY, .operator = op, .left = left,
						 .right = factor() });
	}
	return left;
}

static struct expression *sum(void)
{
	struct expression *left = product();

	while (*cursor == '+') {
		cursor++;
		left = make((struct expression){ .kind = BINARY, .operator = '+', .left = left,
						 .right = product() });
	}
	return left;
}

static double evaluate(const struct expression *e)
{
	switch (e->kind) {
	case NUMBER:  return e->number;
	case NEGATED: return -evaluate(e->operand);
	case BINARY:  break;
	}
	double a = evaluate(e->left), b = evaluate(e->right);
	return e->operator == '+' ? a + b : e->operator == '*' ? a * b : a / b;
}

int main(void)
{
	static const char *const lines[] = { "2*(3+-4)/8", "(1+2" };
	volatile int errors = 0;

	for (volatile int i = 0; i < 2; i++) {
		cursor = lines[i];
		if (setjmp(failed))
			errors++;
		else
			printf("%g\n", evaluate(sum()));
	}
	printf("%d %s\n", errors, complaint);
	return 0;
}
