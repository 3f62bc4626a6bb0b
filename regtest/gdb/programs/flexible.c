/* Flexible array members: on the heap, grown, of structs, initialised statically (GNU), nested, and
 * arrays of length zero. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct packet { unsigned short length; unsigned char kind; char data[]; };
struct pair { int key; double value; };
struct table { size_t used, room; struct pair pair[]; };
struct old { int n; short item[0]; };

static struct packet greeting = { 5, 'g', { 'h', 'e', 'l', 'l', 'o' } };
static struct table fixed = { 2, 2, { { 1, 0.5 }, { 2, 1.5 } } };

static struct packet *packet_of(const char *text)
{
	size_t length = strlen(text);
	struct packet *p = malloc(sizeof *p + length);

	p->length = (unsigned short)length;
	p->kind = 't';
	memcpy(p->data, text, length);
	return p;
}

static struct table *add(struct table *t, int key, double value)
{
	if (!t || t->used == t->room) {
		size_t room = t ? 2 * t->room : 1, used = t ? t->used : 0;
		t = realloc(t, sizeof *t + room * sizeof *t->pair);
		t->used = used;
		t->room = room;
	}
	t->pair[t->used++] = (struct pair){ key, value };
	return t;
}

int main(void)
{
	struct packet *packet = packet_of("flexible");
	struct table *table = NULL;
	struct old *old = malloc(sizeof *old + 3 * sizeof old->item[0]);
	double sum = 0;

	for (int i = 0; i < 4; i++)
		table = add(table, i * i, i / 4.0);
	old->n = 3;
	for (int i = 0; i < old->n; i++)
		old->item[i] = (short)-i;
	greeting.data[0] = 'H';
	fixed.pair[1].value += table->pair[3].value;
	for (size_t i = 0; i < table->used; i++)
		sum += table->pair[i].value;
	printf("%.*s %.5s %g %g %d\n", packet->length, packet->data, greeting.data, sum,
	       fixed.pair[1].value, old->item[2]);
	free(packet);
	free(table);
	free(old);
	return 0;
}
