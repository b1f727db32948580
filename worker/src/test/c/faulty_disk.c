/*
 * A disk that fails when it is told to. Loaded before the C library into a worker, it makes writing or
 * syncing of database files fail while the file named by CAIRN_FAULT_FILE exists; its first character says
 * how: 'f' the disk is full, 'w' writing fails, 's' syncing fails.
 *
 * cc -shared -fPIC -o faulty_disk.so faulty_disk.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fault(void) {
    const char *name = getenv("CAIRN_FAULT_FILE");
    char how = 0;
    int saved = errno;
    int fd = name ? open(name, O_RDONLY) : -1;
    if (fd >= 0) {
        if (read(fd, &how, 1) != 1) how = 0;
        close(fd);
    }
    errno = saved;
    return how;
}

static int is_database(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, ".db") != NULL && strstr(path, ".owner") == NULL;
}

static int refuses(int fd, int syncing) {
    if (!is_database(fd)) return 0;
    int how = fault();
    if (how == 's') {
        if (syncing) errno = EIO;
        return syncing;
    }
    if ((how == 'f' || how == 'w') && !syncing) {
        errno = how == 'f' ? ENOSPC : EIO;
        return 1;
    }
    return 0;
}

#define REAL(type, name) static type real; if (!real) real = (type) dlsym(RTLD_NEXT, name)

typedef ssize_t (*pwrite_t)(int, const void *, size_t, off_t);
typedef ssize_t (*write_t)(int, const void *, size_t);
typedef int (*sync_t)(int);

ssize_t pwrite(int fd, const void *data, size_t count, off_t at) {
    REAL(pwrite_t, "pwrite");
    return refuses(fd, 0) ? -1 : real(fd, data, count, at);
}

ssize_t pwrite64(int fd, const void *data, size_t count, off_t at) {
    REAL(pwrite_t, "pwrite64");
    return refuses(fd, 0) ? -1 : real(fd, data, count, at);
}

ssize_t write(int fd, const void *data, size_t count) {
    REAL(write_t, "write");
    return refuses(fd, 0) ? -1 : real(fd, data, count);
}

int fsync(int fd) {
    REAL(sync_t, "fsync");
    return refuses(fd, 1) ? -1 : real(fd);
}

int fdatasync(int fd) {
    REAL(sync_t, "fdatasync");
    return refuses(fd, 1) ? -1 : real(fd);
}
