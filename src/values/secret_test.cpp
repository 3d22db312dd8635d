#include "values/secret.hpp"

#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <type_traits>

#include <gtest/gtest.h>

namespace switchyard {
namespace {

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string> && !std::is_convertible_v<Secret, std::string_view>);

template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };
static_assert(!Printable<Secret>);

// Where a Secret stood; short texts are kept inside of it.
struct Place {
  alignas(Secret) unsigned char bytes[sizeof(Secret)];
  [[nodiscard]] bool holds(const char* text) const { return ::memmem(bytes, sizeof bytes, text, std::strlen(text)) != nullptr; }
};

TEST(Secret, LeavesNothingBehindWhenItEnds) {
  Place place{};
  auto* secret = new (place.bytes) Secret(std::string("tiger-lily"));
  ASSERT_TRUE(place.holds("tiger-lily"));
  secret->~Secret();
  EXPECT_FALSE(place.holds("tiger"));
  EXPECT_FALSE(place.holds("lily"));
}

TEST(Secret, LeavesNothingBehindWhereItWasMovedFrom) {
  Place place{};
  auto* first = new (place.bytes) Secret(std::string("tiger-lily"));
  const Secret second(std::move(*first));
  EXPECT_EQ(second.reveal(), "tiger-lily");
  EXPECT_TRUE(first->empty());
  EXPECT_FALSE(place.holds("lily"));
  first->~Secret();
}

TEST(Secret, AssignmentWipesTheFormerText) {
  Place place{};
  auto* secret = new (place.bytes) Secret(std::string("tiger-lily"));
  *secret = Secret(std::string("rose"));
  EXPECT_EQ(secret->reveal(), "rose");
  EXPECT_FALSE(place.holds("lily"));
  secret->~Secret();
}

TEST(Secret, LongTextsMoveWithoutACopy) {
  Secret first(std::string(1000, 'x'));
  const void* where = first.reveal().data();
  const Secret second(std::move(first));
  EXPECT_EQ(static_cast<const void*>(second.reveal().data()), where);
  EXPECT_EQ(second.reveal().size(), 1000u);
}

TEST(Secret, MovedToItselfItStays) {
  Secret secret(std::string("rose"));
  auto& same = secret;
  secret = std::move(same);
  EXPECT_EQ(secret.reveal(), "rose");
}

TEST(Secret, ComparesWhole) {
  const Secret secret(std::string("rose"));
  EXPECT_TRUE(secret.equals_in_constant_time("rose"));
  EXPECT_FALSE(secret.equals_in_constant_time("rosa"));
  EXPECT_FALSE(secret.equals_in_constant_time("aose"));
  EXPECT_FALSE(secret.equals_in_constant_time("ros"));
  EXPECT_FALSE(secret.equals_in_constant_time(""));
  EXPECT_TRUE(Secret().equals_in_constant_time(""));
}

}  // namespace
}  // namespace switchyard
