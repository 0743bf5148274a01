//! Writes a story as plain text: the writer of ../c, in Zig, with the standard library's JSON.
const std = @import("std");
const c = @cImport(@cInclude("pressroom.h"));

const manifest = @embedFile("manifest.json");
/// The manifest once more, where the host reads it without running anything.
export const pressroom_manifest: [manifest.len]u8 linksection(".pressroom") = manifest.*;

const Failure = error{ Cancelled, Refused } || std.mem.Allocator.Error;

/// All text below a value, in order. A kind of block or inline that is newer than this plugin has it in `text` or `content`.
fn add(out: *std.ArrayList(u8), value: std.json.Value, credits: bool) Failure!void {
    switch (value) {
        .string => |text| try out.appendSlice(text),
        .array => |items| for (items.items) |item| try add(out, item, credits),
        .object => |object| {
            const kind = if (object.get("type")) |name| (if (name == .string) name.string else "") else "";
            const before = out.items.len;
            const members = [_][]const u8{ "text", "content", "items", "caption", "credit", "rows", "cells", "title", "attribution" };
            for (members) |name| {
                if (!credits and std.mem.eql(u8, name, "credit")) continue;
                const member = object.get(name) orelse continue;
                if (out.items.len > before) try out.append(' ');
                try add(out, member, credits);
            }
            if (std.mem.eql(u8, kind, "embed")) if (object.get("href")) |href| try add(out, href, credits);
            if (std.mem.eql(u8, kind, "line_break") or std.mem.eql(u8, kind, "paragraph") or object.contains("cells")) try out.append('\n');
        },
        else => {},
    }
}

fn write(job: *const c.pressroom_job_v1) !void {
    var arena = std.heap.ArenaAllocator.init(std.heap.c_allocator);
    defer arena.deinit();
    const allocator = arena.allocator();
    const options = try parse(allocator, job.options);
    const credits = if (options.object.get("credits")) |given| !(given == .bool and !given.bool) else true;

    if (job.progress.?(job.ctx, 0, 1) != 0) return error.Cancelled;
    var bytes: c.pressroom_bytes = undefined;
    if (job.article.?(job.ctx, 0, &bytes) != 0) return error.Refused;
    const story = try parse(allocator, bytes);

    var out = std.ArrayList(u8).init(allocator);
    if (story.object.get("headline")) |headline| {
        try add(&out, headline, credits);
        try out.appendSlice("\n\n");
    }
    if (story.object.get("body")) |body| for (body.array.items) |block| {
        const before = out.items.len;
        try add(&out, block, credits);
        if (out.items.len > before) try out.appendSlice(if (out.getLast() == '\n') "\n" else "\n\n");
    };
    const main_output = c.pressroom_bytes{ .data = null, .len = 0 };
    if (job.write.?(job.ctx, main_output, .{ .data = out.items.ptr, .len = out.items.len }) != 0) return error.Refused;
}

fn parse(allocator: std.mem.Allocator, json: c.pressroom_bytes) !std.json.Value {
    return std.json.parseFromSliceLeaky(std.json.Value, allocator, json.data[0..json.len], .{});
}

fn create(_: [*c]const c.pressroom_config_v1, _: [*c]?*anyopaque) callconv(.C) i32 {
    return c.PRESSROOM_OK;
}

fn convert(_: ?*anyopaque, raw: [*c]const c.pressroom_job_v1) callconv(.C) i32 {
    const job: *const c.pressroom_job_v1 = raw;
    write(job) catch |failure| switch (failure) {
        error.Cancelled => return c.PRESSROOM_CANCELLED,
        // The host has said why.
        error.Refused => return c.PRESSROOM_FAILED,
        else => {
            var json: [200]u8 = undefined;
            const said = std.fmt.bufPrint(&json, "{{\"code\":\"L090\",\"severity\":\"error\",\"args\":{{\"message\":\"{s}\"}}}}", .{@errorName(failure)}) catch return c.PRESSROOM_FAILED;
            _ = job.diag.?(job.ctx, .{ .data = said.ptr, .len = said.len });
            return c.PRESSROOM_FAILED;
        },
    };
    return c.PRESSROOM_OK;
}

fn destroy(_: ?*anyopaque) callconv(.C) void {}

export const pressroom_plugin_v1 = c.pressroom_plugin_table_v1{
    .magic = c.PRESSROOM_MAGIC,
    .abi_major = c.PRESSROOM_ABI_MAJOR,
    .abi_minor = c.PRESSROOM_ABI_MINOR,
    .struct_size = @sizeOf(c.pressroom_plugin_table_v1),
    .flags = c.PRESSROOM_FLAG_CONCURRENT,
    .reserved = 0,
    .manifest = .{ .data = &pressroom_manifest, .len = pressroom_manifest.len },
    .create = create,
    .convert = convert,
    .destroy = destroy,
    .get_ext = null,
};
