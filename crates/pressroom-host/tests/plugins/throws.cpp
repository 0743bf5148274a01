// A plugin that lets an exception out of its function.
#include "pressroom.h"

#include <stdexcept>

#define MANIFEST                                                                                          \
    "{\"id\":\"throws\",\"name\":\"Throws\",\"version\":\"1\",\"kind\":\"output\",\"abi\":\"1.0\",\"suffix\":\".thrown\"," \
    "\"media_type\":\"text/plain\",\"scope\":[\"article\"],\"audience\":\"exchange\"}"

extern "C" {
PRESSROOM_MANIFEST(in_section, MANIFEST);
static const char in_table[] = MANIFEST;
static int nothing;

static int32_t create(const pressroom_config_v1 *, void **instance) {
    *instance = &nothing;
    return PRESSROOM_OK;
}

static int32_t convert(void *, const pressroom_job_v1 *) { throw std::runtime_error("thrown on purpose"); }

static void destroy(void *) {}

extern PRESSROOM_EXPORT const pressroom_plugin_table_v1 pressroom_plugin_v1 = {
    PRESSROOM_MAGIC, PRESSROOM_ABI_MAJOR, PRESSROOM_ABI_MINOR, sizeof(pressroom_plugin_table_v1), 0, 0,
    {PRESSROOM_LITERAL(in_table)}, create, convert, destroy, nullptr,
};
}
