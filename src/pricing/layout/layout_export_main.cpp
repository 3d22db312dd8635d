// layout_export [--layouts DIR] [--layout NAME] FILE: the file's rates in the canonical columns on stdout, its notes on stderr.
// Exit 0 when the file was read without an error, 1 when it was refused, 2 on a usage error.

#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "adapters/poppler/poppler_words.hpp"
#include "pricing/layout/canonical_csv.hpp"
#include "pricing/layout/layout.hpp"

namespace {

using namespace switchyard;

constexpr std::size_t kNotesShown = 12;

void show(std::string_view kind, const std::vector<pricing::CellNote>& notes) {
  for (std::size_t i = 0; i < notes.size() && i < kNotesShown; ++i) fmt::print(stderr, "{}: {} {}: {}\n", kind, notes[i].cell, notes[i].code, notes[i].message);
  if (notes.size() > kNotesShown) fmt::print(stderr, "{}: and {} more\n", kind, notes.size() - kNotesShown);
}

int refused(const Error& error) {
  fmt::print(stderr, "{}: {}\n", error.code, error.message);
  for (const auto& field : error.fields) fmt::print(stderr, "  {}: {}\n", field.pointer, field.detail);
  return 1;
}

struct Options {
  std::string file, layouts, layout;
  bool valid = true;
};

Options options_of(int count, char** arguments) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    if (argument == "--layouts" && i + 1 < count) options.layouts = arguments[++i];
    else if (argument == "--layout" && i + 1 < count) options.layout = arguments[++i];
    else if (options.file.empty()) options.file = argument;
    else options.valid = false;
  }
  options.valid = options.valid && !options.file.empty();
  return options;
}

int export_file(const Options& options) {
  auto library = pricing::LayoutLibrary::load(options.layouts);
  if (!library) return refused(library.error());
  std::ifstream stream(options.file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  const adapters::PopplerWords pdf_words;
  const auto started = std::clock();
  auto book = workbook::open(std::move(bytes), {}, {.pdf_words = &pdf_words});
  if (!book) return refused(book.error());
  const auto opened = std::clock();
  const auto name = options.file.substr(options.file.rfind('/') + 1);
  auto recognition = library->recognise(**book, name);
  const auto* layout = options.layout.empty() ? recognition.layout : library->find(options.layout);
  if (layout == nullptr) {
    show("against", recognition.reasons);
    return 1;
  }
  const auto matched = std::clock();
  auto reading = pricing::read(*layout, **book, name);
  if (!reading) return refused(reading.error());
  const auto done = std::clock();
  std::string csv(pricing::canonical_header());
  for (const auto& row : reading->rows) pricing::append_canonical_row(csv, *reading, row, name);
  std::fwrite(csv.data(), 1, csv.size(), stdout);
  show("error", reading->errors);
  show("warning", reading->warnings);
  show("withheld", reading->withheld);
  const auto ms = [](std::clock_t span) { return span * 1000 / CLOCKS_PER_SEC; };
  fmt::print(stderr, "{}: {} rates, {} withheld; CPU: opened in {} ms, matched in {} ms, read in {} ms\n", layout->name(), reading->rows.size(),
             reading->withheld.size(), ms(opened - started), ms(matched - opened), ms(done - matched));
  return reading->errors.empty() ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  const auto options = options_of(count, arguments);
  if (!options.valid) {
    fmt::print(stderr, "usage: layout_export [--layouts DIR] [--layout NAME] FILE\n");
    return 2;
  }
  return export_file(options);
}
