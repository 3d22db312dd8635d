// For authors of templates: checks a template, and prints it with sample values.
//
//   document_preview TEMPLATE.md                       findings, a line each, or its variables; exit 1 where there are findings
//   document_preview TEMPLATE.md VALUES.yaml OUT.pdf [TIMES]   the document; TIMES over, for a bench
// Templates that it extends or includes stand beside it as NAME.md.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "documents/documents.hpp"
#include "documents/template/sample_values.hpp"

namespace {

using namespace switchyard;
using namespace switchyard::documents;

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

int fail(const Error& error) {
  if (error.fields.empty()) fmt::print(stderr, "{}\n", error.message);
  for (const auto& field : error.fields) fmt::print(stderr, "{}: {} ({})\n", field.pointer, field.detail, field.code);
  return 1;
}

int print(const Template& source, const std::filesystem::path& folder, char** files, int times) {
  const auto yaml = read_file(files[0]);
  if (!yaml) return fail({ErrorKind::not_found, "", fmt::format("{} cannot be read", files[0]), {}});
  const auto values = sample_values(source, *yaml, [&](std::string_view name) { return read_file(folder / name); });
  if (!values) return fail(values.error());
  const RenderOptions options{.created_at = Instant::from_unix_seconds(1'790'000'000),
                              .contract_number = "SAMPLE-0001",
                              .version = "1",
                              .page_code = "SAMPLE",
                              .issuer = "Sample"};
  for (int round = 0; round < times; ++round) {
    const auto made = render(source, *values, options);
    if (!made) return fail(made.error());
    if (round > 0) continue;
    std::ofstream(files[1], std::ios::binary) << made->bytes;
    fmt::print("{} pages, {} bytes, sha256 {}\n", made->pages, made->bytes.size(), made->sha256);
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2 && count != 4 && count != 5) {
    fmt::print(stderr, "usage: {} TEMPLATE.md [VALUES.yaml OUT.pdf [TIMES]]\n", arguments[0]);
    return 2;
  }
  const std::filesystem::path path = arguments[1];
  const auto source = read_file(path);
  if (!source) return fail({ErrorKind::not_found, "", fmt::format("{} cannot be read", path.string()), {}});
  const auto folder = path.parent_path();
  const auto made = Template::parse(path.stem().string(), *source,
                                    [&](std::string_view name) { return read_file(folder / (std::string(name) + ".md")); });
  if (!made) return fail(made.error());
  if (count > 2) return print(*made, folder, arguments + 2, count == 5 ? std::max(1, std::atoi(arguments[4])) : 1);
  for (const auto& variable : made->variables()) fmt::print("{}{}\n", variable.name, variable.optional ? "?" : "");
  return 0;
}
