# The program of all cases: main has one local, an int at CFA - 20, and two lines.  Its debug
# information is put beside it by cases.py; here are only its rows.
	.file 1 "/hostile/base.c"
	.text
	.globl _start, main
main:
.Lmain:
	.loc 1 1 1
	push %rbp
	mov %rsp, %rbp
	.loc 1 2 1
	movl $7, -4(%rbp)
	.loc 1 3 1
	movl $8, -4(%rbp)
	.loc 1 4 1
	mov -4(%rbp), %eax
	pop %rbp
	ret
.Lmain_end:
_start:
	call main
	mov $60, %eax
	xor %edi, %edi
	syscall
	.data
	.globl memory
memory:
	.fill 4096, 1, 1
	.section .note.GNU-stack, "", @progbits
