"""In gdb: which functions are inlined at each address, the outermost first; ADDRESSES names a file."""
import os

import gdb

with open(os.environ["ADDRESSES"]) as addresses:
    for address in addresses.read().split():
        block, names = gdb.block_for_pc(int(address, 16)), []
        while block and not block.is_global:
            if block.function:
                names.insert(0, block.function.print_name)
            block = block.superblock
        print("at", address, *names, sep="\t")
