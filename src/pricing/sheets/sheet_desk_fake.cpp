#include "pricing/sheets/sheet_desk_fake.hpp"

#include <unistd.h>

#include <atomic>

#include <fmt/format.h>

#include "market/market_store.hpp"
#include "outbox/outbox.hpp"
#include "pricing/pricing_migrations.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::pricing {
namespace {

std::vector<Migration> all_migrations() {
  std::vector<Migration> all;
  for (const Migration& migration : outbox::outbox_migrations()) all.push_back(migration);
  for (const Migration& migration : market::market_migrations()) all.push_back(migration);
  for (const Migration& migration : pricing_migrations()) all.push_back(migration);
  return all;
}

std::string dollars(std::int64_t micros) { return Decimal::from_parts(micros, 6)->text(); }

}  // namespace

std::string PrairieFile::text() const {
  std::string out = "Date,Valid Through,LDC,State,Rate Class,Start Date,Annual Volume Range (KWH),12,24\n";
  std::int64_t micros = price_micros;
  for (const auto& [utility, state] : {std::pair<std::string, std::string>{"COMED", "IL"}, {other_utility, "OH"}}) {
    for (const char* band : {"0-99999", "100000-249999"}) {
      for (const char* start : {"12/1/2026", "1/1/2027", "2/1/2027", "3/1/2027"}) {
        out += fmt::format("{},{},{},{},Small,{},{},{},{}\n", day, until, utility, state, start, band, dollars(micros), dollars(micros + 1000));
        micros += 10;
      }
    }
  }
  return out + extra_lines;
}

std::string CheapDigest::sha256_hex(std::string_view bytes) const {
  std::string hex;
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (int part = 0; part < 4; ++part) {
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    hex += fmt::format("{:016x}", hash);
  }
  return hex;
}

SheetBench::SheetBench(Engine engine)
    : database(engine, all_migrations()),
      layouts(*LayoutLibrary::load("")),
      market(*market::LoadedMarket::load(market::embedded_reference(), {})) {}

ImportReport SheetBench::import(const std::string& bytes, const std::string& file_name) {
  return *import_sheet(context(), *market, {.bytes = bytes, .file_name = file_name, .actor = "shell"});
}

Result<SheetRecord> SheetBench::act(SheetAction action, const std::string& sheet_id, const std::string& reason) {
  return act_on_sheet(actions(), {.sheet = *SheetId::parse(sheet_id), .action = action, .actor = "shell", .reason = reason});
}

SheetRecord SheetBench::record(const std::string& sheet_id) {
  std::optional<SheetRecord> sheet;
  database->read([&](SqlReader& reader) { sheet = find_sheet(reader, *SheetId::parse(sheet_id)); });
  return sheet.value();
}

std::string SheetBench::history(const std::string& sheet_id) {
  std::string all;
  database->read([&](SqlReader& reader) {
    for (const SheetStep& step : list_steps(reader, *SheetId::parse(sheet_id))) {
      all += fmt::format("{}{}>{}", all.empty() ? "" : " ", text_of(step.from), text_of(step.to));
    }
  });
  return all;
}

std::int64_t SheetBench::count(std::string_view sql) {
  std::int64_t number = 0;
  database->read([&](SqlReader& reader) { reader.query(sql, {}, [&](const SqlRow& row) { number = row.integer(0); }); });
  return number;
}

ScratchFolder::ScratchFolder() {
  static std::atomic<int> next{0};
  path_ = std::filesystem::temp_directory_path() / fmt::format("switchyard-sheets-{}-{}", ::getpid(), next++);
  std::filesystem::create_directories(path_);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace switchyard::pricing
