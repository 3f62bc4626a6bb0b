/* The program of small.sppgrind: calls, heap, input and output, and waits in
   between, so that its recording through a pipe has many short blocks. */

#include <stdlib.h>
#include <unistd.h>

struct item { int number; struct item* next; };

static struct item* push(struct item* list, int number)
{
   struct item* i = malloc(sizeof *i);
   i->number = number;
   i->next = list;
   usleep(1);
   return i;
}

static int sum(const struct item* list)
{
   return list ? list->number + sum(list->next) : 0;
}

int main(void)
{
   struct item* list = NULL;
   for (int n = 1; n <= 2; n++)
      list = push(list, n);
   char answer[] = "sum: 0\n";
   answer[5] += sum(list);
   write(1, answer, 7);
   free(list->next);
   free(list);
   return read(0, answer, 2);
}
