/* SPDX-License-Identifier: MIT */
#define EMPTY ""
#define TEXT "text"
#define CONCATENATED "one" " " "two"
#define NAME "bindery"
#define WITH_MACRO "name: " NAME
#define ESCAPES "tab\t newline\n quote\" backslash\\ bell\a null\0after"
#define OCTAL_ESCAPE "\101\102"
#define HEX_ESCAPE "\x41" "B"
#define HEX_THEN_DIGIT "\x1" "2"
#define PARENTHESISED ("in parentheses")
#define UNICODE "größe 日本"
#define UNICODE_ESCAPE "\u00e9\U0001F600"
#define UTF8_PREFIX u8"utf8"
#define WIDE L"wide"
#define CHAR16 u"sixteen"
#define CHAR32 U"thirty-two"
#define INVALID_UTF8 "\xff\xfe"
#define TRIGRAPH "what??!"
#define PERCENT "%d %s {{ x }}"
#define STRINGIFY_(x) #x
#define STRINGIFY(x) STRINGIFY_(x)
#define VERSION STRINGIFY(1) "." STRINGIFY(2)
#define CAST_STRING ((const char *)"cast")
#define CAST_UNSIGNED ((const unsigned char *)"cast")
#define LENGTH_OF_STRING sizeof("12345")
#define LONG_TEXT "0123456789012345678901234567890123456789" "0123456789012345678901234567890123456789" "0123456789012345678901234567890123456789"
