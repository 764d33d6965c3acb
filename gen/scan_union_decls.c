/* SPDX-License-Identifier: MIT */
/* Declarations of a union: which of them are a part's, and the part's alone. */
#include "ir_clone.h"
#include "scan_union_parts.h"

static void number_decl(ScanUnion *all, IrDecl *decl)
{
    decl->number = all->decls->len;
    g_ptr_array_add(all->decls, decl);
}

/* As they lie in memory, but for the few that are in no list. */
static void number_decls(ScanUnion *all)
{
    Ir *ir = all->scan->scanner.ir;

    all->decls = g_ptr_array_new();
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        GHashTableIter iter;
        gpointer value;

        for (guint i = 0; i < ir->decls[kind]->len; i++) {
            number_decl(all, ir->decls[kind]->pdata[i]);
        }
        g_hash_table_iter_init(&iter, ir->decl_by_key[kind]);
        while (g_hash_table_iter_next(&iter, NULL, &value)) {
            const guint number = ((const IrDecl *)value)->number;
            if (number >= all->decls->len || all->decls->pdata[number] != value) {
                number_decl(all, value);
            }
        }
    }
    all->facts = g_new0(DeclFacts, all->decls->len);
    for (guint i = 0; i < all->decls->len; i++) {
        all->facts[i].inclusion = INCLUSION_NONE;
    }
}

/* Calls found for each declaration that stands at that cursor. */
typedef void SiteFound(ScanUnion *all, const IrDecl *decl, guint cursor);

static void find_sites(ScanUnion *all, SiteFound *found)
{
    const ScanSystem *system = all->scan->scanner.system;
    const GArray *cursors = all->scan->scanner.trace->cursors;

    for (guint i = 0; i + 1 < cursors->len; i++) {
        const TraceCursor *cursor = cursor_at(all, i);

        if (cursor->tag != NULL && !cursor->late) {
            found(all, cursor->tag, i);
        }
        for (guint j = cursor->place; j < (cursor + 1)->place; j++) {
            const IrDecl *decl = scan_system_place_at(system, j)->decl;
            if (!ir_has_tag(decl->kind)) {
                found(all, decl, i);
            }
        }
    }
}

static void count_site(ScanUnion *all, const IrDecl *decl, guint cursor)
{
    (void)cursor;
    all->facts[decl->number].n_sites++;
}

static void add_site(ScanUnion *all, const IrDecl *decl, guint cursor)
{
    DeclFacts *facts = &all->facts[decl->number];

    g_array_index(all->sites, guint, facts->first + facts->n_sites++) = cursor;
}

static void list_sites(ScanUnion *all)
{
    guint sum = 0;

    find_sites(all, count_site);
    for (guint i = 0; i < all->decls->len; i++) {
        all->facts[i].first = sum;
        sum += all->facts[i].n_sites;
        all->facts[i].n_sites = 0;
    }
    all->sites = g_array_sized_new(FALSE, FALSE, sizeof(guint), sum);
    g_array_set_size(all->sites, sum);
    find_sites(all, add_site);
}

static void place_decls(ScanUnion *all)
{
    const ScanSystem *system = all->scan->scanner.system;
    const Inclusions *inclusions = readings_inclusions(all->readings);

    all->inclusion = g_new(guint, scan_system_places(system));
    for (guint i = 0; i < scan_system_places(system); i++) {
        const ScanPlace *place = scan_system_place_at(system, i);
        all->inclusion[i] = inclusions_find(inclusions, place->file, place->start);
        all->facts[place->decl->number].inclusion = all->inclusion[i];
    }
}

/* Which cursor entered each declaration: sequences were given in the order of cursors. */
static void find_cursors(ScanUnion *all)
{
    const Scanner *scanner = &all->scan->scanner;
    guint *by_sequence = g_new0(guint, scanner->sequence + 1);

    for (guint i = 0; i + 1 < scanner->trace->cursors->len; i++) {
        const TraceCursor *cursor = cursor_at(all, i);
        for (guint j = cursor->sequence + 1; j <= (cursor + 1)->sequence; j++) {
            by_sequence[j] = i + 1;
        }
    }
    for (int kind = IR_RECORD; kind <= IR_VARIABLE; kind++) {
        const GPtrArray *list = scanner->ir->decls[kind];
        for (guint i = 0; i < list->len; i++) {
            const IrDecl *decl = list->pdata[i];
            all->facts[decl->number].cursor = by_sequence[decl->sequence];
        }
    }
    g_free(by_sequence);
}

void union_list_decls(ScanUnion *all)
{
    number_decls(all);
    list_sites(all);
    place_decls(all);
    find_cursors(all);
}

static guint site_at(const ScanUnion *all, const DeclFacts *facts, guint number)
{
    return g_array_index(all->sites, guint, facts->first + number);
}

/* Where its sites are, seen from the part. */
typedef struct SiteCount {
    guint own, others;
    bool ordered; /* its own are in the order of the union */
    bool leads;   /* the first of all is its own */
} SiteCount;

