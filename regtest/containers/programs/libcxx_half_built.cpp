// libc++: containers while the library changes them.
// standards: 17
// compilers: clang++
// flags: -stdlib=libc++
// steps-into: half_built.cpp vector __split_buffer list __tree map __hash_table unordered_map deque string
// most: 5
#include "half_built.cpp"
