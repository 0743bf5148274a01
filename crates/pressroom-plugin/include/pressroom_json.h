/*
 * A small reader for the JSON that Pressroom gives to a plugin. Optional: any other reader will do.
 *
 * It makes no copy and allocates nothing: a value is a place in the host's bytes, valid as long as these are. It trusts that
 * they are JSON, as the host's are, and never reads beyond their end. It does not recurse. No function fails: what is not
 * there is the empty value, whose `at` is null, and every function takes that too. All may be called on any thread.
 */
#ifndef PRESSROOM_JSON_H
#define PRESSROOM_JSON_H

#include "pressroom.h"

#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A value, and the end of the bytes that it stands in. */
typedef struct pressroom_json {
    const uint8_t *at;
    const uint8_t *end;
} pressroom_json;

static inline pressroom_json pressroom_json_at_(const uint8_t *at, const uint8_t *end) {
    pressroom_json value = {NULL, NULL};
    while (at != NULL && at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')) at++;
    if (at != NULL && at < end) {
        value.at = at;
        value.end = end;
    }
    return value;
}

/* Just after the string that starts at `at`. */
static inline const uint8_t *pressroom_json_after_string_(const uint8_t *at, const uint8_t *end) {
    for (at++; at < end && *at != '"'; at++) {
        if (*at == '\\' && at + 1 < end) at++;
    }
    return at < end ? at + 1 : end;
}

/* Just after a value of any kind. */
static inline const uint8_t *pressroom_json_after_(pressroom_json value) {
    const uint8_t *at = value.at;
    size_t depth = 0;
    while (at != NULL && at < value.end) {
        if (*at == '"') {
            at = pressroom_json_after_string_(at, value.end);
            if (depth == 0) return at;
        } else if (*at == '{' || *at == '[') {
            depth++;
            at++;
        } else if (*at == '}' || *at == ']') {
            if (depth == 0) return at;
            at++;
            if (--depth == 0) return at;
        } else if (depth == 0 && (*at == ',' || *at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')) {
            return at;
        } else {
            at++;
        }
    }
    return at;
}

/* The whole of what the host gave, such as a job's options. */
static inline pressroom_json pressroom_json_of(pressroom_bytes bytes) {
    return pressroom_json_at_(bytes.data, bytes.data == NULL ? NULL : bytes.data + bytes.len);
}

/* What a value is: '{', '[', '"', 't' or 'f', 'n' for null, '0' for a number, 0 for none. */
static inline char pressroom_json_kind(pressroom_json value) {
    if (value.at == NULL) return 0;
    return (*value.at == '-' || (*value.at >= '0' && *value.at <= '9')) ? '0' : (char)*value.at;
}

/* The member of an object. The name is compared as it is written, so it should be plain ASCII, as all of the model's are. */
static inline pressroom_json pressroom_json_get(pressroom_json object, const char *name) {
    const pressroom_json none = {NULL, NULL};
    size_t length = strlen(name);
    pressroom_json key;
    if (pressroom_json_kind(object) != '{') return none;
    key = pressroom_json_at_(object.at + 1, object.end);
    while (pressroom_json_kind(key) == '"') {
        const uint8_t *after = pressroom_json_after_string_(key.at, key.end);
        pressroom_json value = pressroom_json_at_(after, key.end);
        if (value.at == NULL || *value.at != ':') return none;
        value = pressroom_json_at_(value.at + 1, key.end);
        if ((size_t)(after - key.at) == length + 2 && memcmp(key.at + 1, name, length) == 0) return value;
        key = pressroom_json_at_(pressroom_json_after_(value), key.end);
        if (key.at == NULL || *key.at != ',') return none;
        key = pressroom_json_at_(key.at + 1, key.end);
    }
    return none;
}

/* The first item of an array; then each next one. for (item = ..._first(array); item.at != NULL; item = ..._next(item)) */
static inline pressroom_json pressroom_json_first(pressroom_json array) {
    pressroom_json none = {NULL, NULL};
    pressroom_json item;
    if (pressroom_json_kind(array) != '[') return none;
    item = pressroom_json_at_(array.at + 1, array.end);
    return item.at != NULL && *item.at == ']' ? none : item;
}

static inline pressroom_json pressroom_json_next(pressroom_json item) {
    pressroom_json none = {NULL, NULL};
    pressroom_json comma = pressroom_json_at_(pressroom_json_after_(item), item.end);
    return comma.at != NULL && *comma.at == ',' ? pressroom_json_at_(comma.at + 1, comma.end) : none;
}

static inline uint32_t pressroom_json_hex_(const uint8_t *at, const uint8_t *end) {
    uint32_t code = 0;
    int i;
    for (i = 0; i < 4; i++, at++) {
        uint8_t c = at < end ? *at : (uint8_t)'0';
        uint32_t digit = (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        code = code * 16 + (digit & 15u);
    }
    return code;
}

/*
 * The text of a string, as UTF-8 with its escapes undone. Writes as much as there is room for, and returns how many bytes the
 * whole text has: ask with `room` 0 first, or give as much room as the rest of the bytes has. No NUL is added. A value
 * that is no string has no text.
 */
static inline size_t pressroom_json_text(pressroom_json value, char *buffer, size_t room) {
    const uint8_t *at, *end;
    size_t length = 0;
    if (pressroom_json_kind(value) != '"') return 0;
    end = pressroom_json_after_string_(value.at, value.end) - 1;
    for (at = value.at + 1; at < end;) {
        uint8_t bytes[4];
        size_t count = 1, i;
        bytes[0] = *at++;
        if (bytes[0] == '\\' && at < end) {
            uint32_t code = *at++;
            switch (code) {
            case 'b': code = '\b'; break;
            case 'f': code = '\f'; break;
            case 'n': code = '\n'; break;
            case 'r': code = '\r'; break;
            case 't': code = '\t'; break;
            case 'u':
                code = pressroom_json_hex_(at, end);
                at = end - at > 4 ? at + 4 : end;
                if (code >= 0xd800 && code < 0xdc00 && end - at >= 6 && at[0] == '\\' && at[1] == 'u') {
                    code = 0x10000 + ((code - 0xd800) << 10) + ((pressroom_json_hex_(at + 2, end) - 0xdc00) & 0x3ffu);
                    at += 6;
                }
                break;
            default: break;
            }
            if (code < 0x80) {
                bytes[0] = (uint8_t)code;
            } else if (code < 0x800) {
                bytes[0] = (uint8_t)(0xc0 | (code >> 6));
                count = 2;
            } else if (code < 0x10000) {
                bytes[0] = (uint8_t)(0xe0 | (code >> 12));
                count = 3;
            } else {
                bytes[0] = (uint8_t)(0xf0 | (code >> 18));
                count = 4;
            }
            for (i = 1; i < count; i++) bytes[i] = (uint8_t)(0x80 | ((code >> (6 * (count - 1 - i))) & 0x3f));
        }
        for (i = 0; i < count; i++, length++) {
            if (length < room) buffer[length] = (char)bytes[i];
        }
    }
    return length;
}

/* Whether a value is this string. Like a member's name, it should be plain ASCII. */
static inline int pressroom_json_is(pressroom_json value, const char *text) {
    size_t length = strlen(text);
    return pressroom_json_kind(value) == '"' &&
           (size_t)(pressroom_json_after_string_(value.at, value.end) - value.at) == length + 2 &&
           memcmp(value.at + 1, text, length) == 0;
}

#ifdef __cplusplus
}
#endif

#endif /* PRESSROOM_JSON_H */
