// Hundreds of broken look-alikes: each sells the sound file's prices or nothing, and says why. None crashes or hangs: what does runs
// into the limits of the tests.
#include <gtest/gtest.h>

#include <sys/resource.h>

#include <map>
#include <tuple>

#include "pricing/book/rate_index.hpp"
#include "pricing/sheets/broken_files_fake.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"
#include "pricing/sheets/sheet_draft.hpp"

namespace switchyard::pricing {
namespace {

using Key = std::tuple<std::string, std::string, std::string, std::int64_t, std::int64_t, std::int32_t, int>;
using Prices = std::map<Key, std::int64_t>;

class BrokenFiles : public ::testing::Test {
 protected:
  SheetDraft draft(const std::string& bytes, const std::string& name, std::shared_ptr<const CompiledSheet> former, Instant now) {
    return draft_sheet({.id = make_id<SheetTag>(now, random_), .bytes = bytes, .file_name = name, .sha256 = std::string(64, '0'), .now = now}, layouts_, *market_,
                       [&](const SheetRecord&) { return former; }, {});
  }
  static std::shared_ptr<const CompiledSheet> compiled(const SheetDraft& draft) { return *CompiledSheet::from_bytes(draft.compiled); }

  // What a published sheet sells, and from which cell.
  static std::map<Key, std::pair<std::int64_t, std::string>> sold(const SheetDraft& draft) {
    std::map<Key, std::pair<std::int64_t, std::string>> prices;
    if (draft.record.status != SheetStatus::published) return prices;
    std::set<std::string> stopped;
    for (const CellNote& note : draft.report.withheld) stopped.insert(note.cell);
    compiled(draft)->each_row([&](const ExportRow& exported, const TextPool& texts) {
      const RateRow& row = *exported.row;
      if (row.basis_price_micros == RateRow::kNoBasis || stopped.contains(exported.ref)) return;
      const Key key{texts.text(row.utility_alias), texts.text(row.state), texts.text(row.product), row.band.min_milli, row.band.max_milli_exclusive,
                    row.start_from.days(), row.term_months};
      prices[key] = {row.basis_price_micros, exported.ref};
    });
    return prices;
  }

  void expect_no_wrong_price(const BrokenFile& file, const SheetDraft& draft, const std::map<Key, std::pair<std::int64_t, std::string>>& sound) {
    for (const auto& [key, price] : sold(draft)) {
      const auto known = sound.find(key);
      if (known == sound.end()) {
        EXPECT_TRUE(file.new_keys_allowed || file.any_close_price) << file.what << ": sells a rate that the sound file has not, at " << price.second;
        continue;
      }
      const std::int64_t right = known->second.first;
      const bool close = file.any_close_price && price.first * 2 >= right && price.first <= right * 3 / 2;
      EXPECT_TRUE(price.first == right || close || file.also_allowed.contains(price.first))
          << file.what << ": sells " << price.first << " for " << right << " at " << price.second;
    }
  }

  SeededRandom random_;
  LayoutLibrary layouts_ = *LayoutLibrary::load("");
  std::shared_ptr<const market::LoadedMarket> market_ = market::embedded_market();
  const Instant yesterday_ = *Instant::parse("2026-11-23T15:00:00Z");
  const Instant now_ = *Instant::parse("2026-11-24T15:00:00Z");
};

TEST_F(BrokenFiles, SellNoWrongPriceAndSayWhy) {
  const std::vector<LookAlike> sound = {csv_look_alike("11/24/2026", FileForm::csv), csv_look_alike("11/24/2026", FileForm::zip), xlsx_look_alike("11/24/2026")};
  const std::vector<LookAlike> former = {csv_look_alike("11/23/2026", FileForm::csv), csv_look_alike("11/23/2026", FileForm::zip), xlsx_look_alike("11/23/2026")};
  std::map<std::string, std::shared_ptr<const CompiledSheet>> formers;
  std::map<std::string, std::map<Key, std::pair<std::int64_t, std::string>>> prices;
  for (std::size_t i = 0; i < sound.size(); ++i) {
    const SheetDraft last = draft(bytes_of(former[i]), former[i].name, nullptr, yesterday_);
    ASSERT_EQ(last.record.status, SheetStatus::published) << json_of(last.report);
    formers[sound[i].name] = compiled(last);
    const SheetDraft today = draft(bytes_of(sound[i]), sound[i].name, formers[sound[i].name], now_);
    ASSERT_EQ(today.record.status, SheetStatus::published) << json_of(today.report);
    ASSERT_EQ(today.report.withheld_count, 0u) << json_of(today.report);
    prices[sound[i].name] = sold(today);
    ASSERT_EQ(prices[sound[i].name].size(), 72u);
  }
  const std::vector<BrokenFile> files = broken_files(sound);
  EXPECT_GE(files.size(), 500u);
  std::size_t published = 0;
  for (const BrokenFile& file : files) {
    const SheetDraft broken = draft(file.bytes, file.file_name, formers[file.file_name], now_);
    expect_no_wrong_price(file, broken, prices[file.file_name]);
    const SheetStatus status = broken.record.status;
    published += status == SheetStatus::published ? 1 : 0;
    // What does not end on sale says why.
    EXPECT_TRUE(status == SheetStatus::published || !broken.report.errors.empty() || status == SheetStatus::expired) << file.what;
    EXPECT_EQ(broken.record.status == SheetStatus::held, broken.record.doubtful && status != SheetStatus::expired) << file.what;
    EXPECT_TRUE(broken.report.withheld_count == 0 || status == SheetStatus::rejected || !broken.holds.empty()) << file.what;
  }
  // The rest of a file with one bad cell sells on.
  EXPECT_GE(published, 200u);
}

TEST_F(BrokenFiles, SellNoWrongPriceWhereThereWasNoSheetBefore) {
  const std::vector<LookAlike> sound = {csv_look_alike("11/24/2026", FileForm::csv), xlsx_look_alike("11/24/2026")};
  std::map<std::string, std::map<Key, std::pair<std::int64_t, std::string>>> prices;
  for (const LookAlike& file : sound) prices[file.name] = sold(draft(bytes_of(file), file.name, nullptr, now_));
  for (const BrokenFile& file : broken_files(sound)) {
    if (!file.only_drift) expect_no_wrong_price(file, draft(file.bytes, file.file_name, nullptr, now_), prices[file.file_name]);
  }
}

TEST_F(BrokenFiles, NeedLittleMemory) {
  rusage before{};
  ::getrusage(RUSAGE_SELF, &before);
  for (const BrokenFile& file : broken_files({xlsx_look_alike("11/24/2026")})) (void)draft(file.bytes, file.file_name, nullptr, now_);
  rusage after{};
  ::getrusage(RUSAGE_SELF, &after);
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 600L * 1024) << "KiB beyond what the process had";
}

}  // namespace
}  // namespace switchyard::pricing
