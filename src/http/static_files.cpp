#include "http/static_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "http/answer_finish.hpp"
#include "http/byte_range.hpp"
#include "http/content_coding.hpp"
#include "http/entity_tag.hpp"

namespace switchyard::http {
namespace {

constexpr std::size_t kFilesMax = 10'000;
constexpr std::size_t kBytesMax = 256 * 1024 * 1024;
constexpr std::size_t kHashSizeMin = 8;

constexpr std::pair<std::string_view, std::string_view> kContentTypes[] = {
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".webp", "image/webp"},
    {".ico", "image/vnd.microsoft.icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".ttf", "font/ttf"},
    {".txt", "text/plain; charset=utf-8"},
    {".md", "text/markdown; charset=utf-8"},
    {".csv", "text/csv; charset=utf-8"},
    {".xml", "application/xml"},
    {".pdf", "application/pdf"},
    {".wasm", "application/wasm"},
    {".yaml", "application/yaml"},
    {".webmanifest", "application/manifest+json"},
};

Response not_found(const Request& request) {
  return problem_with_status(404, Error{ErrorKind::not_found, "not_found", "There is no such file."}, request.request_id);
}

Error folder_error(std::string code, std::string message) { return Error{ErrorKind::invalid, std::move(code), std::move(message)}; }

// If-Range (RFC 9110, section 13.1.5): the range counts only while the tag is the present one. A date never matches: there are none here.
bool range_counts(const Request& request, std::string_view entity_tag) {
  const auto condition = request.header("if-range");
  return !condition || *condition == entity_tag;
}

void apply_range(Response& response, const Request& request, std::string_view bytes, std::string_view entity_tag) {
  const auto header = request.header("range");
  if (!header || request.method != Method::get || !range_counts(request, entity_tag)) return;
  const auto reading = read_range(*header, bytes.size());
  if (reading.verdict == RangeVerdict::ignored) return;
  if (reading.verdict == RangeVerdict::unsatisfiable) {
    response = problem_with_status(416, Error{ErrorKind::invalid, "range_not_satisfiable", "One range within the file is taken."}, request.request_id);
    response.set_header("content-range", fmt::format("bytes */{}", bytes.size()));
    return;
  }
  response.status = 206;
  response.body = bytes.substr(reading.range.first, reading.range.last - reading.range.first + 1);
  response.set_header("content-range", fmt::format("bytes {}-{}/{}", reading.range.first, reading.range.last, bytes.size()));
}

// A range of a tag that the client does not ask to be new must not become 206: 304 goes first.
bool is_unchanged(const Request& request, std::string_view entity_tag) { return !if_none_match_holds(request, entity_tag); }

}  // namespace

std::string_view content_type_of(std::string_view path) {
  for (const auto& [ending, type] : kContentTypes) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

bool is_hashed_name(std::string_view path) {
  const auto name = path.substr(path.rfind('/') + 1);
  const std::size_t end = name.rfind('.');
  if (end == std::string_view::npos) return false;
  const auto stem = name.substr(0, end);
  const std::size_t begin = stem.find_last_of(".-");
  if (begin == std::string_view::npos) return false;
  const auto hash = stem.substr(begin + 1);
  const bool is_word = std::all_of(hash.begin(), hash.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; });
  const bool has_digit = std::any_of(hash.begin(), hash.end(), [](char c) { return c >= '0' && c <= '9'; });
  return hash.size() >= kHashSizeMin && is_word && has_digit;
}

StaticFiles::StaticFiles(std::span<const EmbeddedFile> files) {
  for (const auto& file : files) add(file.path, file.bytes);
}

// "x.js.br" is a variant where "x.js" is there too; the order of adding does not matter.
void StaticFiles::add(std::string_view path, std::string_view bytes) {
  const Variant variant{bytes, entity_tag_of(bytes)};
  files_[std::string(path)].plain = variant;
  for (const std::string_view ending : {".br", ".gz"}) {
    const auto base = path.ends_with(ending) ? path.substr(0, path.size() - ending.size()) : path;
    const auto compressed_file = files_.find(std::string(base) + std::string(ending));
    const auto plain_file = files_.find(base);
    if (compressed_file == files_.end() || plain_file == files_.end()) continue;
    (ending == ".br" ? plain_file->second.br : plain_file->second.gzip) = compressed_file->second.plain;
  }
}

Result<StaticFiles> StaticFiles::from_folder(const std::string& folder) {
  namespace fs = std::filesystem;
  StaticFiles files;
  std::size_t bytes = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->is_symlink() || !at->is_regular_file()) continue;
    std::ifstream stream(at->path(), std::ios::binary);
    auto content = std::make_shared<const std::string>(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    if (!stream) return folder_error("unreadable_folder", at->path().string() + " can't be read.");
    bytes += content->size();
    if (files.owned_.size() == kFilesMax || bytes > kBytesMax) return folder_error("folder_too_large", folder + " has more than 10,000 files or 256 MiB.");
    const std::string path = fs::relative(at->path(), folder, error).generic_string();
    files.add(path, *content);
    files.owned_.emplace(path, std::move(content));
  }
  if (error) return folder_error("unreadable_folder", folder + " can't be read: " + error.message() + ".");
  return files;
}

const std::pair<const std::string, StaticFiles::File>* StaticFiles::find(std::string_view path) const {
  const auto at = [&](const std::string& wanted) -> const std::pair<const std::string, File>* {
    const auto found = files_.find(wanted);
    return found == files_.end() ? nullptr : &*found;
  };
  if (path.empty() || path.ends_with('/')) return at(std::string(path) + "index.html");
  if (const auto* file = at(std::string(path))) return file;
  return at(std::string(path) + "/index.html");
}

bool StaticFiles::contains(std::string_view path) const { return find(path) != nullptr; }

Response StaticFiles::answer(const Request& request, std::string_view path) const {
  const auto* found = find(path);
  if (found == nullptr) return not_found(request);
  const auto& [name, file] = *found;
  Response response;
  response.content_type = content_type_of(name);
  response.set_header("cache-control", is_hashed_name(name) ? "public, max-age=31536000, immutable" : "no-cache");
  response.set_header("x-content-type-options", "nosniff");
  response.set_header("accept-ranges", "bytes");
  const Variant* variant = &file.plain;
  const bool has_variants = !file.br.bytes.empty() || !file.gzip.bytes.empty();
  const auto accepted = request.header("accept-encoding").value_or(std::string_view());
  if (has_variants) {
    response.set_header("vary", "accept-encoding");
    response.compressible = false;
    if (!file.br.bytes.empty() && coding_quality(accepted, "br") > 0 && coding_quality(accepted, "br") >= coding_quality(accepted, "gzip")) {
      variant = &file.br;
      response.set_header("content-encoding", "br");
    } else if (!file.gzip.bytes.empty() && coding_quality(accepted, "gzip") > 0) {
      variant = &file.gzip;
      response.set_header("content-encoding", "gzip");
    }
  }
  response.set_header("etag", variant->entity_tag);
  response.body = variant->bytes;
  if (!is_unchanged(request, variant->entity_tag)) apply_range(response, request, variant->bytes, variant->entity_tag);
  return response;
}

}  // namespace switchyard::http
