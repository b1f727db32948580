#ifndef SHOP_API_H
#define SHOP_API_H
#define SHOP_LONG unsigned int

SHOP_BEGIN_DECLS

SHOP_DEPRECATED_IN(3, 0) int shop_open(struct shop *shop) SHOP_NOTHROW;
SHOP_API struct shop *shop_new(void);
__owur const char *shop_name(const struct shop *shop) __must_check;
SHOP_STACK_OF(shop_item) *shop_items(SHOP_STACK_OF(shop_item) *items);
SHOP_LONG shop_count(const struct shop *shop);

enum shop_state {
    SHOP_OPEN,
    SHOP_CLOSED
};

typedef SHOP_STACK_OF(shop_item) SHOP_ITEMS;

SHOP_DECLARE_FUNCTIONS(shop)
SHOP_DECLARE_FUNCTIONS(shop_item)

struct shop_event {
    int kind;
};

SHOP_END_DECLS

#endif
