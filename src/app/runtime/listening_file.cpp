#include "app/runtime/listening_file.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "app/commands/file_text.hpp"
#include "http/json_value.hpp"
#include "http/json_writer.hpp"

namespace switchyard::app {
namespace {

constexpr std::size_t kFileSizeMax = 64 * 1024;

std::string path_in(const std::string& data_directory) { return data_directory + "/listening.json"; }

}  // namespace

std::string ListeningServer::tls_url() const {
  if (public_url.starts_with("https://")) return public_url;
  const auto found = std::ranges::find_if(urls, [](const std::string& url) { return url.starts_with("https://"); });
  return found == urls.end() ? std::string() : *found;
}

std::string ListeningServer::issuer_url() const {
  if (!public_url.empty() || urls.empty()) return public_url;
  return urls.front();
}

std::string ListeningServer::base_url() const {
  if (!public_url.empty()) return public_url;
  const std::string secure = tls_url();
  if (!secure.empty() || urls.empty()) return secure;
  return urls.front();
}

void write_listening_file(const std::string& data_directory, const ListeningServer& server) {
  http::JsonWriter json;
  json.begin_object().member("publicUrl", server.public_url).key("urls").begin_array();
  for (const std::string& url : server.urls) json.value(url);
  json.end_array().end_object();
  const std::string path = path_in(data_directory);
  const std::string fresh = path + "." + std::to_string(::getpid());
  {
    std::ofstream file(fresh, std::ios::trunc);
    file << std::move(json).text() << '\n';
  }
  std::filesystem::rename(fresh, path);
}

void remove_listening_file(const std::string& data_directory) {
  std::error_code gone;
  std::filesystem::remove(path_in(data_directory), gone);
}

ListeningServer read_listening_file(const std::string& data_directory) {
  ListeningServer server;
  const auto text = read_file_text(path_in(data_directory), kFileSizeMax);
  if (!text) return server;
  const auto json = http::parse_json(*text);
  if (!json) return server;
  if (const http::JsonValue* url = json->find("publicUrl")) server.public_url = url->text;
  if (const http::JsonValue* urls = json->find("urls")) {
    for (const http::JsonValue& url : urls->items) server.urls.push_back(url.text);
  }
  return server;
}

}  // namespace switchyard::app
