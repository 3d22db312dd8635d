#include "esign/evidence/evidence_chain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace switchyard::esign {
namespace {

using testing::HasSubstr;

const Instant kNow = Instant::parse("2026-11-24T14:00:00Z").value();
constexpr std::string_view kEnvelope = "0b0f6e0e-7a53-4cf3-9e5b-1f0d1c2b3a49";

EvidenceEvent signed_event() {
  return {.kind = EvidenceKind::recipient_signed,
          .at = kNow,
          .actor = {.name = "Ann \"Annie\" Lee", .email = "ann@example.com", .recipient = "1"},
          .ip = "203.0.113.7",
          .user_agent = "Firefox",
          .session = "s1",
          .detail = {{"signatureId", "abc"}, {"note", "two\nlines"}}};
}

std::vector<std::string> lines() {
  std::vector<std::string> made;
  std::string head(evidence_root());
  for (const auto kind : {EvidenceKind::created, EvidenceKind::sent, EvidenceKind::opened, EvidenceKind::completed}) {
    auto line = next_evidence_line(kEnvelope, static_cast<std::int64_t>(made.size()) + 1, head, {.kind = kind, .at = kNow});
    head = line.sha256;
    made.push_back(line.text);
  }
  return made;
}

TEST(EvidenceChain, ALineHoldsTheEventAndTheHashOfTheLineBefore) {
  const auto line = next_evidence_line(kEnvelope, 7, std::string(64, 'a'), signed_event());
  EXPECT_EQ(line.text,
            "{\"envelope\":\"0b0f6e0e-7a53-4cf3-9e5b-1f0d1c2b3a49\",\"seq\":7,\"prev\":\"" + std::string(64, 'a') +
                "\",\"at\":\"2026-11-24T14:00:00Z\",\"event\":\"recipient_signed\",\"actor\":{\"name\":\"Ann \\\"Annie\\\" Lee\",\"email\":\"ann@example.com\","
                "\"recipient\":\"1\"},\"ip\":\"203.0.113.7\",\"userAgent\":\"Firefox\",\"session\":\"s1\",\"detail\":{\"signatureId\":\"abc\",\"note\":\"two\\u000alines\"}}");
  EXPECT_EQ(line.sha256.size(), 64U);
}

TEST(EvidenceChain, IsReadBackWithItsHead) {
  auto made = lines();
  const auto before = read_evidence(evidence_file(made));
  const auto last = next_evidence_line(kEnvelope, 5, before->head, signed_event());
  made.push_back(last.text);
  const auto chain = read_evidence(evidence_file(made));
  ASSERT_TRUE(chain) << chain.error().message;
  EXPECT_EQ(chain->envelope_id, kEnvelope);
  EXPECT_EQ(chain->head, last.sha256);
  ASSERT_EQ(chain->events.size(), 5U);
  EXPECT_EQ(chain->events[4].actor.name, "Ann \"Annie\" Lee");
  EXPECT_EQ(chain->events[4].detail[1].second, "two\nlines");
}

TEST(EvidenceChain, AMissingMovedOrChangedLineIsNamed) {
  auto missing = lines();
  missing.erase(missing.begin() + 1);
  EXPECT_THAT(read_evidence(evidence_file(missing)).error().message, HasSubstr("at line 2: a line is missing or out of order"));
  auto changed = lines();
  changed[1].replace(changed[1].find("14:00"), 5, "15:00");
  EXPECT_THAT(read_evidence(evidence_file(changed)).error().message, HasSubstr("at line 3: the line before it was changed"));
  auto spaced = lines();
  spaced[3] = " " + spaced[3];
  EXPECT_THAT(read_evidence(evidence_file(spaced)).error().message, HasSubstr("at line 4: it was changed"));
  EXPECT_FALSE(read_evidence(""));
  EXPECT_FALSE(read_evidence("{}\n"));
}

TEST(EvidenceChain, AnyEventHasALineThatIsReadBack) {
  std::mt19937_64 random(5);
  std::string head(evidence_root());
  std::string file;
  for (int number = 1; number <= 200; ++number) {
    const auto noise = [&](std::size_t size_max) {
      std::string text(random() % size_max, '\0');
      for (char& c : text) c = static_cast<char>(random());
      return text;
    };
    EvidenceEvent event{.kind = EvidenceKind::field_filled, .at = kNow, .actor = {noise(900), noise(900), noise(20)}, .ip = noise(100), .user_agent = noise(2'000)};
    for (int at = 0; at < 8; ++at) event.detail.emplace_back(noise(200), noise(9'000));
    const auto line = next_evidence_line(kEnvelope, number, head, event);
    head = line.sha256;
    file += line.text + "\n";
  }
  const auto chain = read_evidence(file);
  ASSERT_TRUE(chain) << chain.error().message;
  EXPECT_EQ(chain->head, head);
}

TEST(EvidenceChain, EveryKindHasAWordThatIsReadBack) {
  for (int kind = 0; kind <= static_cast<int>(EvidenceKind::completed); ++kind) {
    EXPECT_EQ(evidence_kind(text_of(static_cast<EvidenceKind>(kind))), static_cast<EvidenceKind>(kind));
  }
  EXPECT_FALSE(evidence_kind("forged"));
}

}  // namespace
}  // namespace switchyard::esign
