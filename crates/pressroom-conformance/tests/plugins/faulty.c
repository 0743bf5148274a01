/* A good small plugin, and with -DFAULT_... one that breaks a single rule of the kit. */
#define _GNU_SOURCE
#include "pressroom.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#ifdef FAULT_CONCURRENT
#define FLAGS PRESSROOM_FLAG_CONCURRENT
#else
#define FLAGS 0
#endif

#define MANIFEST \
    "{\"id\":\"faulty\",\"name\":\"Faulty\",\"version\":\"1\",\"kind\":\"output\",\"abi\":\"1.0\",\"suffix\":\".out\"," \
    "\"media_type\":\"text/plain\",\"scope\":[\"article\",\"issue\"],\"audience\":\"reader\",\"original\":true,\"options\":{\"type\":\"object\"," \
    "\"properties\":{\"kind\":{\"type\":\"string\",\"enum\":[\"a\",\"b\"],\"default\":\"a\"}},\"additionalProperties\":false}}"

PRESSROOM_MANIFEST(in_section, MANIFEST);
#ifdef FAULT_OTHER_MANIFEST
static const char in_table[] = "{\"id\":\"another\"}";
#else
static const char in_table[] = MANIFEST;
#endif

static int instances, jobs;

static pressroom_bytes text(const char *chars) {
    pressroom_bytes bytes = {(const uint8_t *)chars, strlen(chars)};
    return bytes;
}

static int has(pressroom_bytes bytes, const char *what) { return memmem(bytes.data, bytes.len, what, strlen(what)) != NULL; }

static int32_t fail(const pressroom_job_v1 *job, const char *why) {
    char json[200];
    snprintf(json, sizeof json, "{\"code\":\"X1\",\"severity\":\"error\",\"message\":\"%s\"}", why);
    job->diag(job->ctx, text(json));
    return PRESSROOM_FAILED;
}

static int32_t create(const pressroom_config_v1 *config, void **instance) {
    (void)config;
#ifdef FAULT_CREATE
    config->diag(config->ctx, text("{\"code\":\"X1\",\"severity\":\"error\",\"message\":\"no license\"}"));
    return PRESSROOM_FAILED;
#endif
    instances++;
    *instance = &instances;
    return PRESSROOM_OK;
}

static void destroy(void *instance) {
    (void)instance;
    instances--;
#ifdef FAULT_DESTROY
    abort();
#endif
}

#ifdef FAULT_END
__attribute__((destructor)) static void at_the_end(void) { abort(); }
#endif

/* Asks for the picture that a story names, as far as a search for `"file":"` finds it. */
static int32_t picture(const pressroom_job_v1 *job, pressroom_bytes story) {
    const char *key = "\"asset\":{\"file\":\"";
    const uint8_t *at = memmem(story.data, story.len, key, strlen(key)), *end;
    uint64_t handle, size;
    uint8_t buffer[4096];
    pressroom_bytes name;
    if (has(story, "\"original\":{")) {
        if (job->resource_open(job->ctx, 0, text(PRESSROOM_ORIGINAL_RESOURCE), &handle, &size) == 0) {
            while (job->resource_read(job->ctx, handle, buffer, sizeof buffer) > 0) {}
            job->resource_close(job->ctx, handle);
        } else {
#ifdef FAULT_ORIGINAL
            return fail(job, "no original");
#endif
        }
    }
    if (at == NULL) return 0;
    at += strlen(key);
    end = memchr(at, '"', story.len - (size_t)(at - story.data));
    name.data = at;
    name.len = (size_t)(end - at);
#ifdef FAULT_PICTURE_NAME
    if (job->write(job->ctx, name, text("x")) != 0) {
#ifdef THEN_CRASH
        abort();
#else
        return PRESSROOM_FAILED;
#endif
    }
#endif
    if (job->resource_open(job->ctx, 0, name, &handle, &size) != 0) {
#ifdef FAULT_MISSING
        return fail(job, "no picture");
#endif
        return 0;
    }
    while (job->resource_read(job->ctx, handle, buffer, sizeof buffer) > 0) {}
#ifndef FAULT_LEFT_OPEN
    job->resource_close(job->ctx, handle);
#endif
    return 0;
}

