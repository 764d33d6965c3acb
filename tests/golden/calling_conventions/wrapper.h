/* SPDX-License-Identifier: MIT */
int __attribute__((ms_abi)) windows_function(int a, long b);
int __attribute__((sysv_abi)) system_v_function(int a, long b);
typedef int (__attribute__((ms_abi)) *windows_callback)(void *context);
struct conventions {
    int (__attribute__((ms_abi)) *method)(struct conventions *self);
    int (*usual)(struct conventions *self);
};
windows_callback swap_callback(windows_callback new_callback);
static inline int __attribute__((ms_abi)) windows_inline(int a)
{
    return a;
}
