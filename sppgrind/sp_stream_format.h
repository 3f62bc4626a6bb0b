/* The sppgrind stream, as both sides see it.

   Written by sppgrind/sp_stream.c, read by postproc/stream/; nothing else
   knows the bytes.  docs/stream-format.md is the manual: prose, byte tables
   and a worked example.  This header includes nothing.

   A stream is one file header and then blocks.  All integers of fixed size
   are little-endian.  v is an unsigned LEB128 varint of at most 64 bits, z a
   zigzag-coded signed one, s a string (v length, then its bytes, no NUL).

   To change the payload of a record: add a field at its end, or add a new
   tag below 0x40.  Anything else is a new SP_STREAM_VERSION. */

#ifndef SP_STREAM_FORMAT_H
#define SP_STREAM_FORMAT_H

/* File header, 16 bytes: magic[8], version u32, header length u32 (16). */
#define SP_STREAM_MAGIC       "SPPGRIND"
#define SP_STREAM_VERSION     1
#define SP_FILE_HEADER_SIZE   16

/* Block header, 24 bytes: state u32, payload length u32, sequence number u32
   (0, 1, 2 ...), zero u32, XXH64 of the payload u64 (seed: the sequence
   number).  While a block is open its checksum is not valid and its length
   is that of the records that are whole; an open block is the last one. */
#define SP_BLOCK_HEADER_SIZE  24
#define SP_BLOCK_CLOSED       0x42505053   /* "SPPB" */
#define SP_BLOCK_OPEN         0x4f505053   /* "SPPO" */
#define SP_BLOCK_PAYLOAD_MAX  65536

/* Records never cross a block's end.  Four forms, told apart by the tag:

   0x01 .. 0x37  long:   tag u8, v size, payload[size]
   0x38 .. 0x3f  steps:  the tag alone; (tag - 0x36) steps, of which each has
                         the site behind the one before
   0x40 .. 0x7f  step:   the tag alone; site = previous site + (tag - 0x60)
   0x80 .. 0xff  memory: len = ((tag >> 4) & 7) + 1, class = tag & 3,
                         mode = (tag >> 2) & 3; z address difference if mode
                         is 0, else the difference is SP_MEMORY_MODE(mode);
                         bytes[len]

   Site differences are to the previous step's site, address differences to
   the start of the previous memory record of the same class, or, of UNDEFINED
   and VBITS, to the end of the previous one of these two; all of them start
   at 0 in every block. */
#define SP_TAG_LONG_END       0x38
#define SP_TAG_STEPS          0x38
#define SP_TAG_STEPS_ZERO     0x36
#define SP_TAG_STEP           0x40
#define SP_TAG_STEP_ZERO      0x60
#define SP_TAG_MEMORY         0x80
#define SP_MEMORY_SHORT_MAX   8
#define SP_MEMORY_LONG_MAX    4096         /* bytes in one long record */
#define SP_MEMORY_MODE(m)     ((m) == 2 ? 4 : (m) == 3 ? 8 : 0)

/*        tag   name        payload, in order */
#define SP_RECORDS(R)                                                        \
   R(0x01, PROCESS)  /* v pid, s tool version, s executable, s directory,    \
                        v count, s argument[count], v flags, absent where 0 */ \
   R(0x02, OBJECT)   /* v id, v flags, v bias, s path, s build-id,           \
                        v count, (v start, v length, v protection)[count] */ \
   R(0x03, UNLOAD)   /* v object id                                       */ \
   R(0x04, SITE)     /* v site id, v object id, v link-time address,         \
                        v flags, absent where 0                           */ \
   R(0x05, THREAD)   /* v thread id: whose records follow                 */ \
   R(0x06, START)    /* v new thread id                                   */ \
   R(0x07, EXIT)     /* v thread id                                       */ \
   R(0x08, ARC)      /* v arc id, v call's address, v callee's address    */ \
   R(0x09, CALL)     /* v arc id, z caller's CFA - CFA, z instructions    */ \
   R(0x0a, RETURN)   /* v frames that ended, z instructions, z instructions */ \
   R(0x0b, SIGNAL)   /* v signal number, v interrupted address, v CFA,      \
                        z instructions                                    */ \
   R(0x0c, REGS)     /* (v DWARF register number, z difference)... : of    \
                        rbp and rsp to the CFA, of others to their value   \
                        before in this frame; from 17 on: words of 64 bits \
                        of the thread's other registers                 */ \
   R(0x0d, STEP)     /* z site difference                                 */ \
   R(0x0e, MEMORY)   /* v class, z address difference, bytes              */ \
   R(0x0f, ALLOC)    /* v address, v size, v kind, v alignment            */ \
   R(0x10, FREE)     /* v address, v kind                                 */ \
   R(0x11, REALLOC)  /* v old address, v address, v size                  */ \
   R(0x12, UNMAP)    /* v address, v length: now zero                     */ \
   R(0x13, OUTPUT)   /* v file descriptor, bytes                          */ \
   R(0x14, INPUT)    /* v file descriptor, bytes                          */ \
   R(0x15, PAUSE)    /* v 1: steps are not recorded from here; 0: again   */ \
   R(0x16, LIMIT)    /* v steps recorded: the step limit was reached      */ \
   R(0x17, FORK)     /* v child's pid                                     */ \
   R(0x18, EXEC)     /* s path of the program that took its place         */ \
   R(0x19, END)      /* v reason, v code, v steps, v allocations, v frees,   \
                        v bytes allocated                                 */ \
   R(0x20, TLS)      /* v thread id, v object id, v address               */ \
   R(0x21, RESULT)   /* (v DWARF register number, z difference)... : of the  \
                        registers for results, and of their V bits, to     \
                        their value in the RESULT before; the innermost    \
                        frame returns now                                 */ \
   R(0x22, UNDEFINED) /* z address difference, v length: no bit defined   */ \
   R(0x23, VBITS)    /* z address difference, bytes: V bits, 1 undefined,    \
                        of bytes whose value came before as MEMORY        */ \
   R(0x24, NOACCESS) /* v address, v length: not addressable              */ \
   R(0x25, ERROR)    /* v kind, v address, v size, v instruction's address,  \
                        s message, s description                          */ \
   R(0x26, CONTEXT)  /* v id, v parent, v arc; of a thread's first: v id, v 0,  \
                        v thread id                                       */ \
   R(0x27, CALLS)    /* v context, v arc, v context called, v number      */ \
   R(0x28, CODE)     /* v id, v object id, v address, (v item)...         */ \
   R(0x29, COST)     /* v context, v code, v how often[piece]             */ \
   R(0x2a, MOMENT)   /* v context, v instructions since the last one,        \
                        v nanoseconds, absent where not recorded          */ \
   R(0x2b, ACCESSES) /* v address, v bytes read, v bytes written,            \
                        (v times, v bytes in a row)...                    */ \
   R(0x2c, TOTALS)   /* nothing: CALLS and COST are whole as of here      */ \
   R(0x2d, TIDIED)   /* v address of a block that a library kept to the end */

