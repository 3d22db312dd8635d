#include "app/config/settings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

namespace switchyard::app {
namespace {

TEST(Settings, AnEmptyFileGivesTheDefaults) {
  auto settings = read_settings("", "x.toml");
  ASSERT_TRUE(settings.has_value());
  EXPECT_EQ(settings->worker_threads, 64);
  EXPECT_EQ(settings->listen, std::vector<std::string>{"127.0.0.1:8080"});
}

TEST(Settings, AnUnknownKeyIsRefusedWithItsLine) {
  auto settings = read_settings("[server]\nlisten = []\nlisten_port = 1\n", "x.toml");
  ASSERT_FALSE(settings.has_value());
  EXPECT_EQ(settings.error().code, "setting_invalid");
  EXPECT_NE(settings.error().message.find("x.toml:3"), std::string::npos) << settings.error().message;
}

TEST(Settings, AnUnknownSectionIsRefused) {
  EXPECT_FALSE(read_settings("[surver]\nlisten = []\n", "x.toml").has_value());
}

TEST(Settings, AValueOutOfBoundsSaysTheBounds) {
  auto settings = read_settings("[server]\nworker_threads = 0\n", "x.toml");
  ASSERT_FALSE(settings.has_value());
  EXPECT_NE(settings.error().message.find("from 1 to 1024"), std::string::npos) << settings.error().message;
}

TEST(Settings, AWrongTypeIsRefused) {
  EXPECT_FALSE(read_settings("[server]\nworker_threads = \"64\"\n", "x.toml").has_value());
  EXPECT_FALSE(read_settings("[server]\nlisten = \"127.0.0.1:1\"\n", "x.toml").has_value());
  EXPECT_FALSE(read_settings("[pricing]\nsandbox_book = 1\n", "x.toml").has_value());
}

TEST(Settings, BrokenTomlIsRefusedWithItsLine) {
  auto settings = read_settings("[server]\nlisten = [\n", "x.toml");
  ASSERT_FALSE(settings.has_value());
  EXPECT_NE(settings.error().message.find("x.toml:"), std::string::npos);
}

TEST(Settings, TheCommentedDefaultsReadBackAsTheDefaults) {
  std::string text = commented_defaults();
  std::string uncommented;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("# ", 0) == 0 && line.find(" = ") != std::string::npos && line[2] >= 'a' && line[2] <= 'z') line.erase(0, 2);
    uncommented += line + "\n";
  }
  auto settings = read_settings(uncommented, "defaults");
  ASSERT_TRUE(settings.has_value()) << settings.error().message;
  EXPECT_EQ(settings->electric_margin_max, "0.05");
}

TEST(Settings, TheDocumentedFileIsWhatTheTablePrints) {
  std::ifstream file(std::string(SWITCHYARD_SOURCE_DIR) + "/docs/switchyard.toml");
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_EQ(text.str(), commented_defaults()) << "run: build/release/switchyard config > docs/switchyard.toml";
}

}  // namespace
}  // namespace switchyard::app
