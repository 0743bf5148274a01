/* A plugin that does what its option `do` says, most of it forbidden. */
#define _GNU_SOURCE
#include "pressroom.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
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

#ifdef ESCAPES
#define NAME "Hos\\u001btile\\u009b2J"
#define WORDS ",\"messages\":{\"en\":{\"" ESCAPES "\":{\"message\":\"m \\u001b]0;m\\u0007\",\"help\":\"h \\u001b[2J\\u009b2J\"," \
    "\"explain\":\"e \\u001b[2J\"}}}"
#else
#define NAME "Hostile"
#define WORDS
#endif

#ifndef READS
#define READS_FIELD
#else
#define READS_FIELD ",\"reads\":[\"" READS "\"]"
#endif

#define MANIFEST \
    "{\"id\":\"" ID "\",\"name\":\"" NAME "\",\"version\":\"1\",\"kind\":\"" KIND "\",\"abi\":\"" ABI "\"," \
    "\"suffix\":\".out\",\"media_type\":\"text/plain\",\"scope\":[" SCOPE "],\"audience\":\"exchange\"," \
    "\"options\":{\"type\":\"object\",\"properties\":{\"do\":{\"type\":\"string\",\"default\":\"good\"}}," \
    "\"additionalProperties\":false}" READS_FIELD WORDS "}"

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

#ifdef HANG_ON_LOAD
__attribute__((constructor)) static void on_load(void) { for (;;) pause(); }
#endif
#ifdef EXIT_ON_LOAD
__attribute__((constructor)) static void on_load(void) { exit(0); }
#endif
#ifdef READ_ON_LOAD
__attribute__((constructor)) static void on_load(void) { if (open("/etc/passwd", O_RDONLY) >= 0) abort(); }
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

/* What happened to an attempt: 0, or the number of the error. */
static void tell(char *into, const char *what, int result) {
    sprintf(into + strlen(into), "%s %d\n", what, result < 0 ? errno : 0);
}

static int write_file(const char *folder) {
    char path[4096];
    snprintf(path, sizeof path, "%s/.pressroom-hostile-%d", folder, getpid());
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    if (fd >= 0) { close(fd); unlink(path); }
    return fd;
}

static int run_program(void) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    int child = fork();
    if (child < 0) return -1;
    if (child == 0) {
        execl("/bin/true", "true", (char *)NULL);
        if (write(ends[1], &errno, sizeof errno) < 0) _exit(1);
        _exit(0);
    }
    close(ends[1]);
    int failed = 0;
    if (read(ends[0], &failed, sizeof failed) == (ssize_t)sizeof failed) { errno = failed; return -1; }
    return 0;
}

static int start_process(void) {
    int child = fork();
    if (child == 0) _exit(0);
    return child;
}

static void *nothing(void *given) { return given; }

static int start_thread(void) {
    pthread_t thread;
    errno = pthread_create(&thread, NULL, nothing, NULL);
    return errno != 0 || pthread_join(thread, NULL) != 0 ? -1 : 0;
}

static int reach_out(int kind) {
    int fd = socket(AF_INET, kind, 0);
    if (fd < 0) return -1;
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int result = connect(fd, (struct sockaddr *)&to, sizeof to);
    /* Nobody listens there: that the way is open is seen all the same. */
    if (result < 0 && errno == ECONNREFUSED) result = 0;
    close(fd);
    return result;
}

/* Says how far a plugin gets. */
static int32_t look_around(const pressroom_job_v1 *job) {
    static char found[4096];
    found[0] = 0;
    tell(found, "read /etc/passwd", open("/etc/passwd", O_RDONLY));
    tell(found, "read a library", open("/etc/ld.so.cache", O_RDONLY));
    tell(found, "write $HOME", write_file(getenv("HOME")));
    tell(found, "write /tmp", write_file("/tmp"));
    tell(found, "run a program", run_program());
    tell(found, "TCP", reach_out(SOCK_STREAM));
    tell(found, "UDP", reach_out(SOCK_DGRAM));
    tell(found, "signal the host", kill(getppid(), 0));
    tell(found, "start a process", start_process());
    tell(found, "start a thread", start_thread());
    return put(job, "", found);
}

