#include "http/static_files.hpp"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "http/answer_finish.hpp"
#include "http/byte_range.hpp"

namespace switchyard::http {
namespace {

constexpr std::array<EmbeddedFile, 7> kFiles{{
    {"app.3f9a1c2b.js", "console.log(1)"},
    {"app.3f9a1c2b.js.br", "BR"},
    {"app.3f9a1c2b.js.gz", "GZ"},
    {"docs/index.html", "<h1>docs</h1>"},
    {"index.html", "<h1>home</h1>"},
    {"logo.png", "0123456789"},
    {"secret/../index.html", "never"},
}};

Request asking(Headers headers = {}) {
  Request request;
  request.headers = std::move(headers);
  return request;
}

Response ask(std::string_view path, Headers headers = {}) {
  static const StaticFiles files(kFiles);
  return files.answer(asking(std::move(headers)), path);
}

std::string header_of(const Response& response, std::string_view name) {
  const auto* value = find_header(response, name);
  return value == nullptr ? "" : *value;
}

TEST(StaticFiles, AnswersFilesAndIndexes) {
  EXPECT_EQ(ask("").body, "<h1>home</h1>");
  EXPECT_EQ(ask("docs/").body, "<h1>docs</h1>");
  EXPECT_EQ(ask("docs").body, "<h1>docs</h1>");
  EXPECT_EQ(ask("logo.png").content_type, "image/png");
  EXPECT_EQ(header_of(ask("logo.png"), "x-content-type-options"), "nosniff");
}

TEST(StaticFiles, NothingOutsideTheListIsFound) {
  for (const char* path : {"nothing", "../index.html", "/etc/passwd", "docs/../index.html", "..\\index.html", "docs/nothing/"}) EXPECT_EQ(ask(path).status, 404) << path;
}

TEST(StaticFiles, AHashedNameIsCachedForAYearAndOthersAreAskedForEachTime) {
  EXPECT_EQ(header_of(ask("app.3f9a1c2b.js"), "cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(header_of(ask("logo.png"), "cache-control"), "no-cache");
  EXPECT_TRUE(is_hashed_name("assets/index-BdK3x9Qa.js"));
  EXPECT_FALSE(is_hashed_name("assets/switchyard-shopper.js"));
  EXPECT_FALSE(is_hashed_name("v1/shopper.js"));
}

TEST(StaticFiles, GivesThePrecompressedVariantThatIsLikedBest) {
  const Response br = ask("app.3f9a1c2b.js", {{"accept-encoding", "gzip, br"}});
  EXPECT_EQ(br.body, "BR");
  EXPECT_EQ(header_of(br, "content-encoding"), "br");
  EXPECT_EQ(header_of(br, "vary"), "accept-encoding");
  EXPECT_EQ(br.content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(ask("app.3f9a1c2b.js", {{"accept-encoding", "gzip, br;q=0"}}).body, "GZ");
  const Response plain = ask("app.3f9a1c2b.js");
  EXPECT_EQ(plain.body, "console.log(1)");
  EXPECT_NE(header_of(plain, "etag"), header_of(br, "etag"));
}

TEST(StaticFiles, AnswersOneRange) {
  const Response part = ask("logo.png", {{"range", "bytes=2-4"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, "234");
  EXPECT_EQ(header_of(part, "content-range"), "bytes 2-4/10");
  EXPECT_EQ(ask("logo.png", {{"range", "bytes=7-"}}).body, "789");
  EXPECT_EQ(ask("logo.png", {{"range", "bytes=-3"}}).body, "789");
  EXPECT_EQ(ask("logo.png", {{"range", "bytes=8-99"}}).body, "89");
}

TEST(StaticFiles, ARangePastTheEndOrSeveralAre416) {
  const Response past = ask("logo.png", {{"range", "bytes=10-"}});
  EXPECT_EQ(past.status, 416);
  EXPECT_EQ(header_of(past, "content-range"), "bytes */10");
  EXPECT_EQ(ask("logo.png", {{"range", "bytes=0-1,3-4"}}).status, 416);
  EXPECT_EQ(ask("logo.png", {{"range", "bytes=-0"}}).status, 416);
}

TEST(StaticFiles, ARangeThatCannotBeReadIsPassedOver) {
  for (const char* range : {"bytes=", "bytes=a-b", "bytes=4-2", "lines=1-2", "bytes 1-2"}) EXPECT_EQ(ask("logo.png", {{"range", range}}).status, 200) << range;
}

TEST(StaticFiles, IfRangeWithAnotherTagGivesTheWhole) {
  const std::string tag = header_of(ask("logo.png"), "etag");
  EXPECT_EQ(ask("logo.png", {{"range", "bytes=0-0"}, {"if-range", tag}}).status, 206);
  EXPECT_EQ(ask("logo.png", {{"range", "bytes=0-0"}, {"if-range", "\"other\""}}).status, 200);
}

TEST(StaticFiles, AnUnchangedFileIsA304EvenWithARange) {
  const std::string tag = header_of(ask("logo.png"), "etag");
  const Request request = asking({{"range", "bytes=0-0"}, {"if-none-match", tag}});
  Response response = StaticFiles(kFiles).answer(request, "logo.png");
  finish_answer(response, request, nullptr, Effort::quick);
  EXPECT_EQ(response.status, 304);
  EXPECT_EQ(response.body, "");
}

TEST(StaticFiles, ReadsAFolderButNoLinksOutOfIt) {
  const auto folder = std::filesystem::temp_directory_path() / ("switchyard_static_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder / "sub");
  std::ofstream(folder / "sub" / "a.txt") << "hello";
  std::filesystem::create_symlink("/etc/passwd", folder / "link.txt");
  const auto files = StaticFiles::from_folder(folder.string());
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(files);
  EXPECT_EQ(files->answer(asking(), "sub/a.txt").body, "hello");
  EXPECT_FALSE(files->contains("link.txt"));
  EXPECT_EQ(StaticFiles::from_folder(folder.string()).error().code, "unreadable_folder");
}

}  // namespace
}  // namespace switchyard::http
