/* SPDX-License-Identifier: MIT */
/*
 * Firmware for bindery-board --cpu i386: drives the HPET, takes its interrupts in each way
 * that it has, and tells on the PL011 how many came in how many ticks of 10 ns. It is
 * loaded to 1 MiB, and begins in flat 32-bit protected mode with interrupts off.
 */

#define PL011       0x09000000
#define UARTFR      0x18
#define UARTFR_TXFF 0x20
#define UARTCR      0x30

/* IA-PC HPET 1.0a, 2.3. */
#define HPET                0xfed00000
#define HPET_CAPABILITIES   (HPET + 0x000)
#define HPET_PERIOD         (HPET + 0x004)
#define HPET_CONFIG         (HPET + 0x010)
#define HPET_STATUS         (HPET + 0x020)
#define HPET_COUNTER        (HPET + 0x0f0)
#define TIMER_CONFIG(n)     (HPET + 0x100 + 0x20 * (n))
#define TIMER_COMPARATOR(n) (HPET + 0x108 + 0x20 * (n))
#define TIMER_FSB_VALUE(n)  (HPET + 0x110 + 0x20 * (n))
#define TIMER_FSB_ADDR(n)   (HPET + 0x114 + 0x20 * (n))
#define ENABLE              0x001
#define LEGACY              0x002
#define TIMER_LEVEL         0x0002
#define TIMER_INTERRUPT     0x0004
#define TIMER_PERIODIC      0x0008
#define TIMER_SET_VALUE     0x0040
#define TIMER_32BIT         0x0100
#define TIMER_ROUTE(line)   ((line) << 9)
#define TIMER_FSB           0x4000
#define PERIODIC            (TIMER_INTERRUPT + TIMER_PERIODIC + TIMER_SET_VALUE + TIMER_32BIT)

/* The board's lines and messages as the processor's interrupts. */
#define VECTOR_OF_LINE(line) (0x20 + (line))
#define VECTOR_OF_MESSAGE    0x90
#define MESSAGE_ADDR         0xfee00000
#define VECTORS              256

#define CODE_SEGMENT 0x08
#define DATA_SEGMENT 0x10
#define STACK        0x00200000
#define IDT          0x00200000

    .code32
    .text
    .globl _start
_start:
    lgdt    gdt_pointer
    ljmp    $CODE_SEGMENT, $1f
1:  mov     $DATA_SEGMENT, %eax
    mov     %eax, %ds
    mov     %eax, %es
    mov     %eax, %ss
    mov     $STACK, %esp
    movl    $0x301, PL011 + UARTCR
    lidt    idt_pointer

    mov     $VECTOR_OF_LINE(16), %ecx
    mov     $edge_interrupt, %edx
    call    set_gate
    mov     $VECTOR_OF_LINE(17), %ecx
    mov     $level_interrupt, %edx
    call    set_gate
    mov     $VECTOR_OF_LINE(0), %ecx
    mov     $edge_interrupt, %edx
    call    set_gate
    mov     $VECTOR_OF_MESSAGE, %ecx
    mov     $edge_interrupt, %edx
    call    set_gate

    mov     $capabilities_text, %esi
    call    put_text
    mov     HPET_CAPABILITIES, %eax
    call    put_hex
    mov     HPET_PERIOD, %eax
    call    put_hex
    call    put_line_end

    /* Timer 0, every 1000 ticks, a pulse on line 16. */
    movl    $PERIODIC + TIMER_ROUTE(16), TIMER_CONFIG(0)
    movl    $1000, TIMER_COMPARATOR(0)
    movl    $1000, TIMER_COMPARATOR(0)
    mov     $edge_text, %esi
    mov     $ENABLE, %ebx
    mov     $10, %ecx
    call    measure
    movl    $0, TIMER_CONFIG(0)

    /* Timer 1, 2000 ticks after the one before, line 17 until its status is cleared. */
    movl    $TIMER_INTERRUPT + TIMER_LEVEL + TIMER_ROUTE(17), TIMER_CONFIG(1)
    movl    $0, TIMER_COMPARATOR(1) + 4
    movl    $2000, TIMER_COMPARATOR(1)
    mov     $level_text, %esi
    mov     $ENABLE, %ebx
    mov     $5, %ecx
    call    measure
    movl    $0, TIMER_CONFIG(1)

    /* Timer 0 again, where the PIT would be: line 0. */
    movl    $PERIODIC, TIMER_CONFIG(0)
    movl    $500, TIMER_COMPARATOR(0)
    movl    $500, TIMER_COMPARATOR(0)
    mov     $legacy_text, %esi
    mov     $ENABLE + LEGACY, %ebx
    mov     $4, %ecx
    call    measure
    movl    $0, TIMER_CONFIG(0)

    /* Timer 2, once, by a message. */
    movl    $VECTOR_OF_MESSAGE, TIMER_FSB_VALUE(2)
    movl    $MESSAGE_ADDR, TIMER_FSB_ADDR(2)
    movl    $TIMER_INTERRUPT + TIMER_FSB, TIMER_CONFIG(2)
    movl    $0, TIMER_COMPARATOR(2) + 4
    movl    $3000, TIMER_COMPARATOR(2)
    mov     $message_text, %esi
    mov     $ENABLE, %ebx
    mov     $1, %ecx
    call    measure

    mov     $done_text, %esi
    call    put_text
    cli
    hlt

