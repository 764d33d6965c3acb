/* SPDX-License-Identifier: MIT */
/*
 * The interface record (IR) in memory: what one scan found, and what a record file holds.
 *
 * One Ir owns everything below it: every string, type and declaration is allocated from
 * it, is borrowed by whoever looks at it, and lives until ir_destroy(). Strings are
 * interned: two equal strings of one Ir are one pointer. Sizes and alignments are in
 * bytes, field offsets and widths in bits; -1 stands for "has none".
 *
 * docs/ir.md describes the same data as JSON, member by member.
 */
#ifndef BINDERY_GEN_IR_H
#define BINDERY_GEN_IR_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#define IR_VERSION 1

/* What a `{...}` in the C text of a declaration stands for: the body of its record or
 * enum. */
#define IR_BODY_MARK "{...}"

typedef struct IrType IrType;
typedef struct IrDecl IrDecl;

typedef enum IrTypeKind {
    IR_TYPE_BUILTIN,
    IR_TYPE_POINTER,
    IR_TYPE_ARRAY,
    IR_TYPE_FUNCTION,
    IR_TYPE_RECORD,
    IR_TYPE_ENUM,
    IR_TYPE_TYPEDEF,
    IR_TYPE_VECTOR,
    IR_TYPE_COMPLEX,
    IR_TYPE_ATOMIC,
    IR_TYPE_UNSUPPORTED,
} IrTypeKind;

typedef enum IrBuiltinClass {
    IR_CLASS_NONE,
    IR_CLASS_VOID,
    IR_CLASS_BOOL,
    IR_CLASS_SIGNED,
    IR_CLASS_UNSIGNED,
    IR_CLASS_FLOATING,
    IR_CLASS_VA_LIST,
} IrBuiltinClass;

typedef enum IrQualifier {
    IR_CONST = 1 << 0,
    IR_VOLATILE = 1 << 1,
    IR_RESTRICT = 1 << 2,
} IrQualifier;

/* A type, interned by its spelling: equal spellings of one Ir are one IrType. */
struct IrType {
    IrTypeKind kind;
    unsigned qualifiers; /* of IrQualifier */
    const char
        *spelling; /* C, without a declarator: "const char *"; the key in "types" */
    IrBuiltinClass builtin;  /* of a builtin */
    int64_t size, align;     /* bytes; -1 for an incomplete or function type */
    const IrType *target;    /* pointee, element, value or result */
    IrDecl *decl;            /* of a record, an enum or a typedef */
    int64_t length;          /* elements of an array or vector; -1 for [] */
    const char *length_text; /* of a variable-length array parameter: "n"; else NULL */
    bool static_length;      /* a parameter written [static n] */
    const IrType **params;   /* of a function */
    unsigned n_params;
    bool variadic, prototyped, noreturn;
    const char *convention; /* of a function, NULL for the target's own: "stdcall" */
    const char *reason;     /* of an unsupported type: why */
    bool listed;            /* something in the record refers to it */
    IrType *clone;          /* of ir_clone() */
};

typedef enum IrDeclKind {
    IR_RECORD,
    IR_ENUM,
    IR_TYPEDEF,
    IR_FUNCTION,
    IR_VARIABLE,
    IR_MACRO,
} IrDeclKind;

/* Whether C calls it by a tag: "struct x", "union x", "enum x". */
static inline bool ir_has_tag(IrDeclKind kind)
{
    return kind == IR_RECORD || kind == IR_ENUM;
}

typedef enum IrStorage {
    IR_EXTERN,
    IR_STATIC,
    IR_THREAD_LOCAL,
} IrStorage;

/* How an enum is shown; the names are rust-bindgen's. */
typedef enum IrEnumStyle {
    IR_ENUM_PLAIN,
    IR_ENUM_CONSTS,
    IR_ENUM_MODULE_CONSTS,
    IR_ENUM_BITFIELD,
    IR_ENUM_NEWTYPE,
    IR_ENUM_RUST,
    IR_ENUM_RUST_NON_EXHAUSTIVE,
} IrEnumStyle;

typedef enum IrMacroKind {
    IR_MACRO_INTEGER,
    IR_MACRO_FLOATING,
    IR_MACRO_STRING,
    IR_MACRO_POINTER, /* an integer constant cast to a pointer */
    IR_MACRO_TEXT,
    IR_MACRO_FUNCTION,
} IrMacroKind;

/* How sure it is that a callback and an opaque pointer belong together. */
typedef enum IrConfidence {
    IR_BY_SHAPE, /* the types fit */
    IR_BY_NAME,  /* the types fit, and the names say so */
    IR_GIVEN,    /* the module's manifest says so */
} IrConfidence;

