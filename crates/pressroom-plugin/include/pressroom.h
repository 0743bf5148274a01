/*
 * The plugin interface of Pressroom, version 1, for C, C++ and every language that can export a C symbol.
 *
 * A plugin is a shared library that exports one data symbol, `pressroom_plugin_v1`, and holds its manifest once more in a
 * section of its file, so that the host reads it without running anything (PRESSROOM_MANIFEST does that).
 *
 * Memory      Whoever allocates a buffer frees it. Nothing allocated on one side is freed on the other. What a pointer
 *             given to a call leads to is valid until that call returns: copy what you keep.
 * Strings     UTF-8 with a length; no final NUL. A length of 0 may come with a null pointer.
 * Threads     `create` may be called on any thread. `convert` is called for one instance on one thread at a time, unless
 *             the plugin sets PRESSROOM_FLAG_CONCURRENT. The host's functions are called on the thread of `convert` only.
 * Failure     Functions return a status. Report the reason with `diag` before returning PRESSROOM_FAILED. Nothing may be
 *             thrown or unwound across the boundary: that ends the process.
 * Growth      Fields are only appended, and a new minor version says so in `abi_minor`. Before you read a field of a later
 *             minor version, check that `struct_size` reaches beyond it. The host refuses another major version. The rules
 *             are in docs/abi.md.
 * The disk    A plugin gives bytes to `write`; it opens no files but those that `resource_open` gives it.
 */
#ifndef PRESSROOM_H
#define PRESSROOM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* "PRSSROOM" in ASCII, read as a little-endian number. */
#define PRESSROOM_MAGIC UINT64_C(0x4d4f4f5253535250)
#define PRESSROOM_ABI_MAJOR 1
#define PRESSROOM_ABI_MINOR 0

/* `convert` may be called on several threads at once for one instance. */
#define PRESSROOM_FLAG_CONCURRENT 1u

/* The call did what it was asked to. */
#define PRESSROOM_OK 0
/* It did not; a diagnostic says why. */
#define PRESSROOM_FAILED 1
/* The host asked to stop, and the plugin did. */
#define PRESSROOM_CANCELLED 2

/* `article` of a resource that belongs to the issue, such as its cover. */
#define PRESSROOM_ISSUE_RESOURCE UINT32_C(0xffffffff)

/* The name of the resource that is the file a story was read from, for a plugin whose manifest says "original": true. */
#define PRESSROOM_ORIGINAL_RESOURCE ""

/* Bytes that somebody else owns. */
typedef struct pressroom_bytes {
    const uint8_t *data;
    size_t len;
} pressroom_bytes;

/* What `create` gets. Valid during the call only. */
typedef struct pressroom_config_v1 {
    uint32_t struct_size;
    uint32_t reserved;
    /* The host's own; give it back to `diag`. */
    void *ctx;
    /* JSON object: the options, validated against the manifest, defaults filled in. */
    pressroom_bytes options;
    /* Reports a diagnostic, as `diag` of pressroom_job_v1 does. The host copies. Only during `create`, on its thread. */
    int32_t (*diag)(void *ctx, pressroom_bytes diagnostic);
} pressroom_config_v1;

/* What `convert` gets. Valid during the call only. */
typedef struct pressroom_job_v1 {
    uint32_t struct_size;
    uint32_t article_count;
    /* The host's own; give it back to every function below. */
    void *ctx;
    /* JSON object: the options, validated against the manifest, defaults filled in. */
    pressroom_bytes options;
    /* JSON object of an issue (crates/pressroom-core/schema/issue.json); empty when the job is a single story. */
    pressroom_bytes issue;
    /*
     * Gives story `index` (from 0, below `article_count`) as a JSON object (crates/pressroom-core/schema/article.json). The
     * bytes are the host's and valid until the next call of `article` for this job, or until `convert` returns, so that an
     * edition need never be in memory as a whole. On the thread of `convert`. Returns 0 and sets `json`; else, when there is
     * no such story or it cannot be had, leaves it alone.
     */
    int32_t (*article)(void *ctx, uint32_t index, pressroom_bytes *json);
    /*
     * Appends `data` to an output, and makes the output first if need be; `data` may be empty. The empty name is the main
     * output; any other is a relative path with `/`. The host copies the bytes and the name. On the thread of `convert`.
     * Returns 0 when they were taken; else stop and return PRESSROOM_FAILED: the host has reported why.
     */
    int32_t (*write)(void *ctx, pressroom_bytes output, pressroom_bytes data);
    /*
     * Opens a file of story `article` (its position from 0, or PRESSROOM_ISSUE_RESOURCE) by the name that the model
     * gives, or by the empty name the file that the story was read from: only for a plugin whose manifest says "original":
     * true, and only when the story's JSON has an `original` that is not `withheld`. On the thread of `convert`. Returns 0, and sets `handle` and `size` in bytes, when it is open; else leaves both
     * alone: the picture is missing, which is a loss to report and no reason to fail. The handle is the plugin's to close.
     */
    int32_t (*resource_open)(void *ctx, uint32_t article, pressroom_bytes name, uint64_t *handle, uint64_t *size);
    /*
     * Reads the next bytes into the plugin's own buffer, which the host does not keep. On the thread of `convert`. Returns how
     * many, at most `len` and maybe fewer; 0 at the end; below 0 on an error, and then the handle is still to be closed.
     */
    int64_t (*resource_read)(void *ctx, uint64_t handle, uint8_t *buffer, size_t len);
    /* Gives the handle back; it is of no more use. On the thread of `convert`, before that returns. Never fails. */
    void (*resource_close)(void *ctx, uint64_t handle);
    /*
     * Reports a diagnostic: JSON {"code": "...", "severity": "note" | "loss" | "warning" | "error", "args": {...},
     * "message": "..."}. The host copies it. On the thread of `convert`. Returns 0 when it was taken; else it is lost, and
     * there is nothing to do about it. One of severity "error" fails the job.
     */
    int32_t (*diag)(void *ctx, pressroom_bytes diagnostic);
    /*
     * Says how far the job is. On the thread of `convert`. Returns 0 to go on; anything else asks the plugin to stop and
     * return PRESSROOM_CANCELLED. Never fails. Call it once a story or page.
     */
    int32_t (*progress)(void *ctx, uint64_t done, uint64_t total);
    /*
     * A later extension of the host by name, or null when it has none of that name; there are none yet. What it leads to is the
     * host's and valid during the job. On the thread of `convert`.
     */
    const void *(*get_ext)(void *ctx, pressroom_bytes id);
} pressroom_job_v1;

