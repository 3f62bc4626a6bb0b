/* How undefined operands make results undefined: one rule for each kind of
   operation.  They are Memcheck's, as far as its users can tell. */

#ifndef SP_UNDEF_RULES_H
#define SP_UNDEF_RULES_H

#include "sp_basics.h"
#include "libvex_ir.h"

enum sp_rule {
   RULE_WHOLE,       // one undefined bit: all of the result is
   RULE_DEFINED,     // it never is
   /* Moves of bits. */
   RULE_SAME,        // the same operation on V bits
   RULE_AS_IS,       // the V bits of the operand
   RULE_UNION,       // those of either operand
   RULE_AND, RULE_OR,
   RULE_SHIFT,       // the same; by an undefined amount: WHOLE
   /* Arithmetic. */
   RULE_UPWARDS,     // from the lowest undefined bit up
   RULE_SUM,         // exact
   RULE_PRODUCT,     // of twice the width
   RULE_EQUALITY,    // exact
   /* Vectors: one undefined bit makes the lane undefined. */
   RULE_LANES8, RULE_LANES16, RULE_LANES32, RULE_LANES64,
   RULE_LOW32, RULE_LOW64,          // the others are the first operand's
   RULE_NARROW,                     // two to one of half the width
   RULE_PERMUTE8, RULE_PERMUTE32    // lanes chosen by the second operand
};

enum sp_rule SP_(rule_of)(IROp op);

#endif
