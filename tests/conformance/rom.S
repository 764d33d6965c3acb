/* SPDX-License-Identifier: MIT */
/*
 * A 64 KiB ROM for QEMU's q35 machine that carries out a list of commands with exactly
 * known timing: under -icount shift=0 an instruction takes 1 ns of virtual time.
 *
 *   command, 16 bytes, from COMMANDS on: handler number (4), address (4), value (8)
 *   result, 16 bytes, from RESULTS on:   time stamp counter (8), value (8)
 *
 * Before each command COM2's interrupt, pin 3 of the I/O APIC, changes its level: the
 * marker that divides the stream of interrupt changes. timed.py knows these distances:
 *
 *   marker  1 ns before the time stamp
 *   access  8 ns after it; that of a handler is its first instruction
 *   slices  the first marker 12 ns after the time stamp, then one every 10 ns
 */
#define COMMANDS 0x200000
#define RESULTS 0x800000
#define IDT 0x6000
#define STACK 0x7000
#define COM2_IER 0x2f9
#define IER_THRE 2
#define RESET_CONTROL 0xcf9
#define HARD_RESET 6
#define APIC 0xfee00000
#define APIC_EOI (APIC + 0xb0)
#define APIC_SPURIOUS (APIC + 0xf0)
#define APIC_LVT_TIMER (APIC + 0x320)
#define APIC_TIMER_COUNT (APIC + 0x380)
#define APIC_TIMER_DIVIDE (APIC + 0x3e0)
#define DIVIDE_BY_1 0xb
#define TIMER_VECTOR 0x40

    .text
    .globl start
start:
    .code32
protected:
    movw $data_segment - gdt, %ax
    movw %ax, %ds
    movw %ax, %es
    movw %ax, %ss
    movl $STACK, %esp

    /* The local APIC's timer ends a sleep; the old interrupt controllers are masked. */
    movl $woken, %eax
    movw %ax, IDT + 8 * TIMER_VECTOR
    shrl $16, %eax
    movw %ax, IDT + 8 * TIMER_VECTOR + 6
    movw $code_segment - gdt, IDT + 8 * TIMER_VECTOR + 2
    movw $0x8e00, IDT + 8 * TIMER_VECTOR + 4
    lidt idt_pointer
    movb $0xff, %al
    outb %al, $0x21
    outb %al, $0xa1
    movl $0x1ff, APIC_SPURIOUS
    movl $DIVIDE_BY_1, APIC_TIMER_DIVIDE
    movl $TIMER_VECTOR, APIC_LVT_TIMER

    movl $COMMANDS, %esi
    movl $RESULTS, %edi
    xorl %ebp, %ebp                     /* the marker's state */

next:
    xorl $IER_THRE, %ebp
    movl %ebp, %eax
    movl $COM2_IER, %edx
    outb %al, %dx
    rdtsc
    movl %eax, (%edi)
    movl %edx, 4(%edi)
    movl 4(%esi), %ebx
    movl 8(%esi), %eax
    movq 8(%esi), %mm0
    movl (%esi), %ecx
    jmp *handlers(, %ecx, 4)

read1:
    movb (%ebx), %al
    movzbl %al, %eax
    jmp answer
read2:
    movw (%ebx), %ax
    movzwl %ax, %eax
    jmp answer
read4:
    movl (%ebx), %eax
    jmp answer
read8:
    movq (%ebx), %mm0
    movq %mm0, 8(%edi)
    jmp done
write1:
    movb %al, (%ebx)
    jmp done
write2:
    movw %ax, (%ebx)
    jmp done
write4:
    movl %eax, (%ebx)
    jmp done
write8:
    movq %mm0, (%ebx)
    jmp done

spin:                                   /* 2 ns a round */
    decl %eax
    jnz spin
    jmp done

sleep:
    movl %eax, APIC_TIMER_COUNT
    sti
    hlt
    cli
    jmp done

slices:
    movl %eax, %ecx
    movl %ebp, %eax
    movl $COM2_IER, %edx
slice:
    xorl $IER_THRE, %eax
    outb %al, %dx
    .rept 6
    nop
    .endr
    decl %ecx
    jnz slice
    movl %eax, %ebp
    jmp done

end:                                    /* a reset request; QEMU is told to stop at it */
    movl $RESET_CONTROL, %edx
    movb $HARD_RESET, %al
    outb %al, %dx
    jmp .

answer:
    movl %eax, 8(%edi)
    movl $0, 12(%edi)
done:
    addl $16, %esi
    addl $16, %edi
    jmp next

woken:
    movl $0, APIC_EOI
    iretl

    .align 8
handlers:                               /* in timed.py's order */
    .long end, read1, read2, read4, read8, write1, write2, write4, write8
    .long spin, sleep, slices
gdt:
    .quad 0
code_segment:
    .quad 0x00cf9a000000ffff
data_segment:
    .quad 0x00cf92000000ffff
gdt_pointer:
    .word gdt_pointer - gdt - 1
    .long gdt
idt_pointer:
    .word 8 * 256 - 1
    .long IDT

    .code16
real:
    cli
    lgdtl %cs:gdt_pointer - start
    movl %cr0, %eax
    orb $1, %al
    movl %eax, %cr0
    ljmpl $code_segment - gdt, $protected

    .org 0xfff0
    jmp real
    .org 0x10000
