/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "spell.h"

/* What is a keyword in C++17 (alternative tokens too) and a plain identifier in C11: by
 * first letter, as every identifier of a record is looked up. */
static const char *const keywords['x' - 'a' + 1][8] = {
    ['a' - 'a'] = {"alignas", "alignof", "and", "and_eq", "asm"},
    ['b' - 'a'] = {"bitand", "bitor", "bool"},
    ['c' - 'a'] = {"catch", "char16_t", "char32_t", "class", "compl", "const_cast",
                   "constexpr"},
    ['d' - 'a'] = {"decltype", "delete", "dynamic_cast"},
    ['e' - 'a'] = {"explicit", "export"},
    ['f' - 'a'] = {"false", "friend"},
    ['m' - 'a'] = {"mutable"},
    ['n' - 'a'] = {"namespace", "new", "noexcept", "not", "not_eq", "nullptr"},
    ['o' - 'a'] = {"operator", "or", "or_eq"},
    ['p' - 'a'] = {"private", "protected", "public"},
    ['r' - 'a'] = {"reinterpret_cast"},
    ['s' - 'a'] = {"static_assert", "static_cast"},
    ['t' - 'a'] = {"template", "this", "thread_local", "throw", "true", "try", "typeid",
                   "typename"},
    ['u' - 'a'] = {"using"},
    ['v' - 'a'] = {"virtual"},
    ['w' - 'a'] = {"wchar_t"},
    ['x' - 'a'] = {"xor", "xor_eq"},
};

const char *spell_cxx_keyword(const char *name)
{
    if (*name < 'a' || *name > 'x') {
        return NULL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(keywords[0]); i++) {
        const char *keyword = keywords[*name - 'a'][i];

        if (keyword == NULL) {
            return NULL;
        }
        if (keyword[1] == name[1] && strcmp(keyword, name) == 0) {
            return keyword;
        }
    }
    return NULL;
}
