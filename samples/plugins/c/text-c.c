/* Writes a story as plain text. Start here: change what `add` does, and what the manifest says. */
#include "pressroom.h"
#include "pressroom_json.h"

#include <stdlib.h>

PRESSROOM_MANIFEST(manifest,
    "{ \"id\": \"text-c\", \"name\": \"Plain text\", \"version\": \"0.1.0\", \"kind\": \"output\", \"abi\": \"1.0\","
    "  \"suffix\": \".text-c.txt\", \"media_type\": \"text/plain\", \"scope\": [\"article\"], \"audience\": \"reader\","
    "  \"options\": { \"type\": \"object\", \"additionalProperties\": false, \"properties\": {"
    "    \"credits\": { \"type\": \"boolean\", \"default\": true, \"description\": \"Name who made each picture\" } } } }");

/* The output grows here and crosses to the host once. */
struct text {
    char *bytes;
    size_t length, room;
    int out_of_memory, too_deep;
};

static void append(struct text *out, pressroom_json string, const char *after) {
    size_t needed = pressroom_json_text(string, NULL, 0), extra = strlen(after);
    if (needed == 0 && pressroom_json_kind(string) != 0) return;
    if (out->room - out->length < needed + extra) {
        size_t room = 2 * out->room + needed + extra + 4096;
        char *bytes = (char *)realloc(out->bytes, room);
        if (bytes == NULL) { out->out_of_memory = 1; return; }
        out->bytes = bytes;
        out->room = room;
    }
    pressroom_json_text(string, out->bytes + out->length, needed);
    memcpy(out->bytes + out->length + needed, after, extra);
    out->length += needed + extra;
}

/* All text below a value, in order: a string, the items of an array, or what an object of the model keeps its text in. A kind
 * of block or inline that is newer than this plugin has it in `text` or `content`. */
static void add(struct text *out, pressroom_json value, int credits, int depth) {
    static const char *const members[] = {"text", "content", "items", "caption", "credit", "rows", "cells", "title", "attribution"};
    const pressroom_json none = {NULL, NULL};
    const char kind = pressroom_json_kind(value);
    pressroom_json type = pressroom_json_get(value, "type"), item;
    size_t i, before = out->length;
    if (depth > 64) { out->too_deep = 1; return; }
    if (kind == '"') append(out, value, "");
    for (item = pressroom_json_first(value); item.at != NULL; item = pressroom_json_next(item)) add(out, item, credits, depth + 1);
    for (i = 0; kind == '{' && i < sizeof members / sizeof *members; i++) {
        pressroom_json member = pressroom_json_get(value, members[i]);
        if (member.at == NULL || (!credits && strcmp(members[i], "credit") == 0)) continue;
        if (out->length > before) append(out, none, " ");
        add(out, member, credits, depth + 1);
    }
    if (pressroom_json_is(type, "embed")) append(out, pressroom_json_get(value, "href"), "");
    if (pressroom_json_is(type, "line_break")) append(out, none, "\n");
    if (pressroom_json_is(type, "paragraph") || pressroom_json_get(value, "cells").at != NULL) append(out, none, "\n");
}

static int32_t create(const pressroom_config_v1 *config, void **instance) {
    (void)config;
    (void)instance; /* nothing to keep from job to job */
    return PRESSROOM_OK;
}

static int32_t report(const pressroom_job_v1 *job, const char *json) {
    pressroom_bytes bytes = {(const uint8_t *)json, strlen(json)};
    return job->diag(job->ctx, bytes);
}

static int32_t convert(void *instance, const pressroom_job_v1 *job) {
    const pressroom_json none = {NULL, NULL};
    pressroom_bytes main_output = {NULL, 0}, bytes;
    pressroom_json story, item;
    struct text out = {NULL, 0, 0, 0, 0};
    int credits = pressroom_json_kind(pressroom_json_get(pressroom_json_of(job->options), "credits")) != 'f';
    int32_t refused;
    (void)instance;
    if (job->progress(job->ctx, 0, 1) != 0) return PRESSROOM_CANCELLED;
    if (job->article(job->ctx, 0, &bytes) != 0) return PRESSROOM_FAILED;
    story = pressroom_json_of(bytes);
    append(&out, pressroom_json_get(pressroom_json_get(story, "headline"), "text"), "\n\n");
    for (item = pressroom_json_first(pressroom_json_get(story, "body")); item.at != NULL; item = pressroom_json_next(item)) {
        size_t before = out.length;
        add(&out, item, credits, 0);
        if (out.length > before) append(&out, none, out.bytes[out.length - 1] == '\n' ? "\n" : "\n\n");
    }
    if (out.too_deep) report(job, "{\"code\":\"L001\",\"severity\":\"loss\",\"args\":{\"format\":\"plain text\",\"kind\":\"deep nesting\"}}");
    if (out.out_of_memory) {
        report(job, "{\"code\":\"L090\",\"severity\":\"error\",\"args\":{\"message\":\"out of memory\"}}");
        free(out.bytes);
        return PRESSROOM_FAILED;
    }
    bytes.data = (const uint8_t *)out.bytes;
    bytes.len = out.length;
    refused = job->write(job->ctx, main_output, bytes);
    free(out.bytes);
    return refused == 0 ? PRESSROOM_OK : PRESSROOM_FAILED;
}

static void destroy(void *instance) { (void)instance; }

const pressroom_plugin_table_v1 pressroom_plugin_v1 = {
    PRESSROOM_MAGIC, PRESSROOM_ABI_MAJOR, PRESSROOM_ABI_MINOR, sizeof(pressroom_plugin_table_v1), PRESSROOM_FLAG_CONCURRENT, 0,
    {PRESSROOM_LITERAL(manifest)}, create, convert, destroy, NULL,
};
