/* SPDX-License-Identifier: MIT */
/* Identifiers beyond ASCII, with dollars, reserved and long ones. */
int größe(int länge);
struct überprüfung {
    int schlüssel;
};
int with$dollar(void);
struct __reserved {
    int _Upper;
    int __double;
};
int a_function_with_a_name_that_is_longer_than_a_line_of_this_project_allows_to_be(int a_parameter_with_a_long_name, int another_parameter_with_a_long_name);
int i, I, İ, ı;
