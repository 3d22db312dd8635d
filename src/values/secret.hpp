// Text that must not be seen: keys, tokens, passwords. It cannot be printed, logged or compared by accident, and is wiped when it ends.
#pragma once

#include <string>
#include <string_view>

namespace switchyard {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text);
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  // The one way to the text; the name makes each use easy to find.
  [[nodiscard]] std::string_view reveal() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  // In a time that depends on the lengths alone.
  [[nodiscard]] bool equals_in_constant_time(std::string_view other) const;

  bool operator==(const Secret&) const = delete;

 private:
  void wipe() noexcept;
  std::string text_;
};

}  // namespace switchyard
