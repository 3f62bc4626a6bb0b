/* Heap blocks by typed pointers: scalars, arrays, structs; grown, shrunk, aligned, freed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct record { int id; double score; char name[8]; };
struct vector { int *item; size_t used, room; };

static void push(struct vector *v, int value)
{
	if (v->used == v->room) {
		v->room = v->room ? 2 * v->room : 2;
		v->item = realloc(v->item, v->room * sizeof *v->item);
	}
	v->item[v->used++] = value;
}

static struct record *make(int n)
{
	struct record *r = calloc((size_t) n, sizeof *r);
	for (int i = 0; i < n; i++) {
		r[i].id = i + 1;
		r[i].score = 1.0 / r[i].id;
		snprintf(r[i].name, sizeof r[i].name, "r%d", i);
	}
	return r;
}

int main(void)
{
	int *one = malloc(sizeof *one);
	double *many = malloc(4 * sizeof *many);
	char *text = malloc(16);
	struct vector v = { 0 };
	struct record *list;
	long double *aligned;
	int **rows = malloc(2 * sizeof *rows);

	*one = 41;
	for (int i = 0; i < 3; i++)
		many[i] = i / 4.0;
	strcpy(text, "heap");
	for (int i = 0; i < 5; i++)
		push(&v, i * i);
	list = make(3);
	list[1].id = -*one;
	aligned = aligned_alloc(64, 4 * sizeof *aligned);
	aligned[0] = 0.375L;
	rows[0] = calloc(2, sizeof **rows);
	rows[1] = v.item;
	rows[0][1] = 12;
	rows[1][1] = 13;
	free(rows[0]);
	rows[0] = NULL;
	many = realloc(many, 2 * sizeof *many);
	printf("%d %g %s %d %s\n", *one, many[1], text, v.item[4], list[2].name);
	free(one);
	free(many);
	free(text);
	free(list);
	free(aligned);
	free(rows);
	free(v.item);
	return 0;
}
