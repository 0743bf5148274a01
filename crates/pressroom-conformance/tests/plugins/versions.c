/* A good plugin that is built with headers of other versions. It uses what a newer host may have, when the host has it. */
#include "pressroom.h"

#include <string.h>

#ifndef ABI
#define ABI "1.0"
#endif
#ifndef KIND
#define KIND "output"
#endif
#ifndef MAJOR
#define MAJOR PRESSROOM_ABI_MAJOR
#endif
#ifndef SIZE
#define SIZE sizeof(pressroom_plugin_table_v1)
#endif

PRESSROOM_MANIFEST(manifest,
    "{\"id\":\"versions\",\"name\":\"Versions\",\"version\":\"1\",\"kind\":\"" KIND "\",\"abi\":\"" ABI "\",\"suffix\":\".out\","
    "\"media_type\":\"text/plain\",\"scope\":[\"article\"],\"audience\":\"reader\",\"a_later_field\":{\"x\":1}}");

static int32_t create(const pressroom_config_v1 *config, void **instance) {
    (void)config;
    (void)instance;
    return PRESSROOM_OK;
}

static int32_t convert(void *instance, const pressroom_job_v1 *job) {
    pressroom_bytes main_output = {NULL, 0}, story;
    (void)instance;
#ifdef NEWER
    /* A host that is older than this plugin: its job ends before the field. */
    if (job->struct_size >= offsetof(pressroom_job_v1, also_new)) return job->new_in_1_1(job->ctx);
#endif
    if (job->progress(job->ctx, 0, 1) != 0) return PRESSROOM_CANCELLED;
    if (job->article(job->ctx, 0, &story) != 0) return PRESSROOM_FAILED;
    return job->write(job->ctx, main_output, story) == 0 ? PRESSROOM_OK : PRESSROOM_FAILED;
}

static void destroy(void *instance) { (void)instance; }

const pressroom_plugin_table_v1 pressroom_plugin_v1 = {
    PRESSROOM_MAGIC, MAJOR, PRESSROOM_ABI_MINOR, SIZE, PRESSROOM_FLAG_CONCURRENT, 0,
    {PRESSROOM_LITERAL(manifest)}, create, convert, destroy,
#ifndef OLDER
    NULL,
#endif
#ifdef NEWER
    NULL, 7,
#endif
};
