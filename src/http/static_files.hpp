// Files for browsers: those that the binary carries, or a folder's. With precompressed variants beside them (x.js.br, x.js.gz),
// entity tags, one Range, "index.html" for a folder, and a year of caching for names that hold a hash.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "http/request.hpp"
#include "http/response.hpp"
#include "values/embedded_file.hpp"
#include "values/result.hpp"

namespace switchyard::http {

// By the name's ending; "application/octet-stream" where it is not known.
[[nodiscard]] std::string_view content_type_of(std::string_view path);

// Whether the name holds a hash ("app.3f9a1c2b.js", "index-BdK3x9Qa.js"): then its bytes never change.
[[nodiscard]] bool is_hashed_name(std::string_view path);

// Read whole at construction and then only read: safe to call from many threads, fit for RunOn::io_thread.
class StaticFiles {
 public:
  explicit StaticFiles(std::span<const EmbeddedFile> files);
  // All regular files under `folder` now; links out of it are not followed. Refused with `unreadable_folder`, and over 10,000
  // files or 256 MiB with `folder_too_large`.
  static Result<StaticFiles> from_folder(const std::string& folder);

  // `path` below the root as a {rest...} capture gives it: "" and "docs/" mean their index.html, "docs" without the slash
  // does too. A path that leaves the root is unknown, as is anything not in the list. Answers GET and HEAD.
  [[nodiscard]] Response answer(const Request& request, std::string_view path) const;
  [[nodiscard]] bool contains(std::string_view path) const;

 private:
  struct Variant {
    std::string_view bytes;
    std::string entity_tag;
  };
  struct File {
    Variant plain;
    Variant br;    // Empty where there is none.
    Variant gzip;
  };
  StaticFiles() = default;
  void add(std::string_view path, std::string_view bytes);
  [[nodiscard]] const std::pair<const std::string, File>* find(std::string_view path) const;

  std::map<std::string, File, std::less<>> files_;
  std::map<std::string, std::shared_ptr<const std::string>, std::less<>> owned_;  // What was read from a folder.
};

}  // namespace switchyard::http
