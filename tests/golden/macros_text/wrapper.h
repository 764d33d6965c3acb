/* SPDX-License-Identifier: MIT */
/* Replacement lists that are no constants: kept as text. */
extern int variable;
int function(int a);
struct point {
    int x, y;
};
#define NO_BODY
#define A_TYPE unsigned long
#define A_QUALIFIER const
#define AN_ATTRIBUTE __attribute__((unused))
#define A_VARIABLE variable
#define A_FUNCTION function
#define A_CALL function(1)
#define AN_ASSIGNMENT (variable = 1)
#define A_COMPOUND_LITERAL ((struct point){1, 2})
#define AN_INITIALISER {1, 2}
#define A_STATEMENT do { } while (0)
#define A_STATEMENT_EXPRESSION ({ 1; })
#define OPEN {
#define CLOSE }
#define OPEN_PARENTHESIS (
#define SEMICOLON ;
#define DECLARATION int declared_by_macro
#define UNDECLARED not_declared_anywhere
#define SELF SELF
#define MUTUAL_A MUTUAL_B
#define MUTUAL_B MUTUAL_A
#define OPERATOR ==
#define COMMA ,
#define ESCAPES_PROBE 1); int injected(void); int other = (0
#define ESCAPES_PROBE_TOO 1, injected_two = 2
#define PASTE_LEFT unbal ) anced
#define A_PRAGMA _Pragma("GCC diagnostic push")
#define HERE __FILE__
#define THIS_LINE __LINE__
#define COUNTED __COUNTER__
#define DATE_AND_TIME __DATE__ __TIME__
#define BASE_FILE __BASE_FILE__
#define DEFINED_TEST defined(HERE)
#define LABEL here: variable
#define A_KEYWORD return
#define HASH #
