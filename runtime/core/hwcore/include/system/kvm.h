/* SPDX-License-Identifier: MIT */
/* Devices that the host's kernel has: none, whoever asks. */
#ifndef QEMU_KVM_H
#define QEMU_KVM_H

#define kvm_enabled()                (0)
#define kvm_irqchip_in_kernel()      (false)
#define kvm_irqchip_is_split()       (false)
#define kvm_kernel_irqchip_allowed() (false)
#define kvm_arm_supports_user_irq()  (false)

#endif