static int32_t create(const pressroom_config_v1 *config, void **instance) {
    (void)config;
    *instance = &counter;
    return PRESSROOM_OK;
}

static int32_t convert(void *instance, const pressroom_job_v1 *job) {
    (void)instance;
    if (asked(job, "only_further")) return put(job, "a.txt", "x");
    if (asked(job, "look_around")) return look_around(job);
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
    if (asked(job, "fork_and_crash")) {
        /* The child has the socket too. */
        if (fork() == 0) for (;;) pause();
        abort();
    }
    if (asked(job, "leave_child") || asked(job, "leave_daemon")) {
        if (fork() == 0) {
            if (asked(job, "leave_daemon") && (setsid() > 0 || setpgid(0, 0) == 0) && fork() != 0) _exit(0);
            printf("%d", getpid());
            fflush(stdout);
            for (;;) pause();
        }
        usleep(200000);
    }
    if (asked(job, "fork_and_return")) { if (fork() == 0) usleep(1000); }
    if (asked(job, "who_am_i")) { fprintf(stderr, "%d", getpid()); abort(); }
    if (asked(job, "hoard")) for (;;) memset(malloc(1 << 20), 1, 1 << 20);
    if (asked(job, "share")) {
        for (;;) {
            void *block = mmap(NULL, 1 << 24, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
            if (block == MAP_FAILED) abort();
            memset(block, 1, 1 << 24);
        }
    }
    if (asked(job, "endless") || asked(job, "endless_deaf")) {
        static uint8_t block[1 << 20];
        pressroom_bytes bytes = {block, sizeof block};
        for (;;) if (job->write(job->ctx, text(""), bytes) != 0 && !asked(job, "endless_deaf")) return PRESSROOM_OK;
    }
    if (asked(job, "print_forever")) for (;;) puts("again and again");
    if (asked(job, "print_escapes")) { printf("\033[2J\033]0;owned\007 red"); fflush(stdout); abort(); }
    if (asked(job, "report_escapes")) {
        job->diag(job->ctx, text("{\"code\":\"HOSTILE1\",\"severity\":\"loss\"}"));
        job->diag(job->ctx, text("{\"code\":\"HOSTILE2\",\"severity\":\"loss\",\"message\":\"{a} \\u001b[31m\",\"help\":\"\\u001b[2J\","
                                 "\"args\":{\"a\":\"\\u009b2J\\r\"},\"labels\":[{\"note\":\"\\u001b[2J\",\"span\":{\"file\":\"\\u001b[2J\","
                                 "\"line\":1,\"column\":1,\"end_line\":1,\"end_column\":2}}]}"));
    }
    if (asked(job, "close_std")) { close(0); close(1); close(2); printf("into nothing"); fflush(stdout); }
    if (asked(job, "sweep")) for (int fd = 3; fd < 1024; fd++) close(fd);
    if (asked(job, "chdir") && chdir("/usr/lib") != 0) return PRESSROOM_FAILED;
    if (asked(job, "ignore_sigterm")) {
        sigset_t all;
        sigfillset(&all);
        sigprocmask(SIG_SETMASK, &all, NULL);
        signal(SIGTERM, SIG_IGN);
        for (;;) counter++;
    }
    if (asked(job, "picture")) {
        uint64_t handle, size;
        static uint8_t all[1 << 20];
        if (job->resource_open(job->ctx, 0, text("p.jpg"), &handle, &size) != 0) return PRESSROOM_FAILED;
        int64_t count, sum = 0;
        while ((count = job->resource_read(job->ctx, handle, all, sizeof all)) > 0) sum += count;
        job->resource_close(job->ctx, handle);
        return sum == (int64_t)size ? PRESSROOM_OK : PRESSROOM_FAILED;
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
