// Memory for the nodes of one document: handed out in order from few blocks and freed at once.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <type_traits>
#include <vector>

namespace switchyard::graphql::ast {

// Not for many threads at once while it hands out. Only for types that need no destructor.
class Arena {
 public:
  explicit Arena(std::size_t first_block_bytes = 4096) : next_block_bytes_(first_block_bytes) {}
  Arena(Arena&&) = default;
  Arena& operator=(Arena&&) = default;

  template <class T>
  T* place(const T& value) {
    return place_all(&value, 1);
  }

  // The bytes of `count` values, one after the other; null where there are none.
  template <class T>
  T* place_all(const T* values, std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T> && alignof(T) <= kAlignment);
    if (count == 0) return nullptr;
    void* memory = take(count * sizeof(T));
    return static_cast<T*>(std::memcpy(memory, static_cast<const void*>(values), count * sizeof(T)));
  }

  char* take_text(std::size_t size) { return static_cast<char*>(take(size)); }
  [[nodiscard]] std::size_t size_bytes() const { return size_bytes_; }

 private:
  static constexpr std::size_t kAlignment = 8;

  void* take(std::size_t size) {
    size = (size + kAlignment - 1) & ~(kAlignment - 1);
    if (size > left_) add_block(size);
    void* taken = next_;
    next_ += size;
    left_ -= size;
    return taken;
  }
  void add_block(std::size_t size_min);

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t next_block_bytes_;
  std::size_t size_bytes_ = 0;
};

}  // namespace switchyard::graphql::ast
