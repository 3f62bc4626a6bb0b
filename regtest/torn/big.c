/* A long recording: 200,000 steps with a store at each, and calls. */

static unsigned table[256];

static unsigned mix(unsigned x)
{
   return x * 2654435761u + (x >> 7);
}

int main(void)
{
   unsigned x = 1;
   for (int i = 0; i < 40000; i++) {
      x = mix(x);
      table[x % 256] += x;
   }
   return 0;
}
