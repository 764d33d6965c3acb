/* SPDX-License-Identifier: MIT */
#include "scan_readings_parts.h"

static void use(Walk *walk, const Step *step, uint64_t *print)
{
    Readings *readings = walk->readings;
    const unsigned *states = walk->reading->state;
    unsigned state = states[step->name];
    const NameFacts *facts;

    *print =
        mix(*print, step->kind == STEP_NAME ? state & ~(unsigned)STATE_ORDINARY : state);
    if (state >> STATE_BITS == 0 && (readings->facts[step->name].mentions != NULL ||
                                     readings->facts[step->name].traits == 0)) {
        return; /* no macro at the moment */
    }
    facts = readings_facts(readings, step->name);
    for (guint i = 0; i < facts->n_closed; i++) {
        unsigned name = g_array_index(readings->closure, unsigned, facts->first + i);
        *print = mix(*print, states[name]);
    }
    if (facts->traits == 0) {
        return;
    }
    if ((facts->traits & TRAIT_COUNTER) != 0) {
        walk->counted = mix(mix(walk->counted, step->name), *print);
        *print = mix(*print, walk->counted);
    }
    if ((facts->traits & TRAIT_PLACE) != 0 ||
        ((facts->traits & TRAIT_FILE) != 0 && walk->in_header)) {
        readings->understood = false;
    }
    if (step->kind != STEP_CONDITION) {
        walk_use_pragma(walk, step->name, facts->traits);
    }
}

static void set_macro(Walk *walk, unsigned name, unsigned text)
{
    unsigned *state = &walk->reading->state[name];

    *state = (*state & ((1U << STATE_BITS) - 1)) | text << STATE_BITS;
}

static void pass_cursor(Walk *walk, guint number, uint64_t *print)
{
    Reading *reading = walk->reading;
    const TraceCursor *cursor = cursor_at(walk->readings, number);
    const unsigned end = (cursor + 1)->sequence;

    for (unsigned i = 0; i < N_STACKS; i++) {
        *print = mix(*print, walk->pragmas[i]);
    }
    reading->times[number] = ++walk->time;
    if (cursor->late) {
        g_array_append_val(walk->late, number);
        return;
    }
    for (unsigned i = cursor->sequence + 1; i <= end; i++) {
        reading->sequence[i] = ++walk->sequence;
    }
}

static bool walk_inclusion(Walk *walk, guint number);

/* Whether it cannot be told what is read there, or where what it declares stands. */
static bool is_unclear(const Inclusions *inclusions, guint target)
{
    return target == INCLUSION_UNKNOWN ||
           g_hash_table_contains(inclusions->unclear,
                                 inclusion_at(inclusions, target)->file);
}

static bool follow(Walk *walk, guint directive)
{
    guint target = g_array_index(walk->readings->inclusions->targets, guint, directive);

    g_array_append_val(walk->reading->directives, directive);
    if (target == INCLUSION_NONE) {
        return true;
    }
    if (is_unclear(walk->readings->inclusions, target)) {
        walk->reading->differs = directive_at(walk->readings, directive)->to;
        walk->readings->understood &= target != INCLUSION_UNKNOWN;
        if (!walk->shared || target == INCLUSION_UNKNOWN) {
            return false;
        }
    }
    return walk->reading->read[target] || walk_inclusion(walk, target);
}

static bool take_step(Walk *walk, const Step *step, uint64_t *print)
{
    switch ((StepKind)step->kind) {
    case STEP_DEFINE:
        set_macro(walk, step->name, step->number);
        walk->reading->last[step->name] = step->directive + 1;
        break;
    case STEP_UNDEF:
        set_macro(walk, step->name, 0);
        break;
    case STEP_DECLARE:
        walk->reading->state[step->name] |= step->bits;
        break;
    case STEP_PRAGMA:
        walk_pass_pragma(walk, step->name);
        break;
    case STEP_INCLUDE:
        return follow(walk, step->directive);
    case STEP_CURSOR:
        pass_cursor(walk, step->name, print);
        break;
    default:
        use(walk, step, print);
        break;
    }
    return true;
}

/* Whether it is what the main file includes: the header of a module. */
static bool is_header(const Readings *readings, guint number)
{
    const Inclusions *inclusions = readings->inclusions;
    const GArray *headers = inclusion_at(inclusions, inclusions->main)->directives;

    for (guint i = 0; i < headers->len; i++) {
        guint directive = number_at(headers, i);
        if (number_at(inclusions->targets, directive) == number) {
            return true;
        }
    }
    return false;
}

/* False when something is not read as it was in the shared scan. */
static bool walk_inclusion(Walk *walk, guint number)
{
    Part *part = &g_array_index(walk->readings->parts, Part, number);
    uint64_t print = 1;
    bool same = true;

    walk->reading->read[number] = true;
    walk->in_header = is_header(walk->readings, number);
    for (guint i = 0; same && i < part->count; i++) {
        const Step *step = &g_array_index(walk->readings->steps, Step, part->first + i);
        same = take_step(walk, step, &print);
        if (step->kind == STEP_INCLUDE) {
            walk->in_header = is_header(walk->readings, number);
        }
    }
    if (walk->shared) {
        part->print = print;
    } else if (same && part->print != print) {
        walk->reading->differs = inclusion_at(walk->readings->inclusions, number)->file;
        same = false;
    }
    return same;
}

static void end_late(Walk *walk)
{
    for (guint i = 0; i < walk->late->len; i++) {
        guint number = number_at(walk->late, i);
        const TraceCursor *cursor = cursor_at(walk->readings, number);

        for (unsigned j = cursor->sequence + 1; j <= (cursor + 1)->sequence; j++) {
            walk->reading->sequence[j] = ++walk->sequence;
        }
    }
}

