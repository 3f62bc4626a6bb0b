/* IEEE half-precision floating point, of which doubles hold every number.  Compilers that know
 * _Float16 are newer than those that this has to compile with. */
#ifndef BASE_HALF_H
#define BASE_HALF_H
#include <stdint.h>

double half_to_double(uint16_t bits);
uint16_t half_from_double(double v);
/* The nearest number that a half can hold, ties to even; beyond them all, one that none can. */
double half_round(double v);
#endif
