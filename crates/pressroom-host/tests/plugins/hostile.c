/* A plugin that does what its option `do` says, most of it forbidden. */
#define _GNU_SOURCE
#include "pressroom.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef ID
#define ID "hostile"
#endif
#ifndef ABI
#define ABI "1.0"
#endif
#ifndef KIND
#define KIND "output"
#endif
#ifndef SCOPE
#define SCOPE "\"article\""
#endif
#ifndef MAGIC
#define MAGIC PRESSROOM_MAGIC
#endif
#ifndef MAJOR
#define MAJOR PRESSROOM_ABI_MAJOR
#endif
#ifndef SIZE
#define SIZE sizeof(pressroom_plugin_table_v1)
#endif

#define MANIFEST \
    "{\"id\":\"" ID "\",\"name\":\"Hostile\",\"version\":\"1\",\"kind\":\"" KIND "\",\"abi\":\"" ABI "\"," \
    "\"suffix\":\".out\",\"media_type\":\"text/plain\",\"scope\":[" SCOPE "],\"audience\":\"exchange\"," \
    "\"options\":{\"type\":\"object\",\"properties\":{\"do\":{\"type\":\"string\",\"default\":\"good\"}}," \
    "\"additionalProperties\":false}}"

#ifndef NO_SECTION
PRESSROOM_MANIFEST(in_section, MANIFEST);
#endif
#ifdef LYING
static const char in_table[] = "{\"id\":\"another\"}";
#else
static const char in_table[] = MANIFEST;
#endif

#ifdef CRASH_ON_LOAD
__attribute__((constructor)) static void on_load(void) { abort(); }
#endif

static int counter;

static int asked(const pressroom_job_v1 *job, const char *what) {
    char wanted[64];
    snprintf(wanted, sizeof wanted, "\"do\":\"%s\"", what);
    return memmem(job->options.data, job->options.len, wanted, strlen(wanted)) != NULL;
}

static pressroom_bytes text(const char *chars) {
    pressroom_bytes bytes = {(const uint8_t *)chars, strlen(chars)};
    return bytes;
}

static int32_t put(const pressroom_job_v1 *job, const char *name, const char *data) {
    return job->write(job->ctx, text(name), text(data));
}

static int deep(int n) {
    volatile char room[4096];
    room[n % 4096] = (char)n;
    return deep(n + 1) + room[0];
}

static int32_t create(const pressroom_config_v1 *config, void **instance) {
    (void)config;
    *instance = &counter;
    return PRESSROOM_OK;
}

