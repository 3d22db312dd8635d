#include "http/stream_coding.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <stdexcept>

#include "http/answer_finish.hpp"

namespace switchyard::http {
namespace {

std::string drained(const PieceSource& source) {
  std::string all;
  while (source(all)) {}
  return all;
}

std::string gunzipped(const std::string& bytes, std::size_t size) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string out(size, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  EXPECT_EQ(stream.avail_in, 0U);
  out.resize(out.size() - stream.avail_out);
  inflateEnd(&stream);
  return out;
}

// `count` pieces of a line each.
PieceSource lines(int count) {
  return [count, at = 0](std::string& piece) mutable {
    if (at < count) piece += "line " + std::to_string(at) + "\n";
    return ++at < count;
  };
}

TEST(GzippedStream, GivesTheSameBytes) {
  for (const int count : {0, 1, 2, 100'000}) {
    const std::string plain = drained(lines(count));
    EXPECT_EQ(gunzipped(drained(gzipped(lines(count))), plain.size() + 1), plain) << count;
  }
}

TEST(GzippedStream, EveryPieceButTheLastHoldsSomething) {
  const PieceSource source = gzipped(lines(100'000));
  for (bool has_more = true; has_more;) {
    std::string piece;
    has_more = source(piece);
    EXPECT_FALSE(piece.empty());
  }
}

TEST(GzippedStream, PassesAFailureOn) {
  const PieceSource source = gzipped([](std::string&) -> bool { throw std::runtime_error("the disk is gone"); });
  std::string piece;
  EXPECT_THROW(source(piece), std::runtime_error);
}

TEST(GzippedStream, IsChosenByTheEdgeWhereTheClientTakesIt) {
  for (const auto& [accepted, is_gzip] : {std::pair("gzip, br", true), std::pair("br", false), std::pair("", false), std::pair("gzip;q=0", false)}) {
    Request request;
    request.headers.emplace_back("accept-encoding", accepted);
    Response response{.content_type = "text/csv", .stream = lines(1'000)};
    response.set_header("etag", "\"abc\"");
    finish_answer(response, request, nullptr, Effort::quick);
    const std::string* coding = find_header(response, "content-encoding");
    EXPECT_EQ(coding != nullptr, is_gzip) << accepted;
    EXPECT_EQ(*find_header(response, "vary"), "accept-encoding");
    const std::string sent = drained(response.stream);
    EXPECT_EQ(is_gzip ? gunzipped(sent, 100'000) : sent, drained(lines(1'000)));
  }
}

TEST(GzippedStream, IsNotMadeOfWhatIsPackedAlready) {
  Request request;
  request.headers.emplace_back("accept-encoding", "gzip");
  Response response{.content_type = "application/zip", .stream = lines(10)};
  finish_answer(response, request, nullptr, Effort::quick);
  EXPECT_EQ(find_header(response, "content-encoding"), nullptr);
}

}  // namespace
}  // namespace switchyard::http
