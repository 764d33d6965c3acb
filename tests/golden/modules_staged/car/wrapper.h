/* Not the header of the engine, but its bindings. */
#include "engine.h"

struct car {
    engine *motor;
    size_t kilometres;
};

void car_drive(struct car *it, engine_turn_fn turn);
