#include <stddef.h>

typedef struct engine engine;

/** Called at each turn. */
typedef void (*engine_turn_fn)(size_t turns, void *data);

engine *engine_create(void);
void engine_run(engine *it, engine_turn_fn turn, void *data);