/* What the symbol `pressroom_plugin_v1` is. Static data: it never changes and is never freed. */
typedef struct pressroom_plugin_table_v1 {
    /* PRESSROOM_MAGIC, PRESSROOM_ABI_MAJOR, PRESSROOM_ABI_MINOR, and sizeof this struct. */
    uint64_t magic;
    uint16_t abi_major;
    uint16_t abi_minor;
    uint32_t struct_size;
    /* PRESSROOM_FLAG_CONCURRENT or 0. */
    uint32_t flags;
    uint32_t reserved;
    /* JSON; the same bytes as in the manifest section. NULs at the end do not count. */
    pressroom_bytes manifest;
    /*
     * Makes an instance, which serves many jobs, and sets `*instance`, which may be left null by a plugin that needs none.
     * Called on any thread; the instance is the plugin's own until `destroy`. Returns PRESSROOM_OK, or PRESSROOM_FAILED after
     * a `diag`; then there is no instance and `destroy` is not called.
     */
    int32_t (*create)(const pressroom_config_v1 *config, void **instance);
    /*
     * Serves one job, which is the host's and valid until this returns. Called on one thread at a time for an instance, unless
     * `flags` say more. Returns PRESSROOM_OK, PRESSROOM_FAILED or PRESSROOM_CANCELLED; only the first lands outputs.
     */
    int32_t (*convert)(void *instance, const pressroom_job_v1 *job);
    /*
     * Frees an instance and all that the plugin keeps with it. Called on any thread, when no `convert` of it is running. Cannot
     * fail. A process that is ended never calls it.
     */
    void (*destroy)(void *instance);
    /* A later extension of the plugin by name, or null; static data. Called on any thread. May itself be null. */
    const void *(*get_ext)(pressroom_bytes id);
} pressroom_plugin_table_v1;

#if defined(_WIN32)
#define PRESSROOM_EXPORT __declspec(dllexport)
#define PRESSROOM_SECTION_NAME ".pressrm"
#elif defined(__APPLE__)
#define PRESSROOM_EXPORT __attribute__((visibility("default")))
#define PRESSROOM_SECTION_NAME "__DATA,__pressroom"
#else
#define PRESSROOM_EXPORT __attribute__((visibility("default")))
#define PRESSROOM_SECTION_NAME ".pressroom"
#endif

/* Puts the manifest, a string literal, into its section under a name for the table: PRESSROOM_MANIFEST(manifest, "{...}"); */
#if defined(_MSC_VER)
#pragma section(".pressrm", read)
#define PRESSROOM_MANIFEST(name, json) __declspec(allocate(".pressrm")) static const char name[] = json
#else
#define PRESSROOM_MANIFEST(name, json) \
    __attribute__((section(PRESSROOM_SECTION_NAME), used)) static const char name[] = json
#endif

/* The bytes of a string literal or char array, without its final NUL, as a constant: in a table, { PRESSROOM_LITERAL(x) }. */
#define PRESSROOM_LITERAL(text) (const uint8_t *)(text), sizeof(text) - 1

/* The one exported symbol. The plugin defines it. */
extern PRESSROOM_EXPORT const pressroom_plugin_table_v1 pressroom_plugin_v1;

#ifdef __cplusplus
}
#endif

#endif /* PRESSROOM_H */
