#include "adapters/sodium/sodium_sealer.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace switchyard::adapters {
namespace {

constexpr const char* kOld = "00000001 1111111111111111111111111111111111111111111111111111111111111111\n";
constexpr const char* kNew = "00000002 2222222222222222222222222222222222222222222222222222222222222222\n";

std::unique_ptr<SodiumSealer> sealer_with(const std::string& ring) { return SodiumSealer::from_key_ring(ring).value(); }

// A folder of the test's own that ends with it.
class KeyRingFile : public ::testing::Test {
 protected:
  KeyRingFile() : folder_(std::filesystem::temp_directory_path() / ("sodium_sealer_test." + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~KeyRingFile() override { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::string file() const { return (folder_ / "sealing.keys").string(); }

 private:
  std::filesystem::path folder_;
};

TEST(SodiumSealer, OpensWhatItSealedInTheSamePlace) {
  const auto sealer = sealer_with(kOld);
  const std::string sealed = sealer->seal("the private key", "server_keys/a");
  EXPECT_EQ(sealed.find("private"), std::string::npos);
  EXPECT_EQ(sealer->open(sealed, "server_keys/a")->reveal(), "the private key");
}

TEST(SodiumSealer, SealsTheSameTextDifferentlyEachTime) {
  const auto sealer = sealer_with(kOld);
  EXPECT_NE(sealer->seal("x", "p"), sealer->seal("x", "p"));
}

TEST(SodiumSealer, RefusesAnotherPlaceAndEveryChangedByte) {
  const auto sealer = sealer_with(kOld);
  const std::string sealed = sealer->seal("x", "a");
  EXPECT_EQ(sealer->open(sealed, "b").error().code, "seal_broken");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(sealer->open(changed, "a").has_value()) << i;
  }
  for (std::size_t size = 0; size < sealed.size(); ++size) EXPECT_FALSE(sealer->open(sealed.substr(0, size), "a").has_value()) << size;
}

TEST(SodiumSealer, OpensWithEveryKeyOfTheRingAndSealsWithTheLast) {
  const std::string old_sealed = sealer_with(kOld)->seal("x", "a");
  const auto both = sealer_with(std::string(kOld) + kNew);
  EXPECT_EQ(both->open(old_sealed, "a")->reveal(), "x");
  EXPECT_FALSE(both->is_current(old_sealed));
  EXPECT_TRUE(both->is_current(both->seal("x", "a")));
  EXPECT_EQ(sealer_with(kNew)->open(old_sealed, "a").error().code, "sealing_key_missing");
}

TEST(SodiumSealer, RefusesARingThatIsNotOne) {
  for (const std::string ring : {"", "\n", "00000001 11\n", "x", "0000000g 1111111111111111111111111111111111111111111111111111111111111111"}) {
    EXPECT_EQ(SodiumSealer::from_key_ring(ring).error().code, "key_ring_malformed") << ring;
  }
  EXPECT_EQ(SodiumSealer::from_key_ring(std::string(kOld) + kOld).error().message, "Line 2 of the sealing keys has the name of another key.");
}

TEST_F(KeyRingFile, IsMadeOnceForItsOwnerAlone) {
  const std::string first(read_or_make_key_ring(file())->reveal());
  EXPECT_EQ(read_or_make_key_ring(file())->reveal(), first);
  struct stat status {};
  ASSERT_EQ(::stat(file().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(KeyRingFile, IsRefusedWhereOthersMayReadIt) {
  (void)read_or_make_key_ring(file());
  ASSERT_EQ(::chmod(file().c_str(), 0644), 0);
  EXPECT_EQ(read_or_make_key_ring(file()).error().code, "key_file_unreadable");
}

TEST_F(KeyRingFile, GrowsByAKeyAndForgetsTheOthers) {
  const std::string sealed = sealer_with(std::string(read_or_make_key_ring(file())->reveal()))->seal("x", "a");
  const auto grown = sealer_with(std::string(add_sealing_key(file())->reveal()));
  EXPECT_EQ(grown->open(sealed, "a")->reveal(), "x");
  EXPECT_FALSE(grown->is_current(sealed));
  ASSERT_TRUE(forget_old_sealing_keys(file()));
  const auto last = sealer_with(std::string(read_or_make_key_ring(file())->reveal()));
  EXPECT_EQ(last->open(sealed, "a").error().code, "sealing_key_missing");
  EXPECT_EQ(last->open(grown->seal("y", "a"), "a")->reveal(), "y");
}

}  // namespace
}  // namespace switchyard::adapters
