/* SPDX-License-Identifier: MIT */
#include "options.h"

#include "error.h"
#include "setup.h"

static const char summary[] =
    "Puts devices on a system bus and runs them: those of --device, and before them";

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
        {"cpu", 0, 0, G_OPTION_ARG_STRING, &o->cpu, "Run firmware on a processor",
         "aarch64|i386"},
        {"firmware", 0, 0, G_OPTION_ARG_FILENAME, &o->firmware, "What it runs", "FILE"},
        {"dtb", 0, 0, G_OPTION_ARG_FILENAME, &o->dtb, "The device tree for the firmware",
         "FILE"},
        {"trace", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->traces,
         "Record what happens in FILE.vcd or FILE.jsonl", "FILE"},
        {"load", 0, 0, G_OPTION_ARG_FILENAME, &o->load, "Begin with a saved state",
         "FILE"},
        {"save", 0, 0, G_OPTION_ARG_FILENAME, &o->save, "Save the state at the end",
         "FILE"},
        {"realtime", 0, 0, G_OPTION_ARG_NONE, &o->realtime,
         "The virtual clock goes with the host's", NULL},
        {"icount", 0, 0, G_OPTION_ARG_NONE, &o->icount,
         "The virtual clock counts instructions, and jumps to deadlines when idle", NULL},
        {"log", 0, 0, G_OPTION_ARG_STRING, &o->log,
         "Log guest_errors, invalid_mem, unimp, trace:PATTERN", "ITEM[,ITEM]..."},
        {"list-types", 0, 0, G_OPTION_ARG_NONE, &o->list_types,
         "List the types that --device takes", NULL},
        {"list-properties", 0, 0, G_OPTION_ARG_STRING, &o->list_properties,
         "List the properties of a type", "TYPE"},
        {"version", 0, 0, G_OPTION_ARG_NONE, &o->version, "Print the version", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    GOptionContext *context = g_option_context_new(NULL);
    g_autofree char *defaults = g_strjoinv("\n  ", (char **)setup_default_devices);
    g_autofree char *text = g_strconcat(summary, "\n  ", defaults, NULL);

    g_option_context_set_summary(context, text);
    g_option_context_set_description(context, description);
    g_option_context_add_main_entries(context, entries, NULL);
    return context;
}

static bool usage_error(GError **error, const char *text)
{
    g_set_error_literal(error, BOARD_ERROR, BOARD_ERROR_USAGE, text);
    return false;
}

/* A processor drives the registers itself, and its state is in no saved state. */
static bool check_processor(const BoardOptions *options, GError **error)
{
    if (!options->cpu) {
        return (!options->firmware && !options->dtb) ||
               usage_error(error, "--firmware and --dtb are for a processor: say --cpu");
    }
    if (!options->firmware) {
        return usage_error(error, "--cpu needs what it runs: --firmware FILE");
    }
    if (options->qtest || options->script) {
        return usage_error(error, "--cpu excludes --qtest and --script");
    }
    if (options->save || options->load) {
        return usage_error(error, "--cpu excludes --save and --load: a processor's state "
                                  "is not saved");
    }
    return true;
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
    return check_processor(options, error);
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
    g_free(options->cpu);
    g_free(options->firmware);
    g_free(options->dtb);
    g_free(options->list_properties);
}