static int32_t convert(void *instance, const pressroom_job_v1 *job) {
    char line[400];
    int32_t status;
    uint32_t i;
    (void)instance;
    jobs++;
#ifdef FAULT_OPTION_REFUSED
    if (has(job->options, "\"b\"")) return fail(job, "b is not made yet");
#endif
#ifdef FAULT_OPTION_CRASH
    if (has(job->options, ":null")) abort();
#endif
#ifdef FAULT_WORKER
    if (fcntl(200, F_GETFD) != -1) return PRESSROOM_FAILED;
#endif
#ifdef FAULT_NO_OUTPUT
    return PRESSROOM_OK;
#endif
#ifdef FAULT_SILENT
    return PRESSROOM_FAILED;
#endif
#ifdef FAULT_ODD_STATUS
    return 7;
#endif
#ifdef FAULT_BAD_DIAGNOSTIC
    job->diag(job->ctx, text("{\"code\":\"X1\",\"severity\":\"bad\"}"));
#endif
#ifdef FAULT_ERROR_AND_OK
    fail(job, "an error, and yet");
#endif
#ifdef FAULT_ENDLESS
    {
        static char much[1 << 20];
        pressroom_bytes bytes = {(const uint8_t *)much, sizeof much};
        while (job->write(job->ctx, text(""), bytes) == 0) {}
        return PRESSROOM_FAILED;
    }
#endif
#ifdef FAULT_NAME
    if (job->write(job->ctx, text("../x"), text("x")) != 0) return PRESSROOM_FAILED;
#endif
#ifdef FAULT_LEAK
    memset(malloc(8000), jobs, 8000);
#endif
    for (i = 0; i < job->article_count; i++) {
        pressroom_bytes story;
#ifdef FAULT_NEVER_ASKS
#define PROGRESS(...) 0
#else
#define PROGRESS(...) job->progress(__VA_ARGS__)
#endif
        if (PROGRESS(job->ctx, i, job->article_count) != 0) {
#ifdef FAULT_NOT_CANCELLED
            (void)i;
#elif defined FAULT_LATE
            sleep(7);
            return PRESSROOM_CANCELLED;
#else
            return PRESSROOM_CANCELLED;
#endif
        }
        if (job->article(job->ctx, i, &story) != 0) return PRESSROOM_FAILED;
#ifdef FAULT_EMPTY
        if (has(story, "\"body\":[]")) abort();
#endif
#ifdef FAULT_HUGE
        if (story.len > 500000) for (;;) pause();
#endif
#ifdef FAULT_TABLE
        if (has(story, "\"table\"")) return fail(job, "no tables");
#endif
#ifdef FAULT_UNKNOWN
        if (has(story, "\"kit_")) return fail(job, "never heard of it");
#endif
#ifdef FAULT_RTL
        if (has(story, "\"rtl\"")) exit(3);
#endif
        if ((status = picture(job, story)) != 0) return status;
        line[0] = '\0';
#ifdef FAULT_CLOCK
        snprintf(line, sizeof line, "%ld", (long)time(NULL));
#endif
#ifdef FAULT_ENVIRONMENT
        snprintf(line, sizeof line, "%s", getenv("TZ"));
#endif
#ifdef FAULT_COUNTER
        snprintf(line, sizeof line, "%d", jobs);
#endif
#ifdef FAULT_INSTANCES
        snprintf(line, sizeof line, "%d", instances);
#endif
#ifdef FAULT_CONCURRENT
        {
            static size_t shared;
            shared = story.len;
            usleep(2000);
            snprintf(line, sizeof line, "%zu", shared);
        }
#endif
        if (job->write(job->ctx, text(""), story) != 0 || job->write(job->ctx, text(""), text(line)) != 0) {
#ifdef FAULT_IGNORES
            continue;
#elif defined FAULT_SPINS
            while (job->write(job->ctx, text(""), story) != 0) {}
#endif
            return PRESSROOM_FAILED;
        }
    }
#ifdef FAULT_IGNORES
    return PRESSROOM_OK;
#endif
    return job->write(job->ctx, text(""), text("end\n")) == 0 ? PRESSROOM_OK : PRESSROOM_FAILED;
}

#ifdef FAULT_MAGIC
#define MAGIC 7
#else
#define MAGIC PRESSROOM_MAGIC
#endif

const pressroom_plugin_table_v1 pressroom_plugin_v1 = {
    MAGIC, PRESSROOM_ABI_MAJOR, PRESSROOM_ABI_MINOR, sizeof(pressroom_plugin_table_v1), FLAGS, 0,
    {PRESSROOM_LITERAL(in_table)}, create, convert, destroy, NULL,
};
