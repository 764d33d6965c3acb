/* SPDX-License-Identifier: MIT */
/* Handlers of callback types and of parameters of functions: bridges, and typed forms of
 * what registers them. The shapes are those of GLib, SQLite, Expat, the C library. */
#include <bindery/marks.h>

typedef unsigned long size_t;
typedef int gboolean;
typedef void *gpointer;
typedef const void *gconstpointer;
typedef unsigned int guint;
typedef struct _GList GList;
typedef gboolean (*GSourceFunc)(gpointer user_data);
typedef void (*GDestroyNotify)(gpointer data);
typedef int (*GCompareDataFunc)(gconstpointer a, gconstpointer b, gpointer user_data);
typedef void (*GFunc)(gpointer data, gpointer user_data);

/** Calls a function at regular intervals. */
guint g_timeout_add(guint interval, GSourceFunc function, gpointer data);
/** The same, with a priority, and with what frees the data. */
guint g_timeout_add_full(int priority, guint interval, GSourceFunc function, gpointer data,
                         GDestroyNotify notify);
GList *g_list_sort_with_data(GList *list, GCompareDataFunc compare_func, gpointer user_data);
void g_list_foreach(GList *list, GFunc func, gpointer user_data);
/* Neither of these gets a typed form: it could not be called without a warning, or not at
 * all. */
guint old_timeout_add(GSourceFunc function, gpointer data) __attribute__((deprecated));
guint timeouts_add(GSourceFunc function, gpointer data, ...);

typedef struct sqlite3 sqlite3;
int sqlite3_exec(sqlite3 *, const char *sql,
                 int (*callback)(void *, int, char **, char **), void *, char **errmsg);
int sqlite3_create_collation(sqlite3 *, const char *zName, int eTextRep, void *pArg,
                             int (*xCompare)(void *, int, const void *, int, const void *));
typedef struct sqlite3_context sqlite3_context;
typedef struct sqlite3_value sqlite3_value;
int sqlite3_create_function(sqlite3 *db, const char *zFunctionName, int nArg, int eTextRep,
                            void *pApp,
                            void (*xFunc)(sqlite3_context *, int, sqlite3_value **),
                            void (*xStep)(sqlite3_context *, int, sqlite3_value **),
                            void (*xFinal)(sqlite3_context *));

typedef struct XML_ParserStruct *XML_Parser;
typedef char XML_Char;
typedef void (*XML_StartElementHandler)(void *userData, const XML_Char *name,
                                        const XML_Char **atts);
typedef void (*XML_EndElementHandler)(void *userData, const XML_Char *name);
void XML_SetElementHandler(XML_Parser parser, XML_StartElementHandler start,
                           XML_EndElementHandler end);
void XML_SetUserData(XML_Parser parser, void *userData);

void qsort_r(void *base, size_t nmemb, size_t size,
             int (*compar)(const void *, const void *, void *), void *arg);
typedef unsigned long pthread_t;
typedef union pthread_attr_t pthread_attr_t;
int pthread_create(pthread_t *newthread, const pthread_attr_t *attr,
                   void *(*start_routine)(void *), void *arg);

/* ---- the consumer ---- */

typedef struct Counter {
    int count;
} Counter;
typedef struct Item {
    int weight;
} Item;
typedef struct Scale {
    int unit;
} Scale;

/** One tick of the counter. */
gboolean counter_tick(Counter *counter) BINDERY_IMPLEMENTS(GSourceFunc);
void counter_free(Counter *counter) BINDERY_IMPLEMENTS(GDestroyNotify);
/* One function, two callbacks. */
int item_compare(const Item *a, const Item *b, const Scale *scale)
    BINDERY_IMPLEMENTS(GCompareDataFunc) BINDERY_IMPLEMENTS(qsort_r, 4);
void item_show(Item *item, Scale *scale) BINDERY_IMPLEMENTS(GFunc);
int counter_row(Counter *counter, int n, char **values, char **names)
    BINDERY_IMPLEMENTS(sqlite3_exec, callback);
int scale_collate(Scale *scale, int n1, const char *a, int n2, const char *b)
    BINDERY_IMPLEMENTS(sqlite3_create_collation, xCompare);
/* It is given no object: it is the callback's own type already. */
void half(sqlite3_context *context, int n, sqlite3_value **values)
    BINDERY_IMPLEMENTS(sqlite3_create_function, xFunc);
void counter_start(Counter *counter, const XML_Char *name, const XML_Char **atts)
    BINDERY_IMPLEMENTS(XML_StartElementHandler);
Counter *counter_run(Counter *counter) BINDERY_IMPLEMENTS(pthread_create, start_routine);
