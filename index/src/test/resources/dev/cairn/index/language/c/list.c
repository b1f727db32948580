#include <stdio.h>
#include "list.h"

/* The most entries. */
#define LIMIT 10
#define MAX(a, b) ((a) > (b) ? (a) : (b))

typedef struct node node_t;
typedef int (*compare_fn)(const void *, const void *);

/**
 * A node of a list.
 */
struct node {
    int value;
    struct node *next, *previous;
    int (*visit)(struct node *);
};

enum colour { RED, GREEN = 5 };

union number { int i; float f; };

static int count = 0, other;
extern const char *names[LIMIT];

/* Counts. */
int list_length(const node_t *list);

// Adds a node.
// At the front.
static node_t *list_add(node_t *list, int value)
{
    node_t *made = malloc(sizeof(node_t));
    made->value = MAX(value, LIMIT);
    made->next = list;
    count++;
    return made;
}

int main(int argc, char **argv) {
    struct node *list = list_add(NULL, argc);
    printf("%d\n", list_length(list));
    return list->visit(list);
}