#define SP_RECORD_TAG(tag, name) SP_REC_##name = tag,
enum sp_record_tag { SP_RECORDS(SP_RECORD_TAG) };
#undef SP_RECORD_TAG

/* Memory classes: only a hint that keeps differences short. */
enum sp_memory_class {
   SP_CLASS_STACK = 0, SP_CLASS_HEAP = 1, SP_CLASS_DATA = 2, SP_CLASS_OTHER = 3
};

enum sp_process_flag {
   SP_PROCESS_UNDEFINED = 1,      /* definedness is recorded: fresh blocks, but
                                     calloc's, are undefined, not zero */
   SP_PROCESS_FORKED = 2          /* a forked child: only its profile */
};

/* RESULT: the V bits of register n have the number n + this. */
#define SP_RESULT_VBITS  64

enum sp_object_flag {
   SP_OBJECT_TRACED = 1, SP_OBJECT_MAIN = 2,
   SP_OBJECT_REGISTERS = 4        /* steps and calls have all registers */
};

enum sp_site_flag {
   SP_SITE_IN_ROW = 1             /* an instruction in a row of the line table */
};

/* Bits of an object range's protection. */
enum sp_protection { SP_PROT_READ = 4, SP_PROT_WRITE = 2, SP_PROT_EXEC = 1 };

/*       value name                  what the program called */
#define SP_ALLOC_KINDS(K)                                     \
   K(0, MALLOC,      "malloc")    /* malloc, strdup, ... */   \
   K(1, CALLOC,      "calloc")                                \
   K(2, REALLOC,     "realloc")                               \
   K(3, MEMALIGN,    "memalign")  /* posix_memalign, ... */   \
   K(4, NEW,         "new")                                   \
   K(5, NEW_ARRAY,   "new[]")

#define SP_ALLOC_KIND(value, name, text) SP_ALLOC_##name = value,
enum sp_alloc_kind { SP_ALLOC_KINDS(SP_ALLOC_KIND) };
#undef SP_ALLOC_KIND

enum sp_free_kind { SP_FREE_FREE = 0, SP_FREE_DELETE = 1, SP_FREE_DELETE_ARRAY = 2 };

/* An item of CODE: 0 ends a piece; else length | accesses << SP_CODE_ACCESSES,
   length 0: the rest of the instruction before.  Accesses is loads + 2 *
   stores, up to one of each; SP_CODE_MORE: v loads, v stores follow. */
#define SP_CODE_ACCESSES      5
#define SP_CODE_MORE          4

/* ACCESSES says how often each byte was accessed of blocks of so many. */
#define SP_ACCESSES_BYTES     1024
#define SP_ACCESSES_ROOM      (3 * 10 + SP_ACCESSES_BYTES * (3 + 2))

/* How the recording ended, and what END's code then is. */
enum sp_end_reason {
   SP_END_EXIT = 0,     /* the exit code */
   SP_END_SIGNAL = 1,   /* the signal number */
   SP_END_LIMIT = 2,    /* --at-max-steps=exit: the exit code given */
   SP_END_EXEC = 3,     /* 0; EXEC came before */
   SP_END_HEAP = 4      /* --max-heap: the exit code given */
};

/* What an ERROR is of.  Addresses and sizes are those of the access, where
   there is one. */
enum sp_error_kind {
   SP_ERROR_READ = 1,             /* of memory that is not addressable */
   SP_ERROR_WRITE = 2,
   SP_ERROR_JUMP = 3,             /* to such memory */
   SP_ERROR_CONDITION = 4,        /* jump or move depends on undefined bits */
   SP_ERROR_VALUE = 5,            /* an address does */
   SP_ERROR_PARAMETER = 6,        /* system call: undefined bytes */
   SP_ERROR_PARAMETER_ADDRESS = 7, /* system call: bytes not addressable */
   SP_ERROR_FREE = 8,             /* of what is no live block */
   SP_ERROR_MISMATCH = 9,         /* free, delete, delete[] */
   SP_ERROR_OVERLAP = 10,         /* of memcpy's source and destination */
   SP_ERROR_SIZE = 11,            /* fishy, of malloc and the like */
   SP_ERROR_CHECK_UNDEFINED = 12, /* client requests */
   SP_ERROR_CHECK_ADDRESS = 13,
   SP_ERROR_REALLOC_ZERO = 14,
   SP_ERROR_ALIGNMENT = 15,
   SP_ERROR_MEMPOOL = 16
};

#endif
