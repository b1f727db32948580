/*
 * Memory that runs out for SQLite alone. Loaded before the C library into a worker, it lets the N-th request for
 * memory from now on fail that comes from a library whose name has "sqlite" in it; N is the number, of four bytes in the order
 * of the machine, in the file named by CAIRN_MEMORY_FILE, where it counts down to 0.
 *
 * cc -shared -fPIC -o no_memory.so no_memory.c -ldl
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

extern void *__libc_malloc(size_t);
extern void *__libc_realloc(void *, size_t);

static volatile int32_t *left;
static uintptr_t first, last;

__attribute__((constructor)) static void map_counter(void) {
    const char *name = getenv("CAIRN_MEMORY_FILE");
    int fd = name ? open(name, O_RDWR) : -1;
    if (fd < 0) return;
    void *page = mmap(NULL, sizeof *left, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (page != MAP_FAILED) left = page;
    close(fd);
}

static int find_sqlite(struct dl_phdr_info *library, size_t size, void *unused) {
    (void) size;
    (void) unused;
    if (!strstr(library->dlpi_name, "sqlite")) return 0;
    for (int i = 0; i < library->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &library->dlpi_phdr[i];
        if (part->p_type == PT_LOAD && (part->p_flags & PF_X)) {
            first = library->dlpi_addr + part->p_vaddr;
            last = first + part->p_memsz;
        }
    }
    return 1;
}

static int fails(void *caller) {
    if (!left || *left <= 0) return 0;
    if (!first) dl_iterate_phdr(find_sqlite, NULL);
    uintptr_t from = (uintptr_t) caller;
    return from >= first && from < last && __sync_sub_and_fetch(left, 1) == 0;
}

void *malloc(size_t size) {
    return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *realloc(void *old, size_t size) {
    return fails(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}
