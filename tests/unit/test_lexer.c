/* SPDX-License-Identifier: MIT */
/* The preprocessing tokens of C. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lexer.h"

/* The tokens as "kind:text" with "_" for a blank before and "^" for a line's first. */
static char *tokens_of(const char *text)
{
    static const char kinds[] = "eincspo";
    GString *out = g_string_new(NULL);
    Lexer lexer;
    LexToken token;

    lexer_init(&lexer, text, strlen(text));
    while (lexer_next(&lexer, &token)) {
        g_string_append_printf(out, "%s%s%s%c:%.*s", out->len > 0 ? " " : "",
                               token.line_start ? "^" : "", token.space_before ? "_" : "",
                               kinds[token.kind], (int)token.length, token.text);
    }
    assert_int_equal(token.kind, LEX_END);
    return g_string_free(out, FALSE);
}

static void assert_tokens(const char *text, const char *expected)
{
    char *tokens = tokens_of(text);

    assert_string_equal(tokens, expected);
    g_free(tokens);
}

static unsigned punctuator_of(const char *text)
{
    Lexer lexer;
    LexToken token;

    lexer_init(&lexer, text, strlen(text));
    assert_true(lexer_next(&lexer, &token));
    assert_int_equal(token.length, strlen(text));
    return token.punctuator;
}

static void numbers_take_exponents_and_dots(void **state)
{
    (void)state;
    assert_tokens("0x1p-3f+1e+5-.5.6", "^n:0x1p-3f p:+ n:1e+5 p:- n:.5.6");
    assert_tokens("0b101 1'0", "^n:0b101 _n:1 o:' n:0");
}

static void longest_punctuator_wins(void **state)
{
    (void)state;
    assert_tokens("a+++b<<=c->d...", "^i:a p:++ p:+ i:b p:<<= i:c p:-> i:d p:...");
    assert_tokens("..", "^p:. p:.");
    assert_int_equal(punctuator_of("<<"), LEX_SHIFT_LEFT);
    assert_int_equal(punctuator_of("+="), LEX_ASSIGNMENT);
}

static void digraphs_are_what_they_stand_for(void **state)
{
    (void)state;
    assert_int_equal(punctuator_of("<:"), '[');
    assert_int_equal(punctuator_of(":>"), ']');
    assert_int_equal(punctuator_of("<%"), '{');
    assert_int_equal(punctuator_of("%>"), '}');
    assert_int_equal(punctuator_of("%:"), '#');
    assert_int_equal(punctuator_of("%:%:"), LEX_PASTE);
}

static void literals_keep_prefix_and_escapes(void **state)
{
    (void)state;
    assert_tokens("L\"a\\\"b\"u8\"x\"U'\\''", "^s:L\"a\\\"b\" s:u8\"x\" c:U'\\''");
    assert_tokens("Lx\"y\"", "^i:Lx s:\"y\"");
}

static void open_literal_is_a_stray_quote(void **state)
{
    (void)state;
    assert_tokens("don't", "^i:don o:' i:t");
    assert_tokens("L\"a\nb", "^i:L o:\" i:a ^_i:b");
}

static void comments_are_blanks(void **state)
{
    (void)state;
    assert_tokens("a/* b */c// d\ne", "^i:a _i:c ^_i:e");
    assert_tokens("a/* open", "^i:a");
    assert_tokens("\"/* */\"", "^s:\"/* */\"");
}

static void identifiers_take_dollars_and_unicode(void **state)
{
    (void)state;
    assert_tokens("a$b \xc3\xa9t\\u00e9 \\q", "^i:a$b _i:\xc3\xa9t\\u00e9 _o:\\ i:q");
}

static void splices_are_taken_out(void **state)
{
    const char *text = "a\\\nb \\  \r\n c\\n";
    GString *out = g_string_new(NULL);

    (void)state;
    assert_true(lexer_has_splice(text, strlen(text)));
    assert_false(lexer_has_splice("a\\n b\n", 6));
    lexer_unsplice(text, strlen(text), out);
    assert_string_equal(out->str, "ab  c\\n");
    g_string_free(out, TRUE);
}

static void text_end_is_respected(void **state)
{
    Lexer lexer;
    LexToken token;

    (void)state;
    lexer_init(&lexer, "abc<<", 2);
    assert_true(lexer_next(&lexer, &token));
    assert_int_equal(token.length, 2);
    assert_false(lexer_next(&lexer, &token));
    lexer_init(&lexer, "<<", 1);
    assert_true(lexer_next(&lexer, &token));
    assert_int_equal(token.punctuator, '<');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_take_exponents_and_dots),
        cmocka_unit_test(longest_punctuator_wins),
        cmocka_unit_test(digraphs_are_what_they_stand_for),
        cmocka_unit_test(literals_keep_prefix_and_escapes),
        cmocka_unit_test(open_literal_is_a_stray_quote),
        cmocka_unit_test(comments_are_blanks),
        cmocka_unit_test(identifiers_take_dollars_and_unicode),
        cmocka_unit_test(splices_are_taken_out),
        cmocka_unit_test(text_end_is_respected),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
