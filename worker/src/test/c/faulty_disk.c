/*
 * A disk that fails when it is told to. Loaded before the C library into a worker, it makes calls for database
 * files fail while the file named by CAIRN_FAULT_FILE exists, which says how:
 *
 *   f      the disk is full
 *   w      writing fails
 *   s      syncing fails
 *   r      nothing can be opened for writing, as on a file system that is mounted read-only
 *   nK:ID  the K-th call from now on that reads, writes or syncs fails, once for each ID
 *
 * cc -shared -fPIC -o faulty_disk.so faulty_disk.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REAL(type, name) static type real; if (!real) real = (type) dlsym(RTLD_NEXT, name)

typedef ssize_t (*pread_t)(int, void *, size_t, off_t);
typedef ssize_t (*pwrite_t)(int, const void *, size_t, off_t);
typedef ssize_t (*read_t)(int, void *, size_t);
typedef ssize_t (*write_t)(int, const void *, size_t);
typedef int (*sync_t)(int);
typedef int (*open_t)(const char *, int, ...);

enum call { READING, WRITING, SYNCING };

static pthread_mutex_t counting = PTHREAD_MUTEX_INITIALIZER;
static char counted[64];
static long left;

static void read_fault(char *fault, size_t size) {
    const char *name = getenv("CAIRN_FAULT_FILE");
    int saved = errno;
    memset(fault, 0, size);
    REAL(open_t, "open");
    int fd = name ? real(name, O_RDONLY) : -1;
    if (fd >= 0) {
        static read_t real_read;
        if (!real_read) real_read = (read_t) dlsym(RTLD_NEXT, "read");
        if (real_read(fd, fault, size - 1) < 0) fault[0] = 0;
        close(fd);
    }
    errno = saved;
}

static int is_database_path(const char *path) {
    return strstr(path, ".db") != NULL && strstr(path, ".owner") == NULL;
}

static int is_database(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_database_path(path);
}

/* Counts down to the call that fails; each fault that is told begins anew, and is over after it. */
static int is_counted_call(const char *fault) {
    pthread_mutex_lock(&counting);
    if (strcmp(fault, counted)) {
        snprintf(counted, sizeof counted, "%s", fault);
        left = atol(fault + 1);
    }
    int fails = left > 0 && --left == 0;
    pthread_mutex_unlock(&counting);
    return fails;
}

static int refuses(int fd, enum call call) {
    char fault[sizeof counted];
    if (!is_database(fd)) return 0;
    read_fault(fault, sizeof fault);
    int fails = 0;
    switch (fault[0]) {
    case 'f':
    case 'w':
        fails = call == WRITING;
        break;
    case 's':
        fails = call == SYNCING;
        break;
    case 'n':
        fails = is_counted_call(fault);
        break;
    }
    if (fails) errno = fault[0] == 'f' ? ENOSPC : EIO;
    return fails;
}

static int refuses_to_open(const char *path, int flags) {
    char fault[sizeof counted];
    if ((flags & O_ACCMODE) == O_RDONLY || !strstr(path, ".db")) return 0;
    read_fault(fault, sizeof fault);
    if (fault[0] != 'r') return 0;
    errno = EROFS;
    return 1;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(open_t, #name); \
        va_list arguments; \
        va_start(arguments, flags); \
        int mode = va_arg(arguments, int); \
        va_end(arguments); \
        return refuses_to_open(path, flags) ? -1 : real(path, flags, mode); \
    }

OPEN(open)
OPEN(open64)

ssize_t pread(int fd, void *data, size_t count, off_t at) {
    REAL(pread_t, "pread");
    return refuses(fd, READING) ? -1 : real(fd, data, count, at);
}

ssize_t pread64(int fd, void *data, size_t count, off_t at) {
    REAL(pread_t, "pread64");
    return refuses(fd, READING) ? -1 : real(fd, data, count, at);
}

ssize_t read(int fd, void *data, size_t count) {
    REAL(read_t, "read");
    return refuses(fd, READING) ? -1 : real(fd, data, count);
}

ssize_t pwrite(int fd, const void *data, size_t count, off_t at) {
    REAL(pwrite_t, "pwrite");
    return refuses(fd, WRITING) ? -1 : real(fd, data, count, at);
}

ssize_t pwrite64(int fd, const void *data, size_t count, off_t at) {
    REAL(pwrite_t, "pwrite64");
    return refuses(fd, WRITING) ? -1 : real(fd, data, count, at);
}

ssize_t write(int fd, const void *data, size_t count) {
    REAL(write_t, "write");
    return refuses(fd, WRITING) ? -1 : real(fd, data, count);
}

int fsync(int fd) {
    REAL(sync_t, "fsync");
    return refuses(fd, SYNCING) ? -1 : real(fd);
}

int fdatasync(int fd) {
    REAL(sync_t, "fdatasync");
    return refuses(fd, SYNCING) ? -1 : real(fd);
}