/*
 * A callback and the opaque pointer that travels with it. On a function it is one of the
 * parameters, on a record one of the members, on a typedef the type itself. Parameters
 * are counted from 0; -1 and NULL stand for "none".
 */
typedef struct IrCallback {
    int param;                   /* of a function: the parameter that takes it */
    const char *field;           /* of a record: the member that holds it */
    int opaque;                  /* which of the callback's own parameters it is given */
    int user_data;               /* of a function: the parameter that is passed on */
    int destroy;                 /* of a function: what frees the user data */
    const char *user_data_field; /* of a record: the same as members */
    const char *destroy_field;
    IrConfidence confidence;
} IrCallback;

/* A parameter of a function, or of the function that a callback points to. */
typedef struct IrParam {
    const char *name; /* "" when the header gives none */
    const IrType *type;
} IrParam;

typedef struct IrField {
    const char *name; /* "" for an anonymous record and an unnamed bit-field */
    const IrType *type;
    const char *c;   /* the member's declaration in C, no ";" */
    const char *doc; /* NULL for none */
    int64_t offset;  /* bits from the start of the record */
    int64_t width;   /* bits of a bit-field; -1 for any other member */
    IrDecl *inlined; /* the unnamed record or enum this member declares; else NULL */
    GPtrArray *attributes; /* of const char *, sorted; NULL for none */
    IrParam *params;       /* named parameters of a callback member */
    unsigned n_params;
    unsigned line, column; /* of one that messages may be about: a callback, or one with
                              attributes; not in the JSON */
} IrField;

typedef struct IrEnumerator {
    const char *name;
    const char *original; /* its name in the headers where it is renamed; else NULL */
    const char *value;    /* decimal */
    const char *doc;
    GPtrArray *attributes;
} IrEnumerator;

/*
 * One declaration. What holds for every kind first, then each kind's own part. There are
 * tens of thousands, all of which each step goes through: small members stand together,
 * and those that are asked most stand first.
 */
struct IrDecl {
    IrDeclKind kind;
    bool selected;     /* belongs in the record */
    bool tagged;       /* is in tags */
    bool unnamed;      /* of a record or an enum: has no tag */
    bool in_prototype; /* of a record or an enum: declared inside a prototype, known only
                          there */
    unsigned line, column;
    unsigned sequence; /* place in the translation unit; not in the JSON */
    int order_state;   /* of order_record(); not in the JSON */
    const char *key;   /* identity in its kind: "struct foo", "struct foo.b", "open" */
    const char
        *name; /* an identifier; for an unnamed type one made of owner and member */
    const char *original; /* its name in the headers where it is renamed; else NULL */
    const char *from;     /* who declares it instead of this record: a module it depends
                             on ("glib") or a system header ("<stddef.h>"); NULL: itself */
    const char *file;     /* name in "files"; NULL for none */
    const char *tag_attributes; /* C text after the body; not in the JSON */
    IrDecl *clone;              /* of ir_clone() */
    unsigned number;            /* of scan_union.c */
    const char *doc;
    const char *c; /* the declaration in C, no ";"; a macro's value; NULL: not in C */
    const char *c_only;    /* why C++ cannot see it; NULL when it can */
    GPtrArray *attributes; /* of const char *, sorted; NULL for none */
    GArray *callbacks;     /* of IrCallback, in the order of the source; NULL for none */
    IrDecl *inlined;       /* unnamed record or enum that a typedef, function or variable
                              declares */
    IrDecl *owner; /* of an unnamed or nested type: the declaration it stands in */
    const char
        *type_name; /* of a record or an enum: how C names it, NULL when it cannot */

    const IrType *type; /* typedef, function, variable, macro; an enum's integer type */

    /* IR_RECORD */
    int64_t size, align; /* also of IR_ENUM */
    int64_t pack;        /* #pragma pack(n) in force, in bytes; -1 for none */
    GArray *fields;      /* of IrField */
    bool is_union, complete, opaque, packed;
    /* IR_ENUM */
    IrEnumStyle style;
    GArray *enumerators; /* of IrEnumerator */
    /* IR_FUNCTION, and IR_TYPEDEF or IR_VARIABLE of a callback type */
    IrParam *params;
    unsigned n_params;
    /* IR_FUNCTION, IR_VARIABLE */
    IrStorage storage;
    const char *symbol;  /* what the linker sees, where an asm label sets it; else NULL */
    const char *wrapper; /* of a static inline function: its external wrapper's symbol */
    bool is_inline, defined;
    bool from_macro; /* made of a function-like macro and the signature in a manifest */
    /* IR_MACRO */
    bool unsure; /* text that may be a constant; not in the JSON */
    IrMacroKind macro;
    const char *value;     /* decimal, hexadecimal floating, or a string's bytes */
    const char *body;      /* the replacement list, blanks folded */
    GPtrArray *parameters; /* of const char *; of a function-like macro */
    /* IR_VARIABLE with a constant value: value too */
};

