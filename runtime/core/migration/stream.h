/* SPDX-License-Identifier: MIT */
/* Whole streams: the form is in stream_format.h. */
#ifndef RUNTIME_STREAM_H
#define RUNTIME_STREAM_H

#include "runtime/snapshot.h"
#include "vmstate_registry.h"

/* The text of the description of all that is saved: what leads, and the list's end. */
JSONWriter *stream_describe_begin(void);
/* New; vmdesc is stolen. */
GString *stream_describe_end(JSONWriter *vmdesc);

/* All sections that are needed now. False with errp set. vmdesc may be NULL. */
bool stream_save_sections(QEMUFile *f, JSONWriter *vmdesc, Error **errp);
/* A whole stream. */
bool stream_save(QEMUFile *f, Error **errp);

/* The state of one entry alone, without what stands around it in a section. */
int stream_save_state(QEMUFile *f, SaveStateEntry *entry, JSONWriter *vmdesc,
                      Error **errp);
int stream_load_state(QEMUFile *f, SaveStateEntry *entry, int version_id, Error **errp);

/* A whole stream: all or nothing. */
SnapshotResult stream_load(QEMUFile *f, Error **errp);

#endif
