#include "pricing/intake/folder_channel.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "pricing/sheets/sheet_desk_fake.hpp"

namespace switchyard::pricing {
namespace {

namespace fs = std::filesystem;

const Instant kBegin = *Instant::parse("2026-11-24T15:00:00Z");

struct FolderBench {
  explicit FolderBench(Channel channel) : rule{.folder = scratch.path(), .channel = channel} {}

  ScratchFolder scratch;
  SilentLog log;
  FolderRule rule;
  std::vector<IncomingPiece> taken;
  std::vector<std::string> refused;
  std::string status = "published";

  FolderChannel channel() {
    return FolderChannel(rule,
                         [this](IncomingPiece piece) -> Result<std::vector<ImportReport>> {
                           ImportReport report;
                           report.file = piece.file_name;
                           report.status = status;
                           taken.push_back(std::move(piece));
                           return std::vector<ImportReport>{report};
                         },
                         [this](const IncomingPiece& piece, const std::string& reason) { refused.push_back(piece.origin + ": " + reason); }, log);
  }
  void put(const std::string& name, const std::string& text = "prices") {
    const fs::path place = fs::path(scratch.path()) / name;
    fs::create_directories(place.parent_path());
    std::ofstream(place) << text;
  }
  [[nodiscard]] bool is_there(const std::string& name) const { return fs::exists(fs::path(scratch.path()) / name); }
};

TEST(FolderChannel, TakesAFileThatHasNotChangedForAWhileAndMovesItAside) {
  FolderBench bench(Channel::folder);
  FolderChannel channel = bench.channel();
  bench.put("a.csv");
  EXPECT_EQ(channel.look(kBegin), 0U);
  EXPECT_EQ(channel.look(kBegin + Duration::seconds(4)), 0U);
  EXPECT_EQ(channel.look(kBegin + Duration::seconds(5)), 1U);
  ASSERT_EQ(bench.taken.size(), 1U);
  EXPECT_EQ(bench.taken[0].file_name, "a.csv");
  EXPECT_EQ(bench.taken[0].bytes, "prices");
  EXPECT_FALSE(bench.is_there("a.csv"));
  EXPECT_TRUE(bench.is_there("taken/2026-11-24/a.csv"));
  EXPECT_TRUE(bench.is_there("taken/2026-11-24/a.csv.report.json"));
}

TEST(FolderChannel, AFileThatGrowsIsLeft) {
  FolderBench bench(Channel::folder);
  FolderChannel channel = bench.channel();
  bench.put("a.csv", "half");
  channel.look(kBegin);
  bench.put("a.csv", "the whole");
  EXPECT_EQ(channel.look(kBegin + Duration::seconds(6)), 0U);
  EXPECT_EQ(channel.look(kBegin + Duration::seconds(12)), 1U);
  EXPECT_EQ(bench.taken[0].bytes, "the whole");
}

TEST(FolderChannel, UnfinishedHiddenAndLinkedFilesAreNoBusiness) {
  FolderBench bench(Channel::folder);
  FolderChannel channel = bench.channel();
  for (const char* name : {"a.csv.part", ".a.csv", "~$a.xlsx", "b.tmp", "c.filepart", "sub/d.csv"}) bench.put(name);
  fs::create_symlink("/etc/hostname", fs::path(bench.scratch.path()) / "link.csv");
  channel.look(kBegin);
  EXPECT_EQ(channel.look(kBegin + Duration::seconds(60)), 0U);
}

TEST(FolderChannel, WhatWasNotPublishedLiesAmongTheRefused) {
  FolderBench bench(Channel::folder);
  bench.status = "held";
  FolderChannel channel = bench.channel();
  bench.put("a.csv");
  channel.look(kBegin);
  channel.look(kBegin + Duration::seconds(5));
  EXPECT_TRUE(bench.is_there("refused/2026-11-24/a.csv"));
}

TEST(FolderChannel, ASecondFileOfTheNameOverwritesNothing) {
  FolderBench bench(Channel::folder);
  FolderChannel channel = bench.channel();
  for (int i = 0; i < 2; ++i) {
    bench.put("a.csv", std::to_string(i));
    channel.look(kBegin + Duration::seconds(i * 20));
    channel.look(kBegin + Duration::seconds(i * 20 + 6));
  }
  EXPECT_TRUE(bench.is_there("taken/2026-11-24/a.csv"));
  EXPECT_TRUE(bench.is_there("taken/2026-11-24/a (2).csv"));
}

TEST(FolderChannel, ATooLargeFileIsRefusedUnread) {
  FolderBench bench(Channel::folder);
  bench.rule.size_max = 3;
  FolderChannel channel = bench.channel();
  bench.put("a.csv");
  channel.look(kBegin);
  channel.look(kBegin + Duration::seconds(5));
  EXPECT_TRUE(bench.taken.empty());
  EXPECT_EQ(bench.refused, (std::vector<std::string>{"a.csv: the file has more than 3 bytes"}));
}

TEST(FolderChannel, WhatACrashLeftHalfwayIsTakenUpAgain) {
  FolderBench bench(Channel::drop);
  bench.put(std::string(".taking/harborlight\x1f") + "a.csv");
  FolderChannel channel = bench.channel();
  channel.look(kBegin);
  ASSERT_EQ(bench.taken.size(), 1U);
  EXPECT_EQ(bench.taken[0].supplier, "harborlight");
  EXPECT_TRUE(bench.is_there("taken/2026-11-24/a.csv"));
}

TEST(DropFolder, AFileMustBeOfTheSupplierInWhoseFolderItLies) {
  FolderBench bench(Channel::drop);
  FolderChannel channel = bench.channel();
  bench.put("harborlight/a.csv");
  bench.put("stray.csv");
  channel.look(kBegin);
  EXPECT_EQ(channel.look(kBegin + Duration::seconds(5)), 1U);
  EXPECT_EQ(bench.taken[0].supplier, "harborlight");
  EXPECT_EQ(bench.taken[0].origin, "harborlight/a.csv");
  EXPECT_TRUE(bench.is_there("stray.csv"));
}

}  // namespace
}  // namespace switchyard::pricing