/* A registering function as it is for one handler: the object is typed. */
typedef struct IrRegistrar {
    const char *function; /* key of the function that takes the callback */
    const char *name;     /* "tick_g_timeout_add" */
    const char *c;        /* "guint tick_g_timeout_add(guint interval, Counter *data)" */
    const char *call;     /* "return g_timeout_add(interval, tick_bridge, data)" */
    const char *doc;      /* the function's; NULL for none */
} IrRegistrar;

/* A typed function that implements a callback. */
typedef struct IrHandler {
    const IrDecl *function;
    const char *object;     /* C spelling of the object's type; NULL when it takes none */
    const IrDecl *what;     /* the callback typedef, record or function it implements */
    const char *member;     /* of that record, or parameter of that function; else NULL */
    const char *bridge;     /* name of the function with the callback's own type */
    const char *c;          /* "gboolean tick_bridge(gpointer data)" */
    const char *call;       /* "return tick(data)" */
    GArray *registrars;     /* of IrRegistrar; NULL for none */
    GPtrArray *unconfirmed; /* of const char *, sorted: functions that take the callback,
                               where no name says what its object is; NULL for none */
} IrHandler;

typedef enum IrTableKind {
    IR_TABLE_CONST,  /* a constant table of functions */
    IR_TABLE_OBJECT, /* members of a record that carries the opaque pointer too */
    IR_TABLE_CLASS,  /* members of a class, whose functions take a parent object */
} IrTableKind;

typedef struct IrTableMember {
    const char *name;    /* of the member: "read" */
    const char *handler; /* key of the handler's function */
    const char *bridge;  /* what is put there */
} IrTableMember;

/* An operations table, or the part of a record or class that handlers fill. */
typedef struct IrTable {
    const char *name;   /* "pl011_ops" */
    const IrDecl *what; /* the record or its typedef */
    const char *type;   /* its C spelling */
    IrTableKind kind;
    const char *object;    /* C spelling of the handlers' object type; NULL for none */
    const char *user_data; /* IR_TABLE_OBJECT: the member that takes the object */
    const char *c;      /* "const MemoryRegionOps pl011_ops", or a function's prototype */
    GPtrArray *head;    /* of const char *: initialisers in front of the members; NULL */
    GArray *members;    /* of IrTableMember, in the record's order */
    GPtrArray *values;  /* the same behind them; of a class: what is assigned; NULL */
    GArray *registrars; /* of IrRegistrar: functions that take the table; NULL for none */
} IrTable;

/* An element of an array: its initialisers. */
typedef struct IrRow {
    GPtrArray *values; /* of const char *: ".name = \"flags\"" */
} IrRow;

/* What the trampolines define for themselves: an array of rows, or a function of steps.
 */
typedef struct IrDefinition {
    const char *c;    /* "static const Property pl011_properties[]", or a prototype */
    GArray *rows;     /* of IrRow; NULL for a function */
    GPtrArray *steps; /* of const char *: statements, "" for an empty line; NULL */
} IrDefinition;

/* An ancestor of an object type: what its first member is, and that one's, and so on. */
typedef struct IrParent {
    const char *type;             /* C spelling */
    const char *path;             /* "parent_obj.parent_obj" */
    const char *up, *up_call;     /* prototype and body of the up-cast */
    const char *down, *down_call; /* of the down-cast */
    const char *check; /* condition that holds where it may be cast down; NULL for none */
} IrParent;

/* A field that is a property, or that is part of a migration stream. */
typedef struct IrMarkedField {
    const char *field;
    GPtrArray *arguments; /* of const char *: the mark's, as given; NULL for none */
} IrMarkedField;

/* A record that is marked as a type. */
typedef struct IrObject {
    const IrDecl *record;
    const char *type;   /* C spelling */
    const char *name;   /* as the mark says, "pl011" */
    const char *prefix; /* an identifier made of it */
    const char *check;  /* function that says whether an ancestor is one; NULL */
    GArray *parents;    /* of IrParent, nearest first */
    GArray *properties; /* of IrMarkedField */
    GArray *migrated;   /* of IrMarkedField */
} IrObject;

/* Something that the headers declare and this record cannot describe. */
typedef struct IrUnsupported {
    const char *kind; /* as in the record's lists: "function", "record", ... */
    const char *name;
    const char *file;
    unsigned line, column;
    const char *reason;
} IrUnsupported;

