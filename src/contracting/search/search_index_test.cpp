#include "contracting/search/search_index.hpp"

#include <gtest/gtest.h>

#include "contracting/party_bench_fake.hpp"

namespace switchyard::contracting {
namespace {

using Words = std::vector<std::string>;

TEST(SearchWords, AreFoldedAndApart) {
  EXPECT_EQ(words_of("O'Hare Caf\u00e9-Bar, LLC. llc"), (Words{"bar", "cafe", "llc", "ohare"}));
  EXPECT_EQ(words_of("\u0141\u00f3d\u017a \u2013 \u6771\u4eac"), (Words{"lodz", "\u6771\u4eac"}));
  EXPECT_EQ(words_of(" \t.-"), Words{});
  EXPECT_EQ(words_of(std::string(39, 'a') + "\u00fe"), (Words{std::string(39, 'a')}));
}

class SearchIndex : public ::testing::TestWithParam<Engine> {
 protected:
  PartyBench bench{GetParam()};

  void index(const IndexedPart& part, const Actor& by) {
    bench.database->write([&](SqlTransaction& transaction) {
      index_parts(transaction, by.partner, std::span(&part, 1));
      return true;
    });
  }
  Words found(std::string_view text, std::vector<SearchedKind> kinds = {}) {
    return bench.read([&](SqlReader& reader) {
      Words objects;
      for (const SearchHit& hit : search(reader, bench.actor.partner, text, kinds, 10)) objects.push_back(hit.object);
      return objects;
    });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, SearchIndex, every_engine(), engine_name);

TEST_P(SearchIndex, FindsThingsWhoseWordsAllBeginSoAcrossTheirParts) {
  index({.kind = SearchedKind::customer, .object = "cus_1", .texts = {"Lincoln Park Bread"}}, bench.actor);
  index({.kind = SearchedKind::customer, .object = "cus_1", .part = "sac_1", .texts = {"2145900017"}}, bench.actor);
  index({.kind = SearchedKind::contract, .object = "ctr_2", .texts = {"C-2026-000123 Lincoln Park Bread"}}, bench.actor);
  index({.kind = SearchedKind::customer, .object = "cus_9", .texts = {"Lincoln"}}, bench.other);

  EXPECT_EQ(found("lincoln"), (Words{"ctr_2", "cus_1"}));
  EXPECT_EQ(found("BREAD 21459"), (Words{"cus_1"}));
  EXPECT_EQ(found("000123 linc", {SearchedKind::contract}), (Words{"ctr_2"}));
  EXPECT_EQ(found("lincoln oak"), Words{});
  EXPECT_EQ(found("..."), Words{});

  index({.kind = SearchedKind::customer, .object = "cus_1", .texts = {"Halsted"}}, bench.actor);
  EXPECT_EQ(found("lincoln"), (Words{"ctr_2"}));
  EXPECT_EQ(found("halsted 2145"), (Words{"cus_1"}));
  bench.database->write([&](SqlTransaction& transaction) {
    unindex(transaction, bench.actor.partner, SearchedKind::customer, "cus_1");
    return true;
  });
  EXPECT_EQ(found("2145"), Words{});
}

}  // namespace
}  // namespace switchyard::contracting
