/*
 * Remembers what a loss of power could undo. Loaded before the C library into a worker, it appends to
 * FOLDER/NAME.unsynced, for each write to a database file NAME that was not followed by a sync:
 *
 *   8 bytes  where it was written
 *   8 bytes  how many bytes, 0 for a file that was cut to that length
 *   8 bytes  how many of them were there before
 *   8 bytes  how long the file was before
 *   the bytes that were there before, then those that were written
 *
 * Numbers have the order of bytes of the machine. FOLDER is CAIRN_UNSYNCED_FOLDER. A sync of NAME empties its file.
 * A file that was made or removed is taken to be on the disk at once. A sync takes two milliseconds longer, as it would on
 * a disk, so that there is something to lose for most of the time.
 *
 * cc -shared -fPIC -o power_loss.so power_loss.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(type, name) static type real; if (!real) real = (type) dlsym(RTLD_NEXT, name)

typedef ssize_t (*pwrite_t)(int, const void *, size_t, off_t);
typedef int (*sync_t)(int);
typedef int (*truncate_t)(int, off_t);

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

/* Returns where the writes of a file are remembered, or nothing if it is no database file. */
static int log_name(int fd, char *name, size_t size) {
    char link[64], path[4096];
    const char *folder = getenv("CAIRN_UNSYNCED_FOLDER");
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0 || !folder) return 0;
    path[length] = 0;
    const char *base = strrchr(path, '/');
    if (!base || !strstr(base, ".db") || strstr(base, ".owner") || strstr(base, "-shm")) return 0;
    snprintf(name, size, "%s%s.unsynced", folder, base);
    return 1;
}

static void write_all(int fd, const void *data, size_t count) {
    const char *at = data;
    while (count > 0) {
        ssize_t done = write(fd, at, count);
        if (done <= 0) abort();
        at += done;
        count -= done;
    }
}

static void remember(int fd, const char *name, const void *data, uint64_t count, uint64_t at, uint64_t old_from) {
    struct stat status;
    if (fstat(fd, &status)) abort();
    uint64_t size = status.st_size;
    uint64_t old_end = count ? at + count : size;
    if (old_end > size) old_end = size;
    uint64_t old = old_end > old_from ? old_end - old_from : 0;
    char *before = malloc(old + 1);
    if (!before || pread(fd, before, old, old_from) != (ssize_t) old) abort();
    int log = open(name, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (log < 0) abort();
    uint64_t header[] = {at, count, old, size};
    size_t length = sizeof header + old + count;
    char *record = malloc(length);
    if (!record) abort();
    memcpy(record, header, sizeof header);
    memcpy(record + sizeof header, before, old);
    if (count) memcpy(record + sizeof header + old, data, count);
    write_all(log, record, length);
    free(record);
    free(before);
    close(log);
}

static ssize_t remembered_write(pwrite_t real, int fd, const void *data, size_t count, off_t at) {
    char name[4400];
    if (!count || !log_name(fd, name, sizeof name)) return real(fd, data, count, at);
    pthread_mutex_lock(&one_at_a_time);
    remember(fd, name, data, count, at, at);
    ssize_t done = real(fd, data, count, at);
    if (done != (ssize_t) count) abort();
    pthread_mutex_unlock(&one_at_a_time);
    return done;
}

static int remembered_truncate(truncate_t real, int fd, off_t length) {
    char name[4400];
    if (!log_name(fd, name, sizeof name)) return real(fd, length);
    pthread_mutex_lock(&one_at_a_time);
    remember(fd, name, NULL, 0, length, length);
    int done = real(fd, length);
    pthread_mutex_unlock(&one_at_a_time);
    return done;
}

static int remembered_sync(sync_t real, int fd) {
    char name[4400];
    if (!log_name(fd, name, sizeof name)) return real(fd);
    usleep(2000);
    pthread_mutex_lock(&one_at_a_time);
    int done = real(fd);
    if (!done) {
        int log = open(name, O_WRONLY | O_TRUNC | O_CREAT, 0600);
        if (log < 0) abort();
        close(log);
    }
    pthread_mutex_unlock(&one_at_a_time);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t count, off_t at) {
    REAL(pwrite_t, "pwrite");
    return remembered_write(real, fd, data, count, at);
}

ssize_t pwrite64(int fd, const void *data, size_t count, off_t at) {
    REAL(pwrite_t, "pwrite64");
    return remembered_write(real, fd, data, count, at);
}

int ftruncate(int fd, off_t length) {
    REAL(truncate_t, "ftruncate");
    return remembered_truncate(real, fd, length);
}

int ftruncate64(int fd, off_t length) {
    REAL(truncate_t, "ftruncate64");
    return remembered_truncate(real, fd, length);
}

int fsync(int fd) {
    REAL(sync_t, "fsync");
    return remembered_sync(real, fd);
}

int fdatasync(int fd) {
    REAL(sync_t, "fdatasync");
    return remembered_sync(real, fd);
}