typedef struct Ir {
    const char *module;
    const char *header;   /* name of the header that was scanned */
    const char *target;   /* triple */
    int64_t pointer_size; /* bytes */
    bool big_endian, char_signed;
    /* What sizeof, a pointer difference and characters have; not in the JSON. */
    const IrType *size_type, *ptrdiff_type, *wchar_type, *char16_type, *char32_type;
    GHashTable *paths; /* name of a file -> const char *: as it was opened, for messages;
                          not in the JSON */
    bool marked;       /* something may carry a mark; not in the JSON */
    GPtrArray *includes; /* of const char *: how C includes the header, "<gtk/gtk.h>" */
    GPtrArray *raw;      /* of const char *: raw lines, as given */
    GPtrArray *depends;  /* of const char *: modules whose bindings are included */
    GPtrArray *system;   /* of const char *, "<stddef.h>": headers that are included */
    GPtrArray *imports;  /* of IrDecl *: needed here and declared elsewhere (from), sorted
                            by from, kind and key */
    GPtrArray *blocked;  /* of const char *, "function:foo", sorted: what the module would
                            own if its manifest did not block it */
    GArray *handlers;    /* of IrHandler, sorted by function */
    GArray *tables;      /* of IrTable, sorted by name */
    GArray *objects;     /* of IrObject, sorted by type */
    GArray *definitions; /* of IrDefinition: what tables refer to, as C must see it */
    GArray *registration; /* of IrDefinition: what registers types, in C's order */
    /* Of const char *, sorted: C++ keywords used as identifiers; and names of types and
     * their parts that an object-like macro of the headers replaces. */
    GPtrArray *cxx_keywords, *hidden_names;
    GPtrArray *decls[IR_MACRO + 1]; /* of IrDecl *, by kind, sorted by order_lists() */
    GPtrArray *tags;     /* of IrDecl *, sorted: records to declare before all else */
    GPtrArray *order;    /* of IrDecl *: as C must declare them; no macros */
    GPtrArray *types;    /* of IrType *, in no order */
    GArray *unsupported; /* of IrUnsupported, sorted by kind, then name */

    GHashTable *type_by_spelling;
    GHashTable *decl_by_key[IR_MACRO + 1];
    GStringChunk *strings;
    GPtrArray *owned; /* of blocks freed with the Ir */
} Ir;

/* A new, empty record; free it with ir_destroy(). */
Ir *ir_create(void);

/* A new, empty record with the strings of that one, which lives until both are destroyed.
 */
Ir *ir_create_like(Ir *other);

/* Frees the record and all that hangs from it; NULL is taken. */
void ir_destroy(Ir *ir);

/* The record's own copy of a string (borrowed; one pointer per content). NULL gives NULL.
 */
const char *ir_string(Ir *ir, const char *text);
const char *ir_string_length(Ir *ir, const char *text, size_t length);
const char *ir_printf(Ir *ir, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* A copy that is not interned: for long texts of which there is one each (borrowed). */
const char *ir_text(Ir *ir, const char *text, size_t length);

/* Sorts a list of const char * by their bytes. */
void ir_sort_strings(GPtrArray *list);

/* Zeroed storage that lives as long as the record (borrowed). */
void *ir_alloc(Ir *ir, size_t size);

/*
 * Adds a declaration of that kind and key (borrowed), or returns NULL when there is one.
 * Only kind, key and name (= key) are set; offsets, sizes and pack are -1.
 */
IrDecl *ir_add_decl(Ir *ir, IrDeclKind kind, const char *key);

/*
 * The declaration of that kind and key (borrowed), added when there is none; the key must
 * be one of the record's own strings.
 */
IrDecl *ir_declare(Ir *ir, IrDeclKind kind, const char *key);

/* The declaration of that kind and key (borrowed), or NULL. */
IrDecl *ir_find_decl(const Ir *ir, IrDeclKind kind, const char *key);

/* Adds a type of that spelling (borrowed), or returns NULL when there is one. */
IrType *ir_add_type(Ir *ir, const char *spelling);

/* The type of that spelling (borrowed), or NULL. */
IrType *ir_find_type(const Ir *ir, const char *spelling);

/* The type behind all typedefs, qualifiers of the typedefs left out (borrowed). */
const IrType *ir_type_resolved(const IrType *type);

/* The path of the file of that name, as the compiler opened it (borrowed); the name
 * itself where it is not known. */
const char *ir_file_path(const Ir *ir, const char *file);

/* Notes that something cannot be described; kind and reason are copied. */
void ir_add_unsupported(Ir *ir, const IrDecl *decl, const char *reason);

/* "record", "enum", "typedef", "function", "variable", "macro". */
const char *ir_decl_kind_name(IrDeclKind kind);

/* Names as the JSON has them, and back (-1 for an unknown one). */
const char *ir_confidence_name(IrConfidence confidence);
int ir_confidence_from_name(const char *name);
const char *ir_table_kind_name(IrTableKind kind);
int ir_table_kind_from_name(const char *name);
const char *ir_enum_style_name(IrEnumStyle style);
int ir_enum_style_from_name(const char *name);

#endif
