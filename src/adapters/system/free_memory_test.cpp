#include "adapters/system/free_memory.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace switchyard::adapters {
namespace {

constexpr std::size_t kMegabyte = 1'048'576;

TEST(FreeMemory, IsGivenBackOnceWhereThereIsMuch) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "the sanitizers have an allocator of their own";
#endif
  std::vector<std::unique_ptr<std::vector<char>>> pieces;
  for (int i = 0; i < 64 * 256; ++i) pieces.push_back(std::make_unique<std::vector<char>>(4'000, 'x'));
  // The last one holds the end of the heap, so that it cannot shrink by itself.
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) pieces[i].reset();
  EXPECT_TRUE(give_back_free_memory(16 * kMegabyte));
  EXPECT_FALSE(give_back_free_memory(16 * kMegabyte)) << "what was given back does not count";
}

}  // namespace
}  // namespace switchyard::adapters
