# SPDX-License-Identifier: MIT
"""A header that declares what a record has, a declaration a piece, so that a test can change
one of them and nothing else."""

import re

LISTS = {"record": "records", "enum": "enums", "typedef": "typedefs",
         "function": "functions", "variable": "variables"}
BODY = "{...}"


class Header:
    """The pieces of a header, by `kind:key`, in an order that C can read."""

    def __init__(self, record):
        self.decls = {
            f"{kind}:{decl['key']}": decl
            for kind, name in LISTS.items()
            for decl in record.get(name, [])
        }
        self.macros = {f"macro:{decl['key']}": decl for decl in record.get("macros", [])}
        self.order = list(record.get("order", []))
        self.tags = list(record.get("tags", []))
        self.pieces = {
            name: self.piece(name) for name in self.order if "c" in self.decls[name]
        }
        self.pieces.update({name: define(decl) for name, decl in self.macros.items()})

    def piece(self, name):
        decl = self.decls[name]
        text = doc(decl) + self.body(decl, decl["c"], name)
        if "wrapper" in decl:
            text = text.replace(f' __asm__("{decl["wrapper"]}")', "")
            return f"static inline {text}\n{{\n    __builtin_trap();\n}}"
        if "pack" in decl:
            return f"#pragma pack(push, {decl['pack']})\n{text};\n#pragma pack(pop)"
        return text + ";"

    def body(self, decl, text, name):
        """The text with the bodies of the records and enums that it declares."""
        if BODY not in text:
            return text
        inner = self.decls[decl["inline"]] if "inline" in decl else decl
        if "fields" in inner or "kind" in inner:
            fields = "".join(
                doc(field, "    ") + f"    {self.body(field, field['c'], name)};\n"
                for field in inner.get("fields", [])
            )
            return text.replace(BODY, "{\n" + fields + "}", 1)
        values = "".join(
            f"    {each['name']} = {each['value']},\n" for each in inner.get("enumerators", [])
        )
        return text.replace(BODY, "{\n" + values + "}", 1)

    def text(self, changed=None):
        """The header, with some pieces replaced."""
        pieces = {**self.pieces, **(changed or {})}
        tags = [self.decls[name]["type"] + ";" for name in self.tags
                if "type" in self.decls[name]]
        return "\n".join([*tags, *(pieces[name] for name in pieces)]) + "\n"


def doc(decl, indent=""):
    text = decl.get("doc", "").replace("*/", "* /")
    return f"{indent}/** {text} */\n" if text else ""


def define(decl):
    parameters = decl.get("parameters")
    head = decl["name"] if parameters is None else f"{decl['name']}({', '.join(parameters)})"
    body = decl.get("c", decl.get("body", ""))
    return f"#define {head} {body}".rstrip()


def spaced(text):
    """One line, blanks folded: for finding words in a piece."""
    return re.sub(r"\s+", " ", text)
