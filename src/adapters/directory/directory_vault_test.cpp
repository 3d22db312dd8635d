#include "adapters/directory/directory_vault.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace switchyard::adapters {
namespace {

class NoTransaction final : public SqlTransaction {
 public:
  void query(std::string_view, std::span<const SqlValue>, const std::function<void(const SqlRow&)>&) override {}
  std::int64_t execute(std::string_view, std::span<const SqlValue>) override { return 0; }
  void execute_many(std::string_view, std::span<const std::vector<SqlValue>>) override {}
  void notify(std::string_view, std::string_view) override {}
};

class DirectoryVaults : public ::testing::Test {
 protected:
  DirectoryVaults() {
    std::string path = std::filesystem::temp_directory_path() / "vault-XXXXXX";
    root_ = ::mkdtemp(path.data());
  }
  ~DirectoryVaults() override { std::filesystem::remove_all(root_); }
  std::string read() {
    std::string bytes;
    for (std::int64_t part = 0; const auto piece = vault().read_part(none_, place_, part); ++part) bytes += *piece;
    return bytes;
  }
  DirectoryVault vault() { return DirectoryVault(root_); }

  std::string root_;
  NoTransaction none_;
  const contracting::VaultPlace place_{access::PartnerId(Uuid{}), std::string(64, 'a')};
};

TEST_F(DirectoryVaults, GiveBackWhatWasPutInParts) {
  const std::string bytes(1'200'000, 'x');
  vault().put(none_, place_, bytes);
  vault().put(none_, place_, bytes);
  EXPECT_EQ(read(), bytes);
  EXPECT_EQ(vault().read_part(none_, place_, 0)->size(), DirectoryVault::kPartSizeMax);
  EXPECT_TRUE(std::filesystem::exists(root_ + "/prt_00000000000000000000000000/aa/" + std::string(64, 'a')));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(root_ + "/prt_00000000000000000000000000/aa"), {}), 1);
}

TEST_F(DirectoryVaults, KeepPartnersApart) {
  vault().put(none_, place_, "one");
  Uuid other;
  other.bytes[15] = 1;
  EXPECT_FALSE(vault().read_part(none_, {access::PartnerId(other), place_.sha256}, 0));
}

TEST_F(DirectoryVaults, RemoveOnceAndForAll) {
  vault().put(none_, place_, "one");
  vault().remove(none_, place_);
  vault().remove(none_, place_);
  EXPECT_FALSE(vault().read_part(none_, place_, 0));
}

}  // namespace
}  // namespace switchyard::adapters
