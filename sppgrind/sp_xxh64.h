/* XXH64, the 64-bit xxHash of Yann Collet, from its specification
   (github.com/Cyan4973/xxHash, doc/xxhash_spec.md): the checksum of stream
   blocks.  Shared by the tool, which has no libc, and by spp-post, so this
   header includes nothing and reads bytes only through __builtin_memcpy.
   Little-endian machines only, as is the stream. */

#ifndef SP_XXH64_H
#define SP_XXH64_H

typedef unsigned long long sp_u64;

#define SP_XXH_P1 0x9E3779B185EBCA87ULL
#define SP_XXH_P2 0xC2B2AE3D27D4EB4FULL
#define SP_XXH_P3 0x165667B19E3779F9ULL
#define SP_XXH_P4 0x85EBCA77C2B2AE63ULL
#define SP_XXH_P5 0x27D4EB2F165667C5ULL

static inline sp_u64 sp_xxh_rotl ( sp_u64 x, int n )
{
   return (x << n) | (x >> (64 - n));
}

static inline sp_u64 sp_xxh_read64 ( const unsigned char* p )
{
   sp_u64 x;
   __builtin_memcpy(&x, p, 8);
   return x;
}

static inline sp_u64 sp_xxh_round ( sp_u64 acc, sp_u64 lane )
{
   return sp_xxh_rotl(acc + lane * SP_XXH_P2, 31) * SP_XXH_P1;
}

static inline sp_u64 sp_xxh_merge ( sp_u64 acc, sp_u64 lane_acc )
{
   return (acc ^ sp_xxh_round(0, lane_acc)) * SP_XXH_P1 + SP_XXH_P4;
}

/* The 32-byte stripes of *p, which moves behind them. */
static inline sp_u64 sp_xxh_stripes ( const unsigned char** p, sp_u64 len,
                                      sp_u64 seed )
{
   sp_u64 a[4] = { seed + SP_XXH_P1 + SP_XXH_P2, seed + SP_XXH_P2, seed,
                   seed - SP_XXH_P1 };
   for (; len >= 32; len -= 32, *p += 32)
      for (int i = 0; i < 4; i++)
         a[i] = sp_xxh_round(a[i], sp_xxh_read64(*p + 8 * i));

   sp_u64 h = sp_xxh_rotl(a[0], 1) + sp_xxh_rotl(a[1], 7)
              + sp_xxh_rotl(a[2], 12) + sp_xxh_rotl(a[3], 18);
   for (int i = 0; i < 4; i++)
      h = sp_xxh_merge(h, a[i]);
   return h;
}

/* The at most 31 bytes behind the last stripe, and the final mix. */
static inline sp_u64 sp_xxh_tail ( sp_u64 h, const unsigned char* p,
                                   sp_u64 len )
{
   for (; len >= 8; len -= 8, p += 8)
      h = sp_xxh_rotl(h ^ sp_xxh_round(0, sp_xxh_read64(p)), 27) * SP_XXH_P1
          + SP_XXH_P4;
   if (len >= 4) {
      unsigned int word;
      __builtin_memcpy(&word, p, 4);
      h = sp_xxh_rotl(h ^ (word * SP_XXH_P1), 23) * SP_XXH_P2 + SP_XXH_P3;
      p += 4;
      len -= 4;
   }
   for (; len > 0; len--, p++)
      h = sp_xxh_rotl(h ^ (*p * SP_XXH_P5), 11) * SP_XXH_P1;
   h = (h ^ (h >> 33)) * SP_XXH_P2;
   h = (h ^ (h >> 29)) * SP_XXH_P3;
   return h ^ (h >> 32);
}

static inline sp_u64 sp_xxh64 ( const unsigned char* p, sp_u64 len,
                                sp_u64 seed )
{
   sp_u64 h = len >= 32 ? sp_xxh_stripes(&p, len, seed) : seed + SP_XXH_P5;
   return sp_xxh_tail(h + len, p, len % 32);
}

#endif