/*
 * Let the HPET run with the configuration ebx until ecx interrupts have come. Prints esi,
 * the number, and the counter at the last interrupt.
 */
measure:
    call    put_text
    movl    $0, HPET_COUNTER
    movl    $0, HPET_COUNTER + 4
    movl    $0, interrupts
    mov     %ebx, HPET_CONFIG
1:  sti
    hlt
    cli
    cmp     %ecx, interrupts
    jb      1b
    movl    $0, HPET_CONFIG
    mov     interrupts, %eax
    call    put_hex
    mov     ticks, %eax
    call    put_hex
    jmp     put_line_end

edge_interrupt:
    push    %eax
    mov     HPET_COUNTER, %eax
    mov     %eax, ticks
    incl    interrupts
    pop     %eax
    iret

/* The next one is 2000 ticks after the comparator, and the line goes down. */
level_interrupt:
    push    %eax
    mov     HPET_COUNTER, %eax
    mov     %eax, ticks
    mov     TIMER_COMPARATOR(1), %eax
    add     $2000, %eax
    mov     %eax, TIMER_COMPARATOR(1)
    movl    $1 << 1, HPET_STATUS
    incl    interrupts
    pop     %eax
    iret

/* Interrupt vector ecx is handled at edx. */
set_gate:
    mov     %dx, IDT(, %ecx, 8)
    movw    $CODE_SEGMENT, IDT + 2(, %ecx, 8)
    movw    $0x8e00, IDT + 4(, %ecx, 8)
    shr     $16, %edx
    mov     %dx, IDT + 6(, %ecx, 8)
    ret

/* The text at esi, up to its zero. */
put_text:
    lodsb
    test    %al, %al
    jz      1f
    call    put_char
    jmp     put_text
1:  ret

put_line_end:
    mov     $'\n', %al
    /* fall through */

put_char:
    testl   $UARTFR_TXFF, PL011 + UARTFR
    jnz     put_char
    movzbl  %al, %eax
    mov     %eax, PL011
    ret

/* A blank and eax as eight digits. */
put_hex:
    push    %ecx
    mov     %eax, %edx
    mov     $' ', %al
    call    put_char
    mov     $8, %ecx
1:  rol     $4, %edx
    mov     %edx, %eax
    and     $0xf, %eax
    mov     digits(%eax), %al
    call    put_char
    loop    1b
    pop     %ecx
    ret

digits:
    .ascii  "0123456789abcdef"
capabilities_text:
    .asciz  "capabilities"
edge_text:
    .asciz  "edge"
level_text:
    .asciz  "level"
legacy_text:
    .asciz  "legacy"
message_text:
    .asciz  "message"
done_text:
    .asciz  "done\n"

    .balign 8
gdt:
    .quad   0
    .quad   0x00cf9b000000ffff
    .quad   0x00cf93000000ffff
gdt_pointer:
    .word   gdt_pointer - gdt - 1
    .long   gdt
idt_pointer:
    .word   VECTORS * 8 - 1
    .long   IDT

    .balign 4
interrupts:
    .long   0
ticks:
    .long   0