static void walk_from(Readings *readings, Reading *reading, guint inclusion, bool shared)
{
    const Inclusions *inclusions = readings->inclusions;
    const guint n_names = word_names_count(readings->names) + 1;
    Walk walk = {.readings = readings, .reading = reading, .shared = shared};
    bool same = true;

    *reading = (Reading){
        .read = g_new0(bool, inclusions->list->len),
        .times = g_new0(unsigned, readings->scanner->trace->cursors->len),
        .sequence = g_new0(unsigned, readings->scanner->sequence + 1),
        .state = g_new0(unsigned, n_names),
        .last = g_new0(guint, n_names),
        .directives = g_array_new(FALSE, FALSE, sizeof(guint)),
    };
    walk.late = g_array_new(FALSE, FALSE, sizeof(guint));
    for (unsigned i = 0; i < N_STACKS; i++) {
        walk.stacks[i] = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    }
    for (guint i = 0; same && i < inclusions->before->len; i++) {
        same = walk_inclusion(&walk, number_at(inclusions->before, i));
    }
    if (same && !reading->read[inclusion]) {
        walk_inclusion(&walk, inclusion);
    }
    end_late(&walk);
    for (unsigned i = 0; i < N_STACKS; i++) {
        g_array_free(walk.stacks[i], TRUE);
    }
    g_array_free(walk.late, TRUE);
}

void reading_init(Reading *reading, Readings *readings, guint inclusion)
{
    walk_from(readings, reading, inclusion, false);
}

void reading_finish(Reading *reading)
{
    g_free(reading->read);
    g_free(reading->times);
    g_free(reading->sequence);
    g_free(reading->state);
    g_free(reading->last);
    g_array_free(reading->directives, TRUE);
}

static void note_last_places(Readings *readings)
{
    const ScanSystem *system = readings->scanner->system;

    for (guint i = 0; i < scan_system_places(system); i++) {
        const IrDecl *decl = scan_system_place_at(system, i)->decl;
        if (ir_has_tag(decl->kind)) {
            g_hash_table_insert(readings->last_places, (gpointer)decl,
                                GUINT_TO_POINTER(i + 1));
        }
    }
}

Readings *readings_create(Scanner *scanner)
{
    Readings *readings = g_new0(Readings, 1);

    scan_trace_wait(scanner->trace);
    *readings = (Readings){
        .scanner = scanner,
        .inclusions = inclusions_create(scanner),
        .names = scanner->trace->names,
        .texts = word_names_create(),
        .words = scanner->trace->words,
        .last_places = g_hash_table_new(NULL, NULL),
        .closure = g_array_new(FALSE, FALSE, sizeof(unsigned)),
        .pasted = g_array_new(FALSE, FALSE, sizeof(unsigned)),
        .steps = g_array_new(FALSE, FALSE, sizeof(Step)),
        .folded = g_string_new(""),
        .parts = g_array_new(FALSE, FALSE, sizeof(Part)),
    };
    readings->understood = readings->inclusions->understood && scanner->trace->understood;
    if (readings->understood) {
        readings_set_facts(readings);
        note_last_places(readings);
        for (guint i = 0; i < readings->inclusions->list->len; i++) {
            readings_add_part(readings, i);
        }
        walk_from(readings, &readings->shared, readings->inclusions->main, true);
    }
    if (!readings->understood) {
        readings_destroy(readings);
        return NULL;
    }
    return readings;
}

void readings_destroy(Readings *readings)
{
    if (readings == NULL) {
        return;
    }
    for (guint i = 0; readings->facts != NULL && i < word_names_count(readings->names);
         i++) {
        if (readings->facts[i].mentions != NULL) {
            g_array_free(readings->facts[i].mentions, TRUE);
        }
    }
    g_free(readings->facts);
    if (readings->shared.read != NULL) {
        reading_finish(&readings->shared);
    }
    inclusions_destroy(readings->inclusions);
    word_names_destroy(readings->texts);
    g_hash_table_destroy(readings->last_places);
    g_array_free(readings->closure, TRUE);
    g_array_free(readings->pasted, TRUE);
    g_array_free(readings->steps, TRUE);
    g_string_free(readings->folded, TRUE);
    g_array_free(readings->parts, TRUE);
    g_free(readings);
}

const Inclusions *readings_inclusions(const Readings *readings)
{
    return readings->inclusions;
}

bool reading_defines(const Reading *reading, const Readings *readings, const char *name)
{
    return reading->state[find_name(readings, name)] >> STATE_BITS != 0;
}

const TraceDirective *reading_other_definition(const Reading *reading,
                                               const Readings *readings, const char *name)
{
    const unsigned number = find_name(readings, name);
    guint last = reading->last[number];

    return last != 0 && last != readings->shared.last[number]
               ? directive_at(readings, last - 1)
               : NULL;
}

bool reading_has_macro(const Reading *reading, Readings *readings, const char *name,
                       bool value)
{
    const unsigned number = find_name(readings, name);
    const Reading *shared = &readings->shared;
    const NameFacts *facts = readings_facts(readings, number);
    bool same =
        reading->state[number] >> STATE_BITS == shared->state[number] >> STATE_BITS;

    for (guint i = 0; same && value && i < facts->n_closed; i++) {
        unsigned other = g_array_index(readings->closure, unsigned, facts->first + i);
        same = reading->state[other] == shared->state[other];
    }
    return same;
}
