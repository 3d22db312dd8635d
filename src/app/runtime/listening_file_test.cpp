#include "app/runtime/listening_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace switchyard::app {
namespace {

TEST(ListeningFile, TellsACommandWhereTheServerOfThisDataListens) {
  const auto folder = std::filesystem::temp_directory_path() / "switchyard-listening-file-test";
  std::filesystem::create_directories(folder);
  write_listening_file(folder.string(), {.public_url = "", .urls = {"http://127.0.0.1:40001", "https://127.0.0.1:40002"}});
  const ListeningServer server = read_listening_file(folder.string());
  EXPECT_EQ(server.tls_url(), "https://127.0.0.1:40002");
  EXPECT_EQ(server.base_url(), "https://127.0.0.1:40002");
  EXPECT_EQ(server.issuer_url(), "http://127.0.0.1:40001");
  remove_listening_file(folder.string());
  EXPECT_EQ(read_listening_file(folder.string()).base_url(), "");
  EXPECT_EQ(read_listening_file(folder.string()).issuer_url(), "");
  std::filesystem::remove_all(folder);
}

TEST(ListeningFile, APublicUrlGoesBeforeTheListeners) {
  const ListeningServer behind_proxy{.public_url = "https://sign.example.com", .urls = {"http://127.0.0.1:8080"}};
  EXPECT_EQ(behind_proxy.tls_url(), "https://sign.example.com");
  const ListeningServer plain{.public_url = "http://sign.example.com", .urls = {"https://127.0.0.1:8443"}};
  EXPECT_EQ(plain.tls_url(), "https://127.0.0.1:8443");
  EXPECT_EQ(plain.base_url(), "http://sign.example.com");
}

}  // namespace
}  // namespace switchyard::app
