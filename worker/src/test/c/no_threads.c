/*
 * Threads that run out. Loaded before the C library into a worker, it lets no thread begin while the file named by
 * CAIRN_THREADS_FILE exists, as a system does that has too many.
 *
 * cc -shared -fPIC -o no_threads.so no_threads.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

typedef int (*create_t)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument) {
    static create_t real;
    if (!real) real = (create_t) dlsym(RTLD_NEXT, "pthread_create");
    const char *name = getenv("CAIRN_THREADS_FILE");
    if (name && access(name, F_OK) == 0) return EAGAIN;
    return real(thread, attributes, start, argument);
}
