// An environment's pricing desk for tests: a database of any engine, the product's market and layouts, a clock that stands still,
// and a made-up supplier's CSV to import.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "adapters/poppler/poppler_words.hpp"
#include "adapters/test_databases_fake.hpp"
#include "market/loaded_market.hpp"
#include "ports/clock_fake.hpp"
#include "ports/log.hpp"
#include "ports/random_fake.hpp"
#include "pricing/sheets/import_sheet.hpp"
#include "pricing/sheets/sheet_actions.hpp"
#include "pricing/sheets/sheet_record.hpp"

namespace switchyard::pricing {

// One file of Prairie Crown Power: ComEd and Duke Ohio, two bands, four start months, two terms: 32 rates around `cents` a kWh.
struct PrairieFile {
  std::string day = "11/24/2026";
  std::string until = "11/24/2026";
  std::int64_t price_micros = 60'000;       // Of the first row's shorter term; each other is a little more.
  std::string other_utility = "DUKE ENERGY OHIO";
  std::string extra_lines = {};

  [[nodiscard]] std::string text() const;
};

class SilentLog final : public Log {
 public:
  void write(LogLevel, std::string_view, std::span<const LogField>) noexcept override {}
};

// Not SHA-256, but as good as it at telling a few test files apart.
class CheapDigest final : public FileDigest {
 public:
  [[nodiscard]] std::string sha256_hex(std::string_view bytes) const override;
};

struct SheetBench {
  explicit SheetBench(Engine engine);

  TestDatabase database;
  FixedClock clock{*Instant::parse("2026-11-24T15:00:00Z")};
  SeededRandom random;
  CheapDigest digest;
  adapters::PopplerWords pdf_words;
  SilentLog log;
  LayoutLibrary layouts;
  std::shared_ptr<const market::LoadedMarket> market;

  [[nodiscard]] ImportContext context() { return {*database, layouts, digest, clock, random, EnvironmentName::test, nullptr, {.pdf_words = &pdf_words}}; }
  [[nodiscard]] SheetActionContext actions() { return {*database, clock, EnvironmentName::test}; }
  ImportReport import(const std::string& bytes, const std::string& file_name = "prairie.csv");
  ImportReport import(const PrairieFile& file) { return import(file.text()); }
  Result<SheetRecord> act(SheetAction action, const std::string& sheet_id, const std::string& reason = "because");
  [[nodiscard]] SheetRecord record(const std::string& sheet_id);
  // "received>recognised recognised>parsed …"
  [[nodiscard]] std::string history(const std::string& sheet_id);
  [[nodiscard]] std::int64_t count(std::string_view sql);
};

// A folder that goes with its owner.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace switchyard::pricing
