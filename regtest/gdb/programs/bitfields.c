/* Bit fields: signed, unsigned, bool, enum; straddling units, unnamed, 64 bits wide. */
#include <stdbool.h>
#include <stdio.h>

enum mode { OFF, SLOW, FAST };

struct flags {
	unsigned ready : 1;
	signed level : 4;
	unsigned : 0;
	unsigned count : 11;
	bool set : 1;
	enum mode mode : 2;
	unsigned char tail;
};

struct packed {
	unsigned long long low : 37;
	long long middle : 20;
	unsigned long long high : 7;
} __attribute__((packed));

struct date { unsigned day : 5, month : 4, year : 12; int weekday : 3; };

static int serial(struct date d)
{
	int months = d.year * 12 + d.month - 1;
	return months * 31 + d.day;
}

int main(void)
{
	struct flags f = { 0 };
	struct packed p = { 1, -1, 1 };
	struct date today = { 31, 12, 1999, -3 };
	struct date list[2];

	f.ready = 1;
	f.level = -8;
	f.count = 2047;
	f.count++;
	f.count += 1234;
	f.set = f.count > 1000;
	f.mode = FAST;
	f.tail = 0xA5;
	f.level++;
	p.low = 0x1FFFFFFFFF;
	p.middle <<= 5;
	p.high = ~p.high;
	list[0] = today;
	list[0].day = 1;
	list[1].day = 2;
	list[1].weekday = 3;
	printf("%d %d %d %d %d\n", f.ready, f.level, f.count, f.set, f.mode);
	printf("%llu %d %d\n", (unsigned long long) p.low, (int) p.middle, serial(list[0]));
	return 0;
}
