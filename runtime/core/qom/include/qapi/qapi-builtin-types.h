/* SPDX-License-Identifier: MIT */
/* Lists of scalars as list visitors build them: each link and its value are new. */
#ifndef QAPI_BUILTIN_TYPES_H
#define QAPI_BUILTIN_TYPES_H

#include "qapi/util.h"

#define QAPI_LIST_TYPE_(name, type)                                                      \
    typedef struct name name;                                                            \
    struct name {                                                                        \
        name *next;                                                                      \
        type value;                                                                      \
    }

QAPI_LIST_TYPE_(strList, char *);
QAPI_LIST_TYPE_(numberList, double);
QAPI_LIST_TYPE_(intList, int64_t);
QAPI_LIST_TYPE_(int8List, int8_t);
QAPI_LIST_TYPE_(int16List, int16_t);
QAPI_LIST_TYPE_(int32List, int32_t);
QAPI_LIST_TYPE_(int64List, int64_t);
QAPI_LIST_TYPE_(uint8List, uint8_t);
QAPI_LIST_TYPE_(uint16List, uint16_t);
QAPI_LIST_TYPE_(uint32List, uint32_t);
QAPI_LIST_TYPE_(uint64List, uint64_t);
QAPI_LIST_TYPE_(sizeList, uint64_t);
QAPI_LIST_TYPE_(boolList, bool);

/* The three states of a setting that can choose for itself. */
typedef enum OnOffAuto {
    ON_OFF_AUTO_AUTO,
    ON_OFF_AUTO_ON,
    ON_OFF_AUTO_OFF,
    ON_OFF_AUTO__MAX,
} OnOffAuto;

extern const QEnumLookup OnOffAuto_lookup;

#endif
