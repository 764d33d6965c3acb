/* SPDX-License-Identifier: MIT */
/* annotate is clang's; it is for the record, C is the same without. */
struct device {
    int irq __attribute__((annotate("property:irq")));
    char *name;
} __attribute__((annotate("type:device")));
void realize(struct device *d) __attribute__((annotate("implements:DeviceClass.realize")));
void twice(void) __attribute__((annotate("one"), annotate("two \"quoted\"")));
extern int v __attribute__((annotate("a variable")));
typedef int t __attribute__((annotate("a typedef")));
enum e { E_A __attribute__((annotate("an enumerator"))) } __attribute__((annotate("an enum")));
