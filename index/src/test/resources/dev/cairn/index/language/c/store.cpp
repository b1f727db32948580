#include <vector>
namespace shop::core {

/// What can be sold.
class Priced {
public:
    virtual ~Priced() = default;
    virtual int price() const = 0;
};

enum class Payment { Cash, Card };

using Items = std::vector<Priced*>;

template <typename T>
class Store : public Priced {
public:
    explicit Store(int limit) : limit_(limit) {}
    int price() const override;
    bool operator==(const Store& other) const { return limit_ == other.limit_; }
    explicit operator bool() const noexcept { return limit_ > 0; }
    static Store make() { return Store(1); }
private:
    int limit_;
    std::vector<T> items_;
};

template <typename T>
int Store<T>::price() const {
    int sum = 0;
    for (auto& item : items_) sum += item.price();
    return std::max(sum, limit_);
}

int total(const Items& items);
static int hidden = 0;

}  // namespace shop::core

int shop::core::total(const Items& items) {
    auto store = new shop::core::Store<int>(3);
    return store->price() + items.size();
}
