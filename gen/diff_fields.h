/* SPDX-License-Identifier: MIT */
/*
 * Which member of a record is which after a change, and what became of their places.
 */
#ifndef BINDERY_GEN_DIFF_FIELDS_H
#define BINDERY_GEN_DIFF_FIELDS_H

#include "diff_match.h"

typedef struct DiffFields {
    const IrDecl *before, *after;
    guint n_before, n_after;
    int *to_after; /* for each member before: its index after; -1 when it is gone */
    bool *known;   /* for each member after: there was one */
    int64_t end;   /* bits: where the last member ended before */
    bool moved;   /* a member that stayed, and is not reserved room, has another offset */
    bool neutral; /* nothing moved, size and alignment are as before */
    bool only_grew; /* nothing moved, and the record is larger */
} DiffFields;

/* Matches the members of two records, by name and then by place and type. */
void diff_fields_init(DiffFields *fields, const DiffMatches *matches,
                      const IrDecl *before, const IrDecl *after);
void diff_fields_finish(DiffFields *fields);

/* For each member before, whether it stands where it stood among those that stayed: the
 * longest run of members in one order. New. */
bool *diff_fields_stay(const DiffFields *fields);

/*
 * Whether a record has, itself or in the unnamed records in it, a member of that name and
 * type at that place (bits); matches are from the record of before, and it is either.
 */
bool diff_fields_have(const DiffMatches *matches, const IrDecl *record,
                      const IrField *field, int64_t offset);

/* "byte 4", "byte 4 bit 2". New. */
char *diff_offset(int64_t bits);

#endif
