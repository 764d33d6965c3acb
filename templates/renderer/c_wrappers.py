# SPDX-License-Identifier: MIT
"""External functions that stand for static inline ones."""

from .c_original import originally
from .c_text import declare, wrap
from .errors import RenderError


def wrappers(record):
    """(prototype, call) of each wrapper, in the record's order. They are compiled with the
    original header, and have its names."""
    macros = {macro["key"]: macro for macro in record["macros"]}
    return [
        wrapper(record, function, macros)
        for function in record["functions"]
        if "wrapper" in function
    ]


def wrapper(record, function, macros):
    name, symbol = function.get("original", function["name"]), function["wrapper"]
    types = record["types"]
    function_type = types[function["type"]]
    if function_type.get("variadic"):
        text = f"the variadic function '{name}' cannot have a wrapper"
        raise RenderError(text, record.name)
    names, declared = [], []
    for index, parameter in enumerate(function.get("params", ())):
        own = parameter.get("name")
        if not own or own == name or own in macros or own in names:
            own = f"arg{index}"
        names.append(own)
        declared.append(declare(originally(record, parameter["type"]), own))
    signature = f"{symbol}({', '.join(declared) or 'void'})"
    prototype = declare(originally(record, function_type["returns"]), signature)
    if "convention" in function_type:
        prototype = f"__attribute__(({function_type['convention']})) {prototype}"
    # Parentheses keep a function-like macro of that name out of the way, unless it is meant.
    shadowed = macros.get(name, {}).get("kind") == "function" and "from_macro" not in function
    call = f"{f'({name})' if shadowed else name}({', '.join(names)})"
    gives = "" if is_void(record, function_type["returns"]) else "return "
    return wrap(prototype), f"{gives}{call}"


def is_void(record, spelling):
    description = record["types"].get(spelling, {})
    while description.get("kind") == "typedef":
        typedef = record.declarations.get(f"typedef:{description['typedef']}")
        if not typedef:
            return False
        description = record["types"].get(typedef["type"], {})
    return description.get("class") == "void"
