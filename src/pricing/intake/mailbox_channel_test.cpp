#include "pricing/intake/mailbox_channel.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "pricing/sheets/sheet_desk_fake.hpp"

namespace switchyard::pricing {
namespace {

namespace fs = std::filesystem;

// A mail here is "SENDER ID".
std::optional<MailHead> head_of(std::string_view bytes) {
  const std::size_t space = bytes.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  return MailHead{std::string(bytes.substr(0, space)), std::string(bytes.substr(space + 1))};
}

struct MailBench {
  MailBench() {
    for (const char* folder : {"new", "cur", "tmp"}) fs::create_directories(fs::path(scratch.path()) / folder);
  }
  ScratchFolder scratch;
  SilentLog log;
  std::vector<IncomingPiece> taken;
  std::vector<std::string> refused;
  MailSenders senders = parse_mail_senders({"Prices@Harborlight.example=harborlight", "@crown.example=prairie-crown"}).value();
  MailboxChannel channel{scratch.path(), senders, head_of,
                         [this](IncomingPiece piece) -> Result<std::vector<ImportReport>> {
                           taken.push_back(std::move(piece));
                           return std::vector<ImportReport>{};
                         },
                         [this](const IncomingPiece&, const std::string& reason) { refused.push_back(reason); }, log};

  void put(const std::string& name, const std::string& text) { std::ofstream(fs::path(scratch.path()) / name) << text; }
  [[nodiscard]] bool is_there(const std::string& name) const { return fs::exists(fs::path(scratch.path()) / name); }
};

TEST(MailboxChannel, AKnownSendersMailIsOfItsSupplierAndIsSeenAfterwards) {
  MailBench bench;
  bench.put("new/1.a", "prices@harborlight.example <1@h>");
  bench.put("new/2.a", "someone@crown.example <2@c>");
  EXPECT_EQ(bench.channel.look(), 2U);
  ASSERT_EQ(bench.taken.size(), 2U);
  EXPECT_EQ(bench.taken[0].supplier, "harborlight");
  EXPECT_EQ(bench.taken[0].origin, "prices@harborlight.example <1@h>");
  EXPECT_EQ(bench.taken[1].supplier, "prairie-crown");
  EXPECT_TRUE(bench.is_there("cur/1.a:2,S"));
  EXPECT_EQ(bench.channel.look(), 0U);
}

TEST(MailboxChannel, AStrangersMailIsNotReadIn) {
  MailBench bench;
  bench.put("new/1.a", "prices@harborlight.example.evil.example <1@h>");
  bench.put("new/2.a", "nomail");
  EXPECT_EQ(bench.channel.look(), 2U);
  EXPECT_TRUE(bench.taken.empty());
  ASSERT_EQ(bench.refused.size(), 2U);
  EXPECT_NE(bench.refused[0].find("intake.mail_senders"), std::string::npos);
  EXPECT_EQ(bench.refused[1], "it is no mail");
  EXPECT_TRUE(bench.is_there("cur/1.a:2,S"));
}

TEST(MailboxChannel, WhatACrashLeftUnseenIsTakenUpAgainAndFlagsAreKept) {
  MailBench bench;
  bench.put("cur/1.a:2,F", "prices@harborlight.example <1@h>");
  bench.put("cur/2.a:2,RS", "prices@harborlight.example <2@h>");
  EXPECT_EQ(bench.channel.look(), 1U);
  EXPECT_TRUE(bench.is_there("cur/1.a:2,FS"));
  EXPECT_TRUE(bench.is_there("cur/2.a:2,RS"));
}

TEST(MailSendersOfSettings, AreAddressesOrDomainsWithASupplier) {
  for (const char* wrong : {"a@b.example", "=x", "nobody=x", "a@=x", "a@b.example="}) {
    EXPECT_EQ(parse_mail_senders({wrong}).error().code, "mail_sender_malformed") << wrong;
  }
}

}  // namespace
}  // namespace switchyard::pricing
