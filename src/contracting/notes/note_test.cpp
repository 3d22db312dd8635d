#include "contracting/notes/note.hpp"

#include <gtest/gtest.h>

#include "contracting/party_bench_fake.hpp"

namespace switchyard::contracting {
namespace {

class Notes : public ::testing::TestWithParam<Engine> {
 protected:
  PartyBench bench{GetParam()};

  Result<Note> add(const NewNote& note) {
    bench.clock.advance(Duration::seconds(1));
    return bench.write<Note>([&](SqlTransaction& transaction) { return add_note(transaction, bench.desk(), bench.actor, note); });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Notes, every_engine(), engine_name);

TEST_P(Notes, AreListedTheNewestFirstForTheirPartnerAlone) {
  for (const char* text : {"one", "two\nlines", "three"}) ASSERT_TRUE(add({.subject = "cus_1", .text = text}));
  ASSERT_TRUE(add({.subject = "cus_2", .author = "Ana", .text = "other"}));
  const auto page = bench.read([&](SqlReader& reader) { return list_notes(reader, bench.actor.partner, "cus_1", {.size = 2}).value(); });
  ASSERT_EQ(page.rows.size(), 2u);
  EXPECT_EQ(page.rows[0].text, "three");
  EXPECT_EQ(page.rows[1].text, "two\nlines");
  EXPECT_EQ(page.rows[0].author, bench.actor.text);
  EXPECT_TRUE(page.has_next);
  const std::vector<std::string> subjects = {"cus_1", "cus_2"};
  const auto newest = bench.read([&](SqlReader& reader) { return read_notes_of_subjects(reader, bench.actor.partner, subjects, 1); });
  ASSERT_EQ(newest.size(), 2u);
  EXPECT_EQ(newest[0].text, "three");
  EXPECT_EQ(newest[1].author, "Ana");
  EXPECT_TRUE(bench.read([&](SqlReader& reader) { return list_notes(reader, bench.other.partner, "cus_1", {}).value(); }).rows.empty());
}

TEST_P(Notes, HaveATextOfUpToFourThousandBytes) {
  EXPECT_TRUE(add({.subject = "cus_1", .text = std::string(4000, 'x')}));
  EXPECT_EQ(fields_of(add({.subject = "cus_1", .text = std::string(4001, 'x')}).error()), "/text too_long");
  EXPECT_EQ(fields_of(add({.subject = "cus_1", .text = " \n"}).error()), "/text missing");
  EXPECT_EQ(fields_of(add({.subject = "cus_1", .text = "bell \a"}).error()), "/text control_character");
}

}  // namespace
}  // namespace switchyard::contracting