static int32_t convert(void *instance, const pressroom_job_v1 *job) {
    (void)instance;
    if (asked(job, "only_further")) return put(job, "a.txt", "x");
    if (put(job, "", "first line\n") != 0) return PRESSROOM_FAILED;
    if (asked(job, "segfault")) *(volatile int *)8 = 1;
    if (asked(job, "abort")) abort();
    if (asked(job, "exit")) exit(0);
    if (asked(job, "overflow")) return deep(0);
    if (asked(job, "spin")) for (;;) counter++;
    if (asked(job, "fork")) {
        int child = fork();
        if (child == 0) for (;;) pause();
        fprintf(stderr, "%d", child);
        exit(3);
    }
    if (asked(job, "ignore_refusal")) {
        pressroom_bytes no_text = {(const uint8_t *)"\xff", 1};
        job->write(job->ctx, no_text, text("x"));
    }
    if (asked(job, "sleep")) for (;;) pause();
    if (asked(job, "close")) { for (int fd = 0; fd < 1024; fd++) close(fd); for (;;) pause(); }
    if (asked(job, "babble")) for (int fd = 3; fd < 1024; fd++) if (write(fd, "NONSENSE NONSENSE NONSENSE", 26) < 0) counter++;
    if (asked(job, "print")) { printf("on stdout\n"); fflush(stdout); fprintf(stderr, "on stderr\n"); }
    if (asked(job, "flood")) for (int i = 0; i < 100000; i++) puts("a line that nobody asked for");
    if (asked(job, "read_input")) { if (getchar() != EOF) return PRESSROOM_FAILED; }
    if (asked(job, "climb") && put(job, "../climbed", "x") == 0) return PRESSROOM_OK;
    if (asked(job, "cases")) { put(job, "A.txt", "x"); put(job, "a.txt", "y"); }
    if (asked(job, "file_as_folder")) { put(job, "a", "x"); put(job, "a/b", "y"); }
    if (asked(job, "deaf")) for (;;) put(job, "/etc/climbed", "x");
    if (asked(job, "passwd")) {
        uint64_t handle, size;
        if (job->resource_open(job->ctx, 0, text("/etc/passwd"), &handle, &size) == 0) return PRESSROOM_OK;
        if (job->resource_open(job->ctx, 7, text("p.jpg"), &handle, &size) == 0) return PRESSROOM_OK;
        return PRESSROOM_FAILED;
    }
    if (asked(job, "silent")) return PRESSROOM_FAILED;
    if (asked(job, "odd_status")) return -77;
    if (asked(job, "gibberish")) job->diag(job->ctx, text("not json"));
    if (asked(job, "complain")) for (int i = 0; i < 5000; i++) job->diag(job->ctx, text("{\"code\":\"X1\",\"severity\":\"note\"}"));
    if (asked(job, "late_error")) {
        for (int i = 0; i < 1500; i++) job->diag(job->ctx, text("{\"code\":\"X1\",\"severity\":\"loss\"}"));
        job->diag(job->ctx, text("{\"code\":\"X2\",\"severity\":\"error\"}"));
    }
    if (asked(job, "long_error")) {
        static char json[100000];
        snprintf(json, sizeof json, "{\"code\":\"X2\",\"severity\":\"error\",\"message\":\"%090000d\"}", 0);
        job->diag(job->ctx, text(json));
    }
    if (asked(job, "further")) { put(job, "one/a.txt", "a"); put(job, "two.txt", "b"); put(job, "one/a.txt", "c"); }
    if (asked(job, "edition")) {
        uint64_t handle, size;
        uint8_t cover[64];
        if (job->resource_open(job->ctx, PRESSROOM_ISSUE_RESOURCE, text("cover.png"), &handle, &size) != 0) return PRESSROOM_FAILED;
        int64_t count = job->resource_read(job->ctx, handle, cover, sizeof cover);
        job->resource_close(job->ctx, handle);
        if (count < 0 || (uint64_t)count != size) return PRESSROOM_FAILED;
        pressroom_bytes read = {cover, (size_t)count};
        job->write(job->ctx, text("cover.png"), read);
        job->write(job->ctx, text("issue.json"), job->issue);
        for (uint32_t i = 0; i < job->article_count; i++) {
            pressroom_bytes json;
            if (job->article(job->ctx, i, &json) != 0) return PRESSROOM_FAILED;
            job->write(job->ctx, text("articles.json"), json);
        }
        pressroom_bytes none;
        if (job->article(job->ctx, job->article_count, &none) == 0) return PRESSROOM_FAILED;
    }
    if (asked(job, "progress")) job->progress(job->ctx, 1, 2);
    if (asked(job, "until_told")) while (job->progress(job->ctx, 1, 2) == 0) usleep(1000);
    return PRESSROOM_OK;
}

static void destroy(void *instance) { (void)instance; }

#ifndef SYMBOL
#define SYMBOL pressroom_plugin_v1
#else
extern PRESSROOM_EXPORT const pressroom_plugin_table_v1 SYMBOL;
#endif

#ifndef NO_SYMBOL
const pressroom_plugin_table_v1 SYMBOL = {
    MAGIC, MAJOR, PRESSROOM_ABI_MINOR, SIZE, 0, 0, {PRESSROOM_LITERAL(in_table)}, create, convert, destroy, NULL,
};
#else
const void *const unused[] = {in_table, (const void *)create, (const void *)convert, (const void *)destroy};
#endif
