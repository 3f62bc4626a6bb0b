/* Coroutines with makecontext and swapcontext, on stacks from the heap and from mmap: they run, and
   main's locals are right after every switch. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>

#define SIZE 65536

static ucontext_t home, context[2];
static int turn;

static void count(int who)
{
	int local = 100 * who;
	for (int i = 0; i < 3; i++) {
		local++;
		turn = local;
		swapcontext(&context[who], &home);
	}
	turn = -who;
}

int main(void)
{
	char *stack[2] = { malloc(SIZE), mmap(NULL, SIZE, PROT_READ | PROT_WRITE,
					      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) };
	for (int i = 0; i < 2; i++) {
		getcontext(&context[i]);
		context[i].uc_stack.ss_sp = stack[i];
		context[i].uc_stack.ss_size = SIZE;
		context[i].uc_link = &home;
		makecontext(&context[i], (void (*)(void))count, 1, i);
	}
	int sum = 0;
	for (int round = 0; round < 4; round++)
		for (int i = 0; i < 2; i++) {
			swapcontext(&home, &context[i]);
			sum += turn;
		}
	printf("%d\n", sum);            /* now: sum=311 */
	free(stack[0]);
	return 0;
}