/* Counts only those in the compiler's headers, or only those elsewhere, or all. */
static SiteCount count_sites(const Part *part, const IrDecl *decl, bool not_compiler)
{
    const DeclFacts *facts = &part->all->facts[decl->number];
    SiteCount count = {.ordered = true};
    unsigned last = 0;

    for (guint i = 0; i < facts->n_sites; i++) {
        guint cursor = site_at(part->all, facts, i);
        unsigned time = part->reading.times[cursor];

        if (not_compiler && cursor_at(part->all, cursor)->file->compiler) {
            continue;
        }
        count.leads = count.leads || (time != 0 && count.own + count.others == 0);
        count.own += time != 0;
        count.others += time == 0;
        count.ordered = count.ordered && (time == 0 || time > last);
        last = MAX(last, time);
    }
    return count;
}

static bool is_of_compiler(const IrDecl *decl)
{
    return decl->file == NULL || strcmp(decl->file, SCAN_COMPILER_FILE) == 0;
}

/* A struct, a union or an enum is what its definition says, and stands where it is first
 * mentioned; it must be the part's own in both. */
static bool is_own_tag(Part *part, const IrDecl *decl, bool *kept)
{
    const DeclFacts *facts = &part->all->facts[decl->number];
    SiteCount count = count_sites(part, decl, false);
    bool entered = facts->cursor != 0 && part->reading.times[facts->cursor - 1] != 0;
    bool placed = part_reads(part, facts->inclusion);

    *kept = count.own > 0 || (facts->n_sites == 0 && (entered || placed)) ||
            facts->inclusion == INCLUSION_NONE;
    if (!*kept || facts->inclusion == INCLUSION_NONE) {
        return true;
    }
    if (facts->cursor == 0) {
        return placed; /* of the compiler's */
    }
    return entered && placed && strchr(decl->key, '\'') == NULL &&
           (count.own == 0 || count.ordered);
}

/* Whether the declaration is the part's, and whether that is all there is of it. */
static bool is_own(Part *part, const IrDecl *decl, bool *kept)
{
    const ScanTrace *trace = part->all->scan->scanner.trace;
    const bool changed = g_hash_table_contains(trace->changed, decl);
    SiteCount count;

    if (decl->kind == IR_MACRO) {
        *kept = reading_defines(&part->reading, part->all->readings, decl->name);
        return !*kept || reading_has_macro(&part->reading, part->all->readings,
                                           decl->name, decl->macro != IR_MACRO_FUNCTION);
    }
    if (ir_has_tag(decl->kind)) {
        return is_own_tag(part, decl, kept);
    }
    count = count_sites(part, decl, false);
    *kept = count.own > 0 || count.others == 0;
    if (!*kept || count.others + count.own == 0) {
        return true;
    }
    if (decl->kind != IR_TYPEDEF) {
        return count.ordered && (count.others == 0 || (count.leads && !changed));
    }
    if (is_of_compiler(decl)) {
        return true;
    }
    /* The first one counts, but those of the compiler only where there is no other. */
    count = count_sites(part, decl, true);
    return (count.leads && count.ordered) ||
           (count.own == 0 && g_hash_table_contains(trace->replaced, decl));
}

static bool keep(const IrDecl *decl, const void *data)
{
    return ((const bool *)data)[decl->number];
}

Ir *part_take_decls(Part *part, bool *kept)
{
    const GPtrArray *decls = part->all->decls;

    for (guint i = 0; i < decls->len; i++) {
        if (!is_own(part, decls->pdata[i], &kept[i])) {
            return NULL;
        }
    }
    return ir_clone_some(part->all->scan->scanner.ir, keep, kept);
}

/* A macro stands where the part's own headers define it last. */
static void place_macro(Part *part, IrDecl *decl)
{
    const TraceDirective *directive =
        reading_other_definition(&part->reading, part->all->readings, decl->name);

    if (directive != NULL) {
        decl->file = directive->file->name;
        scan_file_position(directive->file, directive->offset, &decl->line,
                           &decl->column);
    }
}

/* Types that other headers than the compiler's declare too, and not in this part. */
static void take_replaced(Part *part)
{
    GHashTableIter iter;
    gpointer decl, value;

    g_hash_table_iter_init(&iter, part->all->scan->scanner.trace->replaced);
    while (g_hash_table_iter_next(&iter, &decl, &value)) {
        const IrDecl *before = value;
        IrDecl *copy = ((IrDecl *)decl)->clone;
        if (copy != NULL && count_sites(part, decl, true).own == 0) {
            copy->file = before->file;
            copy->line = copy->column = copy->sequence = 0;
            copy->type = before->type->clone;
            copy->doc = before->doc;
        }
    }
}

void part_place_decls(Part *part)
{
    const GPtrArray *decls = part->all->decls;
    const char *header = part->header->name;

    for (guint i = 0; i < decls->len; i++) {
        IrDecl *copy = ((const IrDecl *)decls->pdata[i])->clone;
        if (copy == NULL) {
            continue;
        }
        if (copy->kind != IR_MACRO) {
            copy->sequence = part->reading.sequence[copy->sequence];
        } else {
            place_macro(part, copy);
        }
        if (copy->file == header) {
            copy->file = part->scanner->main_file->name;
        }
    }
    take_replaced(part);
}
