/* SPDX-License-Identifier: MIT */
#include "options.h"

#include "error.h"

static const char summary[] =
    "Puts devices on a system bus and runs them: a PL011 at 0x09000000 that drives "
    "lines\n"
    "32 to 37, an HPET at 0xfed00000 that drives lines 0 to 31, and those of --device.";

static const char description[] =
    "SPEC is TYPE[,addr=A][,addrN=A][,irq=L][,id=ID][,PROPERTY=VALUE]...: memory region "
    "0,\n"
    "or N, is mapped at A, and interrupt i drives line L+i. Commas in a value are "
    "doubled.\n"
    "CHARDEV is stdio, null, pty, file:PATH, pipe:PATH, "
    "unix:PATH[,server=on[,wait=off]]\n"
    "or tcp:HOST:PORT[,server=on[,wait=off]].\n"
    "Exit status: 0 done; 1 something was refused or failed; 2 the command line was "
    "wrong.";

static GOptionContext *make_context(BoardOptions *o)
{
    const GOptionEntry entries[] = {
        {"device", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->devices, "One more device",
         "SPEC"},
        {"nodefaults", 0, 0, G_OPTION_ARG_NONE, &o->no_defaults,
         "Leave the PL011 and the HPET out", NULL},
        {"global", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->globals,
         "A property of all devices of a type", "TYPE.PROPERTY=VALUE"},
        {"ram", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->rams,
         "Memory for devices to write to", "ADDR,SIZE"},
        {"serial", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->serials,
         "Connect the next device with a property 'chardev'", "CHARDEV"},
        {"qtest", 0, 0, G_OPTION_ARG_STRING, &o->qtest, "Serve a qtest client",
         "CHARDEV"},
        {"script", 0, 0, G_OPTION_ARG_FILENAME, &o->script,
         "Run commands from a file; '-' is standard input", "FILE"},
        {"trace", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->traces,
         "Record what happens in FILE.vcd or FILE.jsonl", "FILE"},
        {"load", 0, 0, G_OPTION_ARG_FILENAME, &o->load, "Begin with a saved state",
         "FILE"},
        {"save", 0, 0, G_OPTION_ARG_FILENAME, &o->save, "Save the state at the end",
         "FILE"},
        {"realtime", 0, 0, G_OPTION_ARG_NONE, &o->realtime,
         "The virtual clock goes with the host's", NULL},
        {"icount", 0, 0, G_OPTION_ARG_NONE, &o->icount,
         "The virtual clock jumps to deadlines when idle", NULL},
        {"log", 0, 0, G_OPTION_ARG_STRING, &o->log,
         "Log guest_errors, unimp, trace:PATTERN", "ITEM[,ITEM]..."},
        {"list-types", 0, 0, G_OPTION_ARG_NONE, &o->list_types,
         "List the types that --device takes", NULL},
        {"list-properties", 0, 0, G_OPTION_ARG_STRING, &o->list_properties,
         "List the properties of a type", "TYPE"},
        {"version", 0, 0, G_OPTION_ARG_NONE, &o->version, "Print the version", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    GOptionContext *context = g_option_context_new(NULL);

    g_option_context_set_summary(context, summary);
    g_option_context_set_description(context, description);
    g_option_context_add_main_entries(context, entries, NULL);
    return context;
}

static bool usage_error(GError **error, const char *text)
{
    g_set_error_literal(error, BOARD_ERROR, BOARD_ERROR_USAGE, text);
    return false;
}

bool options_parse(BoardOptions *options, int *argc, char ***argv, GError **error)
{
    g_autoptr(GOptionContext) context = make_context(options);
    g_autoptr(GError) parse_error = NULL;

    if (!g_option_context_parse(context, argc, argv, &parse_error)) {
        return usage_error(error, parse_error->message);
    }
    if (*argc > 1) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE, "unexpected argument '%s'",
                    (*argv)[1]);
        return false;
    }
    if (options->realtime && options->icount) {
        return usage_error(error, "--realtime and --icount exclude each other");
    }
    return true;
}

void options_finish(BoardOptions *options)
{
    g_strfreev(options->devices);
    g_strfreev(options->rams);
    g_strfreev(options->globals);
    g_strfreev(options->serials);
    g_strfreev(options->traces);
    g_free(options->qtest);
    g_free(options->script);
    g_free(options->save);
    g_free(options->load);
    g_free(options->log);
    g_free(options->list_properties);
}
