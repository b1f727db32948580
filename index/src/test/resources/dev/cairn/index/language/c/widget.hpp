namespace shop SHOP_VISIBILITY(default) {
SHOP_BEGIN_NAMESPACE

template <typename T>
struct size_of {};

template <>
struct size_of<void> {};

class SHOP_EXPORT Widget : public Base {
 public:
  SHOP_CONSTEXPR Widget(int size) SHOP_NOEXCEPT : size_(size) {}
  SHOP_CONSTEXPR20 ~Widget() { close(); }
  SHOP_NODISCARD int size() const SHOP_NOEXCEPT { return size_; }

 private:
  int size_;
};

SHOP_END_NAMESPACE
}  // namespace shop
